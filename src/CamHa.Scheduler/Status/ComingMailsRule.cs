using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Deadlines;
using CamHa.Scheduler.Submissions;

namespace CamHa.Scheduler.Status;

/// <summary>Which mails of a campaign are to be expected, if nobody reports anything done and no date is moved.</summary>
public static class ComingMailsRule
{
    /// <param name="now">The wall clock's time; what comes later is listed.</param>
    /// <param name="days">How many days ahead.</param>
    /// <param name="calendar">The working calendar.</param>
    /// <param name="steps">When notices of a deadline are due.</param>
    /// <param name="digestAt">The time of a working day at which they leave.</param>
    /// <param name="lastDay">The last day on which they do.</param>
    /// <param name="open">The open parts: whose, and when they are due.</param>
    /// <param name="weeks">The campaign's reporting weeks around now.</param>
    /// <param name="leavesAt">When a week's report leaves.</param>
    /// <returns>In order of time.</returns>
    public static IReadOnlyList<ComingMail> Decide(
        DateTime now,
        int days,
        WorkingCalendar calendar,
        DeadlineSteps steps,
        TimeOnly digestAt,
        DateOnly lastDay,
        IReadOnlyList<(string Unit, DateOnly DueOn)> open,
        IEnumerable<ReportingWeek> weeks,
        Func<ReportingWeek, DateTime> leavesAt)
    {
        var last = now.Date.AddDays(days);
        var deadlines = Enumerable.Range(0, days)
            .Select(ahead => DateOnly.FromDateTime(now).AddDays(ahead))
            .Where(day => day <= lastDay && calendar.IsWorking(day))
            .Select(day => Notices(day, calendar, steps, digestAt, open))
            .OfType<ComingMail>();
        var weekly = weeks.TakeWhile(week => week.CoversFrom.ToDateTime(default) < last).SelectMany(week => OfWeek(week, leavesAt(week)));
        return [.. deadlines.Concat(weekly).Where(mail => mail.At > now && mail.At < last).OrderBy(mail => mail.At)];
    }

    private static ComingMail? Notices(
        DateOnly day,
        WorkingCalendar calendar,
        DeadlineSteps steps,
        TimeOnly digestAt,
        IReadOnlyList<(string Unit, DateOnly DueOn)> open)
    {
        // Many share a date.
        var reached = open.Select(part => part.DueOn).Distinct().Where(IsReached).ToHashSet();
        var parts = open.Where(part => reached.Contains(part.DueOn)).ToList();
        return parts.Count == 0 ? null
            : new(day.ToDateTime(digestAt), ComingKind.Deadlines, parts.Count, parts.DistinctBy(part => part.Unit).Count());

        bool IsReached(DateOnly due) =>
            SensibleDays.Holds(due)
            && DeadlineRule.StepOn(day, due, calendar, steps) is { } step
            && !(step <= DeadlineRule.StepOn(calendar.Before(day, 1), due, calendar, steps));
    }

    private static IEnumerable<ComingMail> OfWeek(ReportingWeek week, DateTime leavesAt) =>
        week.Reminders.Select(at => new ComingMail(at, ComingKind.Reminder, 0, 0))
            .Append(new(leavesAt, ComingKind.Report, 0, 0));
}

public enum ComingKind
{
    /// <summary>Digests of deadlines.</summary>
    Deadlines,

    /// <summary>Reminders of units that have not submitted.</summary>
    Reminder,

    /// <summary>The Friday report.</summary>
    Report,
}

/// <param name="At">When it leaves, on the campaign's wall clock.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Parts">Of how many parts it reminds; 0 where it is of none.</param>
/// <param name="Units">How many units it goes to; 0 where that is not known before.</param>
public sealed record ComingMail(DateTime At, ComingKind Kind, int Parts, int Units);
