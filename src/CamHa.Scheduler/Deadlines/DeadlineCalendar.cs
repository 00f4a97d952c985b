using System.Security.Cryptography;
using System.Text;
using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Text;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;

namespace CamHa.Scheduler.Deadlines;

/// <summary>
/// The digest's deadlines as a calendar file, so that one tap puts them into a phone. What has ended is in it as cancelled,
/// so that the phone forgets it.
/// </summary>
/// <param name="campaign">The campaign.</param>
/// <param name="sender">The address that mails come from. Two communes may have the same codes in one phone.</param>
/// <param name="day">The day of the mail, where the campaign is.</param>
/// <param name="now">The moment of the mail.</param>
internal sealed class DeadlineCalendar(Campaign campaign, string sender, DateOnly day, DateTimeOffset now)
{
    // Any day before the first mail.
    private static readonly DateOnly Epoch = new(2020, 1, 1);

    // Both at 07:30 of the phone's own time: the event begins at midnight.
    private static readonly (int DaysBefore, Duration Trigger)[] Alarms =
    [
        (2, new(days: -1, hours: -16, minutes: -30)),
        (0, new(hours: 7, minutes: 30)),
    ];

    private readonly Calendar _calendar = new() { Method = "PUBLISH", ProductId = "-//CamHa.Scheduler//VI" };

    public DeadlineCalendar With(IEnumerable<DigestRow> open)
    {
        foreach (var row in open)
        {
            var deadline = Event(row.Code, row.UnitCode, row.Title, row.DueOn);
            deadline.Description = CleanText.OneLine($"{row.UnitName} – {(row.Part ?? PartKind.Support).Word()}. {campaign.Name}");
            // An alarm of the past would ring at once.
            foreach (var (_, trigger) in Alarms.Where(alarm => row.DueOn.AddDays(-alarm.DaysBefore) > day))
            {
                deadline.Alarms.Add(new Alarm
                {
                    Action = AlarmAction.Display,
                    Description = deadline.Summary,
                    Trigger = new Trigger(trigger),
                });
            }

            _calendar.Events.Add(deadline);
        }

        return this;
    }

    public DeadlineCalendar Without(IEnumerable<ToldRow> ended, string unitCode)
    {
        foreach (var row in ended)
        {
            var deadline = Event(row.Code, unitCode, row.Title, row.ToldDueOn);
            deadline.Status = EventStatus.Cancelled;
            _calendar.Events.Add(deadline);
        }

        return this;
    }

    public MailAttachment Attachment() => new(
        "han-nhiem-vu.ics",
        "text/calendar; method=PUBLISH; charset=utf-8",
        Encoding.UTF8.GetBytes(new CalendarSerializer().SerializeToString(_calendar) ?? ""));

    private CalendarEvent Event(string code, string unitCode, string title, DateOnly due) => new()
    {
        Uid = Uid(code, unitCode),
        // By the day, so that it only grows: what moves, ends or begins again replaces what a calendar had before.
        Sequence = day.DayNumber - Epoch.DayNumber,
        DtStamp = new CalDateTime(now.UtcDateTime),
        LastModified = new CalDateTime(now.UtcDateTime),
        DtStart = new CalDateTime(due),
        DtEnd = new CalDateTime(due.AddDays(1)),
        Summary = CleanText.OneLine($"Hạn {code}: {title}"),
        // A deadline does not make the day a busy one.
        Transparency = TransparencyType.Transparent,
    };

    // Without the due date: a moved deadline moves the event in the phone and adds no second one. The digest keeps apart what
    // the codes joined by hyphens, or two senders of one domain, do not.
    private string Uid(string code, string unitCode)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{sender.ToLowerInvariant()}/{campaign.Code}/{code}/{unitCode}"));
        return $"{campaign.Code}-{code}-{unitCode}-{Convert.ToHexStringLower(hash.AsSpan(0, 4))}@{MailAddress.Domain(sender)}";
    }
}
