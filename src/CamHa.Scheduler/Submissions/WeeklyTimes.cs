namespace CamHa.Scheduler.Submissions;

/// <summary>The times of a week, on the campaign's wall clock, for a week whose Friday is worked.</summary>
/// <param name="CutOff">Time of the submission day until which a submission is on time.</param>
/// <param name="ReportAt">Time of the submission day at which the report is issued.</param>
/// <param name="SupplementAt">Time of the first working day after the week at which late submissions are issued.</param>
/// <param name="Reminders">When units that have not submitted are reminded.</param>
public sealed record WeeklyTimes(TimeOnly CutOff, TimeOnly ReportAt, TimeOnly SupplementAt, IReadOnlyList<ReminderTime> Reminders)
{
    /// <summary>Cut-off 16:00, report 16:30, supplement 08:00; reminders the working day before at 14:00, and at 08:00 and 14:30.</summary>
    public static WeeklyTimes Default { get; } = new(
        new(16, 0), new(16, 30), new(8, 0), [new(1, new(14, 0)), new(0, new(8, 0)), new(0, new(14, 30))]);
}

/// <param name="WorkingDaysBefore">Working days before the submission day; 0 is the day itself.</param>
/// <param name="At">Time of that day.</param>
public sealed record ReminderTime(int WorkingDaysBefore, TimeOnly At);
