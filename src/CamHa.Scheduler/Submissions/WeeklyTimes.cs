namespace CamHa.Scheduler.Submissions;

/// <summary>The times of day of a reporting week, on the campaign's wall clock.</summary>
/// <param name="CutOff">The last time on the submission day at which a submission is on time.</param>
/// <param name="ReportAt">When on the submission day the report is issued.</param>
/// <param name="SupplementAt">When on the first working day after the week late submissions are issued.</param>
/// <param name="Reminders">When units that have not submitted are reminded.</param>
public sealed record WeeklyTimes(TimeOnly CutOff, TimeOnly ReportAt, TimeOnly SupplementAt, IReadOnlyList<ReminderTime> Reminders)
{
    /// <summary>Cut-off 16:00, report 16:30, supplement 08:00; reminders the working day before at 14:00, and at 08:00 and 14:30.</summary>
    public static WeeklyTimes Default { get; } = new(
        new(16, 0), new(16, 30), new(8, 0), [new(1, new(14, 0)), new(0, new(8, 0)), new(0, new(14, 30))]);
}

/// <param name="WorkingDaysBefore">Working days before the submission day; 0 is the day itself.</param>
/// <param name="At">The time on that day.</param>
public sealed record ReminderTime(int WorkingDaysBefore, TimeOnly At);
