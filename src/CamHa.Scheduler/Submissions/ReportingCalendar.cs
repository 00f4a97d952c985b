using CamHa.Scheduler.Clock;

namespace CamHa.Scheduler.Submissions;

/// <summary>The reporting weeks of one campaign.</summary>
public sealed class ReportingCalendar(WorkingCalendar calendar, WeeklyTimes times, DateOnly startsOn, DateOnly endsOn)
{
    // In weeks. No year has so many without a working day in a row; a calendar that does must not search for ever.
    private const int SearchLimit = 20;

    /// <summary>
    /// The reporting week named by <paramref name="week"/>; null where the week has no working day or lies outside the
    /// campaign.
    /// </summary>
    public ReportingWeek? For(IsoWeek week)
    {
        if (SubmissionDay(week) is not { } day)
            return null;
        var from = CoversFrom(week);
        // A campaign that ends before its last Friday still owes a report on that week's days.
        if (day < startsOn || from > endsOn)
            return null;
        return new(
            week,
            from,
            day.ToDateTime(times.CutOff),
            day.ToDateTime(times.ReportAt),
            calendar.OnOrAfter(week.Sunday.AddDays(1)).ToDateTime(times.SupplementAt),
            [.. Reminders(week, day).Order()]);
    }

    /// <summary>The week whose cut-off comes next; null after the campaign.</summary>
    public ReportingWeek? Current(DateTime now) => Forward(now).FirstOrDefault(week => now < week.CutOff);

    /// <summary>The weeks in order of time, from the first whose supplement may still be owed.</summary>
    public IEnumerable<ReportingWeek> Around(DateTime now) => Forward(now.AddDays(-21));

    /// <summary>The last week whose report was due by <paramref name="now"/>; null before the first.</summary>
    public ReportingWeek? LastDue(DateTime now)
    {
        var week = IsoWeek.Of(DateOnly.FromDateTime(now));
        for (var i = 0; i < SearchLimit; i++)
        {
            if (For(week.Plus(-i)) is { } candidate && candidate.ReportAt <= now)
                return candidate;
        }

        return null;
    }

    /// <summary>The reporting week after <paramref name="week"/>; null where it was the campaign's last.</summary>
    public ReportingWeek? After(ReportingWeek week) => Forward(week.ReportAt).FirstOrDefault(next => next.Week > week.Week);

    private IEnumerable<ReportingWeek> Forward(DateTime from)
    {
        var week = IsoWeek.Of(DateOnly.FromDateTime(from));
        var first = IsoWeek.Of(startsOn);
        if (week < first)
            week = first;
        for (var i = 0; i < SearchLimit; i++)
        {
            if (For(week.Plus(i)) is { } candidate)
                yield return candidate;
        }
    }

    private DateOnly? SubmissionDay(IsoWeek week)
    {
        for (var day = week.Friday; day >= week.Monday; day = day.AddDays(-1))
        {
            if (calendar.IsWorking(day))
                return day;
        }

        return null;
    }

    private DateOnly CoversFrom(IsoWeek week)
    {
        var monday = week.Monday;
        while (monday > startsOn && SubmissionDay(IsoWeek.Of(monday.AddDays(-1))) is null)
            monday = monday.AddDays(-7);
        return monday;
    }

    private IEnumerable<DateTime> Reminders(IsoWeek week, DateOnly submissionDay) =>
        from reminder in times.Reminders
        let day = calendar.Before(submissionDay, reminder.WorkingDaysBefore)
        // A reminder that falls into the week before would ask for a week that has not begun; nor before the campaign begins.
        where day >= week.Monday && day >= startsOn
        let at = day.ToDateTime(reminder.At)
        where at < submissionDay.ToDateTime(times.CutOff)
        select at;
}
