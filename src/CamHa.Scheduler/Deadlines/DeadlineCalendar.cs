using System.Text;
using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Text;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;

namespace CamHa.Scheduler.Deadlines;

/// <summary>The digest's deadlines as a calendar file, so that one tap puts them into a phone.</summary>
internal static class DeadlineCalendar
{
    public static MailAttachment Attachment(Campaign campaign, IEnumerable<DigestRow> rows, DateTimeOffset now)
    {
        var calendar = new Calendar { Method = "PUBLISH", ProductId = "-//CamHa.Scheduler//VI" };
        foreach (var row in rows)
        {
            calendar.Events.Add(new CalendarEvent
            {
                // Without the due date: a moved deadline moves the event in the phone and adds no second one.
                Uid = $"{campaign.Code}-{row.Code}-{row.UnitCode}@camha",
                DtStamp = new CalDateTime(now.UtcDateTime),
                DtStart = new CalDateTime(row.DueOn),
                DtEnd = new CalDateTime(row.DueOn.AddDays(1)),
                Summary = CleanText.OneLine($"Hạn {row.Code}: {row.Title}"),
                Description = CleanText.OneLine($"{row.UnitName} – {(row.Part ?? PartKind.Support).Word()}. {campaign.Name}"),
            });
        }

        var text = new CalendarSerializer().SerializeToString(calendar) ?? "";
        return new("han-nhiem-vu.ics", "text/calendar; method=PUBLISH; charset=utf-8", Encoding.UTF8.GetBytes(text));
    }
}
