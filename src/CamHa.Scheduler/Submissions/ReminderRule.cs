namespace CamHa.Scheduler.Submissions;

/// <summary>Who is reminded now of the submission owed for a week.</summary>
public static class ReminderRule
{
    /// <summary>
    /// The reminder that is true at <paramref name="now"/>: the last one whose time has come. Earlier ones that were
    /// missed collapse into it; after the cut-off there is none.
    /// </summary>
    /// <returns>Its place among the week's reminders, counted from 0; null where none has come or all have lost their point.</returns>
    public static int? StepAt(ReportingWeek week, DateTime now)
    {
        if (now >= week.CutOff)
            return null;
        var reached = week.Reminders.Count(at => at <= now);
        return reached == 0 ? null : reached - 1;
    }

    /// <summary>Until when the reminder has a point: the next one takes its place, or the cut-off ends it.</summary>
    public static DateTime ExpiresAt(ReportingWeek week, int step) =>
        step + 1 < week.Reminders.Count ? week.Reminders[step + 1] : week.CutOff;

    /// <summary>The units to remind, of those that owe a submission.</summary>
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

    /// <summary>The last reminder of this week it was sent; null where none was.</summary>
    int? LastStep { get; }
}
