using CamHa.Scheduler.Accounts;
using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Scheduling;
using CamHa.Scheduler.Status;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Web.Safety;
using Microsoft.AspNetCore.Http;

namespace CamHa.Scheduler.Web.Pages;

/// <summary>Lists of mails, with the decisions that can be made about each.</summary>
public sealed class OutboxLists(PageRoutes pages, CampaignClock clock)
{
    /// <summary>Where the form is posted that opens an address again.</summary>
    internal const string ReopenPath = "/addresses/reopen";

    private const int NewestFailures = 5;
    private const int MostAddresses = 20;

    /// <summary>The number of mails by state, and the last that failed.</summary>
    internal async Task<Html> OverviewAsync(HttpContext context, DatabaseSession session, ServiceStatus status)
    {
        var failed = await ListedMessage.AllAsync(session, new(NewestFailures, nameof(OutboxState.Dead)), context.RequestAborted);
        return Html.Of($"""
            <section aria-labelledby="outbox"><h2 id="outbox">Hộp thư đi</h2>
            {Counts(status.Outbox, null)}
            {PauseButton(context, status.Paused)}
            {(failed.Count == 0 ? default : Html.Of($"<h3>Thư gửi hỏng gần đây</h3>{Mails(context, failed, "h4")}"))}
            </section>
            """);
    }

    internal Html TestMail(HttpContext context) => !Gate.Who(context).May(Right.Decide) ? default : Html.Of($"""
        <section aria-labelledby="test"><h2 id="test">Gửi thư thử</h2>{TestMailPage.Form(pages, context)}</section>
        """);

    /// <summary>That a person has stopped everything from leaving, what would leave, and the way to let it.</summary>
    internal Html Paused(HttpContext context, Pause? pause, IReadOnlyDictionary<string, int> waiting)
    {
        var kinds = string.Join(", ", waiting.Select(kind => $"{kind.Value} thư {InSentence(OutboxWords.OfKind(kind.Key))}"));
        var see = Html.Of($"""<a href="/outbox?state={nameof(OutboxState.Pending)}">Xem các thư</a>""");
        return pause is null ? default : Html.Of($"""
            <section aria-labelledby="pause"><h2 id="pause">Đang tạm dừng gửi</h2>
            <ul class="cards"><li class="card warning"><h3>{waiting.Values.Sum()} thư đang chờ</h3>
            <p>Không thư nào rời máy từ {Parts.Time(clock.WallClock(pause.Since))}, dừng ở máy {Html.Data(pause.Machine)}.
            {(waiting.Count == 0 ? Html.Of($"Chưa có thư nào phải gửi.") : Html.Of($"Sẽ gửi: {kinds}. {see}"))}</p>
            <p class="quiet">Thư hết ý nghĩa trong lúc chờ thì tự bỏ; thư còn lại được xem lại rồi mới gửi.</p>
            <div class="actions">{pages.Button(context, "/resume", Html.Of($"Cho gửi tiếp"))}</div></li></ul></section>
            """);
    }

    internal Html PauseButton(HttpContext context, Pause? pause) => pause is not null ? default : Html.Of($"""
        <div class="actions">{Sure(
            context, "/pause", "Tạm dừng gửi…", "Không thư nào rời máy cho đến khi có người bấm Cho gửi tiếp.", "Tạm dừng gửi")}</div>
        """);

    /// <summary>What waits for a person: campaigns' first sendings, and runs that the brake has stopped.</summary>
    internal Html Held(HttpContext context, IReadOnlyList<HeldRun> runs)
    {
        var larger = Html.Of($"{ReasonWords.OfOwn(Brake.Reason)}");
        return Html.Of($"""
            {Section("first", "Lần gửi đầu tiên đang chờ", FirstSending, runs.Where(run => run.IsFirst).Select(run => First(context, run)))}
            {Section("held", "Lượt thư đang bị giữ", larger, runs.Where(run => !run.IsFirst).Select(run => Run(context, run)))}
            """);
    }

    /// <summary>The addresses that get no more mail, with the way to open them, and those that mails have lately not reached.</summary>
    internal Html Failing(HttpContext context, IReadOnlyList<FailingAddress> addresses) => addresses.Count == 0 ? default : Html.Of($"""
        <section aria-labelledby="failing"><h2 id="failing">Địa chỉ có thư không đến</h2>
        <ul class="cards">{addresses.Take(MostAddresses).Select(each => each.IsClosed ? Closed(context, each) : Soft(each))}</ul>
        {(addresses.Count > MostAddresses ? Html.Of($"<p>Xem tất cả bằng lệnh <code>camha contact failing</code></p>") : default)}
        </section>
        """);

    private Html Closed(HttpContext context, FailingAddress address) => Html.Of($"""
        <li class="card warning"><h3>{Html.Data(address.Address)}</h3>
        <p>{Whose(address)}Bị đóng từ {Parts.Time(clock.WallClock(address.At))}: máy chủ thư báo không có địa chỉ này, nên không gửi
        thư đến đó nữa. Gọi điện hỏi lại. Địa chỉ sai thì thay ở trang của đơn vị. Địa chỉ đúng thì mở lại: thư chưa đến
        mà còn đúng được gửi tiếp.</p>
        <p class="reply">{Parts.Reason(address.Reply)}</p>
        <div class="actions">{pages.Form(
            context,
            ReopenPath,
            "",
            Html.Of($"""
                {PageRoutes.Hidden("campaign", address.Campaign)}
                {PageRoutes.Hidden("address", address.Address)}
                """),
            Html.Of($"""Mở lại<span class="heard"> {Html.Data(address.Address)}</span>"""))}</div></li>
        """);

    private Html Soft(FailingAddress address) => Html.Of($"""
        <li class="card"><h3>{Html.Data(address.Address)}</h3>
        <p>{Whose(address)}Vẫn gửi. Thư không đến lúc {Parts.Time(clock.WallClock(address.At))}:
        {Html.Data(address.Class?.Words().Vietnamese ?? "")}.</p></li>
        """);

    private static Html Whose(FailingAddress address) =>
        address.Unit.Length == 0 ? default : Html.Of($"""
            Đơn vị <a href="{UnitPages.PathOf(address.CampaignId, address.Unit)}">{Html.Data(address.Unit)}</a>.
            """);

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
            {Units(mail)}
            {(mail.StateReason.Length == 0 ? default : Html.Of($"""<p class="reply">{Parts.Reason(mail.StateReason)}</p>"""))}
            <p class="quiet">{Parts.Time(clock.WallClock(mail.CreatedAt))}; {mail.Attempts} lần gửi</p>
            {RetryAction(context, mail)}</li>
            """))}
        </ol>
        """);

    internal static Html Recipient(ListedMessage mail) => mail.RecipientName.Length == 0
        ? Html.Data(mail.Recipient)
        : Html.Of($"""{Html.Data(mail.RecipientName)} <span class="quiet">{Html.Data(mail.Recipient)}</span>""");

    internal static bool IsCopy(ListedMessage mail) => mail.RecipientRole == nameof(RecipientRole.Cc);

    // A recipient's own name mostly is the unit's; a copy needs to be told whose it is.
    private static Html Units(ListedMessage mail) =>
        mail.Units.Count == 0
            || (mail.Units.Count == 1 && !IsCopy(mail) && mail.RecipientName.EndsWith(mail.Units[0].Name, StringComparison.Ordinal))
            ? default
        : Html.Of($"""<p class="quiet">{(IsCopy(mail) ? "Bản sao thư của" : "Thư của")} {Names(mail)}</p>""");

    /// <summary>The names of the units whose mail it is.</summary>
    internal static Html Names(ListedMessage mail) => Html.Data(string.Join("; ", mail.Units));

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

    private static string InSentence(string words) => $"{char.ToLowerInvariant(words[0])}{words[1..]}";

    private static Html SeeHeld => Html.Of($"""<a href="/outbox?state={nameof(OutboxState.Held)}">Xem các thư</a>""");

    private static Html Current(string state, string? current) =>
        state == current ? Html.Of($" aria-current=\"true\"") : default;

    private Html RetryAction(HttpContext context, ListedMessage mail) =>
        mail.State is nameof(OutboxState.Dead) or nameof(OutboxState.Expired)
            ? Html.Of($"""<div class="actions">{Retry(context, mail)}</div>""")
            : default;

    private static Html FirstSending => Html.Of($"""
        Thư nhắc đầu tiên của một kế hoạch, và lần đầu sau khi nạp nhiều thay đổi, chờ một người xem rồi cho gửi. Được cho gửi
        thì mỗi đơn vị nhận một thư theo số liệu lúc đó. Sai thì sửa ở trang của nhiệm vụ, của đơn
        vị, hoặc sửa tệp đã nạp rồi nạp lại. Báo cáo tuần vẫn gửi đúng giờ.
        """);

    private static Html Section(string id, string title, Html words, IEnumerable<Html> cards)
    {
        var all = cards.ToList();
        return all.Count == 0 ? default : Html.Of($"""
            <section aria-labelledby="{id}"><h2 id="{id}">{title}</h2>
            <p>{words} {SeeHeld}</p>
            <ul class="cards">{all}</ul></section>
            """);
    }

    private Html First(HttpContext context, HeldRun run) => Card(
        context, run, Html.Of($"{Html.Data(run.Campaign)}: {run.Messages} thư"), default, $"/outbox/first/{run.CampaignId}");

    private Html Run(HttpContext context, HeldRun run) => Card(
        context,
        run,
        Html.Of($"{LookWords.Title(run.Job)}: {run.Messages} thư"),
        Html.Of($"{Html.Data(run.Campaign)}. "),
        $"/outbox/runs/{run.JobRunId}/{run.CampaignId}");

    private Html Card(HttpContext context, HeldRun run, Html title, Html campaign, string path) => Html.Of($"""
        <li class="card warning"><h3>{title}</h3>
        <p>{campaign}Giữ từ {Parts.Time(clock.WallClock(run.HeldAt))}.</p>
        <div class="actions">{pages.Button(context, $"{path}/release", Html.Of($"Cho gửi {run.Messages} thư"))}
        {CancelAll(context, run, path)}</div></li>
        """);

    private Html CancelAll(HttpContext context, HeldRun run, string path) => Sure(
        context, $"{path}/cancel", "Hủy lượt này…", $"Hủy {run.Messages} thư; không gửi nữa.", $"Hủy {run.Messages} thư");

    // What cannot be undone takes two clicks.
    private Html Sure(HttpContext context, string action, string first, string means, string second) => Html.Of($"""
        <details><summary>{first}</summary><p>{means}</p>{pages.Button(context, action, Html.Of($"{second}"), "danger")}</details>
        """);
}
