using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Deadlines;

/// <summary>Composes a unit's digest as things stand when it leaves: notices that no longer apply are left out.</summary>
public sealed class DigestMail(Templates templates, CampaignClock clock) : IMailComposer
{
    public bool Composes(NoticeKind kind) => kind == NoticeKind.Deadline;

    public async Task<Composition> ComposeAsync(DatabaseSession session, OutboxMessage message, DateTimeOffset now, CancellationToken token)
    {
        var key = new { message.MessageKey, Now = now };
        var rows = await session.QueryAsync<DigestRow>("deadlines/digest-lines", key, token);
        var open = rows.Where(row => row.IsStillTrue(now)).ToList();
        if (open.Count == 0)
            return Composition.Suppressed("every assignment in it was completed, moved, reassigned or told of again since");

        var addresses = await CampaignStore.AddressBookAsync(session, message.CampaignId, token);
        var leads = (await session.QueryAsync<LeadRow>("deadlines/digest-leads", new { message.MessageKey }, token))
            .ToLookup(row => row.AssignmentId, row => row.UnitName);
        var campaign = await CampaignStore.OneAsync(session, message.CampaignId, token);
        var calendar = await CalendarStore.ReadAsync(session, token);
        var today = DateOnly.FromDateTime(clock.WallClock(now));
        var lines = open.Select(row => DigestLine.Of(row, leads[row.AssignmentId], today, calendar, clock)).ToList();
        var subject = Subject(campaign, lines, today);
        var (html, text) = await templates.RenderAsync("digest", subject, new
        {
            Unit = open[0].UnitName,
            Campaign = campaign.Name,
            Opening = Opening(lines, today),
            Sections = Sections(lines),
        });
        return new MailContent
        {
            Subject = subject,
            Html = html,
            Text = text,
            ReplyTo = [.. addresses.Specialists.Select(contact => contact.Address)],
            Threads = [.. open.Select(row => $"{campaign.Code}.{row.Code}.{row.UnitCode}".ToLowerInvariant())],
            Attachments = [DeadlineCalendar.Attachment(campaign, open, now)],
        };
    }

    private static string Opening(List<DigestLine> lines, DateOnly today) =>
        $"Ban Chỉ đạo thông báo tình hình {(lines.Exists(line => line.Section == DigestSection.Opening) ? "ban đầu về " : "")}"
        + $"thời hạn các nhiệm vụ của đơn vị, tính đến {Vietnamese.WithWeekday(today)}"
        + (lines.Exists(line => line.Section == DigestSection.Opening)
            ? ". Những nhiệm vụ có hạn đã qua được nhắc lần đầu trong thư này:"
            : ":");

    private static string Subject(Campaign campaign, List<DigestLine> lines, DateOnly today)
    {
        var overdue = lines.Count(line => line.Section == DigestSection.Overdue);
        var opening = lines.Count(line => line.Section == DigestSection.Opening);
        var soon = lines.Count - overdue - opening;
        var others = soon > 0 ? $", {soon} sắp đến hạn" : "";
        if (overdue > 0)
        {
            return $"QUÁ HẠN: [{campaign.SubjectTag}] {overdue} nhiệm vụ quá hạn"
                + (opening > 0 ? $", {opening} hạn đã qua khi bắt đầu nhắc" : "") + others;
        }

        if (opening > 0)
            return $"[{campaign.SubjectTag}] V/v tình hình ban đầu: {opening} nhiệm vụ có hạn đã qua" + others;
        var first = lines.Min(line => line.DueOn);
        var count = first == today
            ? $"{lines.Count(line => line.DueOn == first)} nhiệm vụ đến hạn hôm nay ({Vietnamese.DayMonth(first)})"
            : $"{lines.Count} nhiệm vụ sắp đến hạn (sớm nhất {Vietnamese.DayMonth(first)})";
        return $"[{campaign.SubjectTag}] V/v {count}";
    }

    private static object[] Sections(List<DigestLine> lines) =>
    [
        .. from section in new[]
           {
               (Kind: DigestSection.Overdue, Title: "Quá hạn", Color: Palette.OnScreen.Bad, Class: "red"),
               (Kind: DigestSection.Opening, Title: "Tình hình ban đầu: hạn đã qua", Color: Palette.OnScreen.Warning, Class: "amber"),
               (Kind: DigestSection.Today, Title: "Đến hạn hôm nay", Color: Palette.OnScreen.Warning, Class: "amber"),
               (Kind: DigestSection.Soon, Title: "Sắp đến hạn", Color: Palette.OnScreen.Good, Class: "green"),
           }
           let own = lines
               .Where(line => line.Section == section.Kind)
               .OrderBy(line => line.DueOn)
               .ThenBy(line => line.Code, StringComparer.Ordinal)
               .ToArray()
           where own.Length > 0
           select new { section.Title, Color = section.Color.Html, section.Class, Lines = own },
    ];
}
