using System.ComponentModel.DataAnnotations;
using System.Globalization;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Configuration;

namespace CamHa.Scheduler.Submissions;

/// <summary>When a week's submissions, reminders and reports are due.</summary>
public sealed class WeeklyOptions : IValidatableObject
{
    public const string Section = "Weekly";

    /// <summary>The last time on the submission day at which a submission is on time.</summary>
    public TimeOnly CutOff { get; set; } = new(16, 0);

    /// <summary>When on that day the report is issued.</summary>
    public TimeOnly ReportAt { get; set; } = new(16, 30);

    /// <summary>When on the first working day after the week late submissions are issued.</summary>
    public TimeOnly SupplementAt { get; set; } = new(8, 0);

    /// <summary>
    /// When units that have not submitted are reminded: working days before the submission day (0 to 4) and a time,
    /// separated by commas.
    /// </summary>
    [ListSetting]
    public string Reminders { get; set; } = "1 14:00, 0 08:00, 0 14:30";

    public WeeklyTimes Times => new(CutOff, ReportAt, SupplementAt, ParseReminders(Reminders)!);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (ReportAt < CutOff)
            yield return new("the report must not come before the cut-off", [nameof(ReportAt)]);
        if (!MailingTimeRule.IsByDay(ReportAt))
            yield return new(MailingTimeRule.Hours, [nameof(ReportAt)]);
        if (!MailingTimeRule.IsByDay(SupplementAt))
            yield return new(MailingTimeRule.Hours, [nameof(SupplementAt)]);
        var reminders = ParseReminders(Reminders);
        if (reminders?.TrueForAll(reminder => MailingTimeRule.IsByDay(reminder.At)) == false)
            yield return new(MailingTimeRule.Hours, [nameof(Reminders)]);
        if (reminders is null)
        {
            yield return new(
                "write working days before (0 to 4) and a time, separated by commas, such as 1 14:00, 0 08:00, 0 14:30",
                [nameof(Reminders)]);
        }
    }

    private static List<ReminderTime>? ParseReminders(string text)
    {
        var reminders = new List<ReminderTime>();
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var words = part.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words.Length != 2
                || !int.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out var days) || days > 4
                || !TimeOnly.TryParseExact(words[1], "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var at))
                return null;
            reminders.Add(new(days, at));
        }

        return reminders;
    }
}
