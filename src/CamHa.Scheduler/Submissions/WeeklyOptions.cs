using System.Globalization;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Configuration;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Submissions;

/// <summary>When a week's submissions, reminders and reports are due.</summary>
public sealed class WeeklyOptions : ISectionOptions
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

    public IEnumerable<Bilingual> Faults(Settings settings)
    {
        if (ReportAt < CutOff)
        {
            yield return SettingFault.Of(
                "Weekly:ReportAt",
                ReportAt,
                $"báo cáo không được đi trước hạn nộp, Weekly:CutOff = {CutOff:HH:mm}.",
                $"the report must not come before the cut-off, Weekly:CutOff = {CutOff:HH:mm}.");
        }

        var reminders = ParseReminders(Reminders);
        foreach (var (setting, value, isByDay) in new (string, object, bool)[]
        {
            ("Weekly:ReportAt", ReportAt, MailingTimeRule.IsByDay(ReportAt)),
            ("Weekly:SupplementAt", SupplementAt, MailingTimeRule.IsByDay(SupplementAt)),
            ("Weekly:Reminders", Reminders, reminders?.TrueForAll(reminder => MailingTimeRule.IsByDay(reminder.At)) != false),
        })
        {
            if (!isByDay)
                yield return SettingFault.Of(setting, value, MailingTimeRule.Hours);
        }

        if (reminders is null)
        {
            yield return SettingFault.Of(
                "Weekly:Reminders",
                Reminders,
                "hãy ghi số ngày làm việc trước ngày nộp (0 đến 4) và giờ, cách nhau bằng dấu phẩy, như 1 14:00, 0 08:00, 0 14:30.",
                "write working days before (0 to 4) and a time, separated by commas, such as 1 14:00, 0 08:00, 0 14:30.");
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
