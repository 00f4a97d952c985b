namespace CamHa.Scheduler.Submissions;

/// <summary>Which units are reminded now of the submission they owe for a week.</summary>
public static class ReminderRule
{
    /// <summary>
    /// The reminder in force at <paramref name="now"/>: the last one whose time has come. Earlier ones that were missed
    /// collapse into it; after the cut-off there is none.
    /// </summary>
    /// <returns>Its index among the week's reminders, from 0; null before the first and after the cut-off.</returns>
    public static int? StepAt(ReportingWeek week, DateTime now)
    {
        if (now >= week.CutOff)
            return null;
        var reached = week.Reminders.Count(at => at <= now);
        return reached == 0 ? null : reached - 1;
    }

    /// <summary>When the reminder is no longer worth sending: at the next one, or at the cut-off.</summary>
    public static DateTime ExpiresAt(ReportingWeek week, int step) =>
        step + 1 < week.Reminders.Count ? week.Reminders[step + 1] : week.CutOff;

    /// <summary>The units to remind among those that owe a submission.</summary>
    public static IEnumerable<T> Decide<T>(ReportingWeek week, DateTime now, IEnumerable<T> units)
        where T : IOwesSubmission =>
        StepAt(week, now) is { } step
            ? units.Where(unit => !unit.HasSubmitted && !unit.IsExempt && (unit.LastStep ?? -1) < step)
            : [];
}

/// <summary>A unit that owes a submission for the week in question.</summary>
public interface IOwesSubmission
{
    bool HasSubmitted { get; }

    bool IsExempt { get; }

    /// <summary>The index of the last reminder of this week that was issued to it; null where none was.</summary>
    int? LastStep { get; }
}
