using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Inbox;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Storage;

namespace CamHa.Scheduler.Web.Pages;

/// <summary>What went to a unit and what it answered, in one line of time, the newest first.</summary>
internal sealed class UnitMails(CampaignClock clock)
{
    private const int Most = 30;

    public async Task<Html> OfAsync(DatabaseSession session, int campaign, int unit, CancellationToken token)
    {
        var sent = await session.QueryAsync<ListedMessage>(
            "outbox/of-unit", new { CampaignId = campaign, UnitId = unit, Last = Most }, token);
        var came = await session.QueryAsync<ListedMail>("inbox/of-unit", new { UnitId = unit, Last = Most }, token);
        var rows = sent.Select(mail => (At: mail.CreatedAt, Row: Sent(mail)))
            .Concat(came.Select(mail => (At: mail.ReceivedAt, Row: Came(mail))))
            .OrderByDescending(each => each.At)
            .Take(Most)
            .Select(each => Html.Of($"<div><dt>{Parts.Time(clock.WallClock(each.At))}</dt><dd>{each.Row}</dd></div>"))
            .ToList();
        var older = rows.Count < Most ? default
            : Html.Of($"""<p class="quiet">{Most} thư mới nhất; thư đi cũ hơn tìm ở <a href="/outbox">Hộp thư đi</a>.</p>""");
        return rows.Count == 0 ? Html.Of($"<p>Chưa có thư nào.</p>") : Html.Of($"""
            <dl class="facts">{rows}</dl>
            {older}
            """);
    }

    private static Html Sent(ListedMessage mail) => Html.Of($"""
        <span aria-hidden="true">→</span> Gửi <a href="/outbox/{mail.Id}">{Html.Data(OutboxLists.Subject(mail))}</a>
        {Parts.OutboxBadge(mail.State)}
        <span class="quiet">{Html.Data(mail.Recipient)}{(OutboxLists.IsCopy(mail) ? " (bản sao)" : "")}</span>
        """);

    private static Html Came(ListedMail mail)
    {
        var state = mail.State == InboxState.Triage
            ? Html.Of($"""{Parts.Badge(Parts.Tone.Warning, "chờ người xem")} <a href="{InboxPage.Path}">Mở</a>""")
            : Parts.Badge(mail.State is InboxState.Applied ? Parts.Tone.Good : Parts.Tone.Quiet, mail.State.Word());
        return Html.Of($"""
            <span aria-hidden="true">←</span> Nhận “{Html.Data(mail.Subject.Length > 0 ? mail.Subject : "(không có chủ đề)")}” {state}
            <span class="quiet">{Html.Data(mail.Sender)}{(mail.GestureId is { } gesture ? $", lần sửa {gesture}" : "")}</span>
            """);
    }
}
