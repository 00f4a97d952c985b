using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Scheduling;
using CamHa.Scheduler.Status;
using CamHa.Scheduler.Storage;
using Microsoft.AspNetCore.Http;

namespace CamHa.Scheduler.Web.Pages;

/// <summary>Lists of mails, with the decisions that can be made about each.</summary>
public sealed class OutboxLists(PageRoutes pages, CampaignClock clock)
{
    private const int NewestFailures = 5;

    /// <summary>The number of mails by state, and the last that failed.</summary>
    internal async Task<Html> OverviewAsync(HttpContext context, DatabaseSession session, ServiceStatus status)
    {
        var failed = await ReadAsync(session, nameof(OutboxState.Dead), null, NewestFailures, context.RequestAborted);
        return Html.Of($"""
            <section aria-labelledby="outbox"><h2 id="outbox">Hộp thư đi</h2>
            {Counts(status.Outbox, null)}
            {(failed.Count == 0 ? default : Html.Of($"<h3>Thư gửi hỏng gần đây</h3>{Mails(context, failed, "h4")}"))}
            </section>
            """);
    }

    /// <summary>The runs that the brake has held.</summary>
    internal static Task<List<HeldRun>> HeldAsync(DatabaseSession session, CancellationToken token) =>
        session.QueryAsync<HeldRun>("outbox/held-runs", null, token);

    internal Html Held(HttpContext context, List<HeldRun> runs) => runs.Count == 0 ? default : Html.Of($"""
        <section aria-labelledby="held"><h2 id="held">Lượt thư đang bị giữ</h2>
        <p>Lượt này nhiều thư hơn hẳn mọi lượt trước, nên chờ một người xem rồi cho gửi hoặc hủy. {SeeHeld}</p>
        <ul class="cards">
        {runs.Select(run => Html.Of($"""
            <li class="card warning"><h3>{LookWords.Title(run.Job)}: {run.Messages} thư</h3>
            <p>{Html.Data(run.Campaign)}. Giữ từ {Parts.Time(clock.WallClock(run.HeldAt))}.</p>
            <div class="actions">{ReleaseRun(context, run)}
            {CancelRun(context, run)}</div></li>
            """))}
        </ul></section>
        """);

    internal static Task<List<ListedMessage>> ReadAsync(
        DatabaseSession session,
        string? state,
        long? belowId,
        int last,
        CancellationToken token) =>
        session.QueryAsync<ListedMessage>("outbox/list", new { State = state, BelowId = belowId, Last = last }, token);

    internal static Html Counts(IReadOnlyDictionary<string, int> counts, string? current) => counts.Count == 0
        ? Html.Of($"<p>Chưa có thư nào.</p>")
        : Html.Of($"""
            <ul class="counts">{Enum.GetNames<OutboxState>().Where(counts.ContainsKey).Select(state => Html.Of($"""
                <li><a href="/outbox?state={state}"{Current(state, current)}><b>{counts[state]}</b> {Parts.OutboxBadge(state)}</a></li>
                """))}</ul>
            """);

    internal Html Mails(HttpContext context, IEnumerable<ListedMessage> mails, string heading) => Html.Of($"""
        <ol class="cards">
        {mails.Select(mail => Html.Of($"""
            <li class="card">{Html.Heading(heading, Html.Of($"""<a href="/outbox/{mail.Id}">{Html.Data(Subject(mail))}</a>"""))}
            <p>{Parts.OutboxBadge(mail.State)} {Recipient(mail)}</p>
            {(mail.StateReason.Length == 0 ? default : Html.Of($"""<p class="reply">{Parts.English(mail.StateReason)}</p>"""))}
            <p class="quiet">{Parts.Time(clock.WallClock(mail.CreatedAt))}; {mail.Attempts} lần gửi</p>
            {RetryAction(context, mail)}</li>
            """))}
        </ol>
        """);

    internal static Html Recipient(ListedMessage mail) => mail.RecipientName.Length == 0
        ? Html.Data(mail.Recipient)
        : Html.Of($"""{Html.Data(mail.RecipientName)} <span class="quiet">{Html.Data(mail.Recipient)}</span>""");

    /// <summary>The mail's subject, which is written when the mail leaves; until then the mail's kind.</summary>
    internal static string Subject(ListedMessage mail) => mail.Subject.Length > 0 ? mail.Subject : OutboxWords.OfKind(mail.Kind);

    /// <summary>The button names its mail for readers who hear the button by itself.</summary>
    internal Html Retry(HttpContext context, ListedMessage mail) => pages.Button(
        context,
        $"/outbox/{mail.Id}/retry",
        Html.Of($"""Gửi lại<span class="heard"> thư {mail.Id} cho {mail.Recipient}</span>"""));

    internal Html Release(HttpContext context, ListedMessage mail) =>
        pages.Button(context, $"/outbox/{mail.Id}/release", Html.Of($"Cho gửi thư này"));

    internal Html Cancel(HttpContext context, ListedMessage mail) =>
        Sure(context, $"/outbox/{mail.Id}/cancel", "Hủy thư này…", "Thư sẽ không được gửi nữa.", "Hủy thư");

    private static Html SeeHeld => Html.Of($"""<a href="/outbox?state={nameof(OutboxState.Held)}">Xem các thư</a>""");

    private static Html Current(string state, string? current) =>
        state == current ? Html.Of($" aria-current=\"true\"") : default;

    private Html RetryAction(HttpContext context, ListedMessage mail) =>
        mail.State is nameof(OutboxState.Dead) or nameof(OutboxState.Expired)
            ? Html.Of($"""<div class="actions">{Retry(context, mail)}</div>""")
            : default;

    private Html ReleaseRun(HttpContext context, HeldRun run) => pages.Button(
        context,
        $"/outbox/runs/{run.JobRunId}/{run.CampaignId}/release",
        Html.Of($"Cho gửi {run.Messages} thư"));

    private Html CancelRun(HttpContext context, HeldRun run) => Sure(
        context,
        $"/outbox/runs/{run.JobRunId}/{run.CampaignId}/cancel",
        "Hủy lượt này…",
        $"Hủy {run.Messages} thư; không gửi nữa.",
        $"Hủy {run.Messages} thư");

    // What cannot be undone takes two clicks.
    private Html Sure(HttpContext context, string action, string first, string means, string second) => Html.Of($"""
        <details><summary>{first}</summary><p>{means}</p>{pages.Button(context, action, Html.Of($"{second}"), "danger")}</details>
        """);

    internal sealed record HeldRun
    {
        public string JobRunId { get; init; } = "";

        public string Job { get; init; } = "";

        public int CampaignId { get; init; }

        public string Campaign { get; init; } = "";

        public int Messages { get; init; }

        public DateTimeOffset HeldAt { get; init; }
    }
}
