using System.Globalization;
using CamHa.Scheduler.Accounts;
using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Changes;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Deadlines;
using CamHa.Scheduler.Import;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Text;
using CamHa.Scheduler.Web.Safety;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace CamHa.Scheduler.Web.Pages;

/// <summary>
/// The requests for more time that wait, each with its decisions: the same as <c>camha assignment extend</c>, with their entry in the
/// record of changes.
/// </summary>
internal sealed partial class ExtensionsPage(
    PageRoutes pages, PlanChanges changes, OutboxSignal signal, Database database, CampaignClock clock, ILogger<ExtensionsPage> logger)
    : IEndpoints
{
    public const string Path = "/extensions";

    private const int OnAPage = 50;
    private const int LongestReason = 1_000;
    private const int LongestTyped = 200;

    private readonly Refusals<string> _refused = new();

    public void Map(IEndpointRouteBuilder routes)
    {
        pages.Show(routes, Path, ShowAsync);
        pages.Decide(routes, $"{Path}/approve", context => DecideAsync(context, (plan, form) =>
            PlanOperations.ApproveExtension(plan, form.Code, clock.Now, null)));
        pages.Decide(routes, $"{Path}/move", context => DecideAsync(context, (plan, form) =>
            PlanOperations.ApproveExtension(plan, form.Code, clock.Now, form.ReadDay())));
        pages.Decide(routes, $"{Path}/refuse", context => DecideAsync(context, (plan, form) =>
            PlanOperations.RefuseExtension(plan, form.Code, clock.Now, form.Reason)));
    }

    private async Task<(Confirmation, string)> DecideAsync(HttpContext context, Func<PlanData, Decided, PlanEdit> decide)
    {
        var who = Gate.Who(context);
        var form = Decided.Of(await context.Request.ReadFormAsync(context.RequestAborted));
        try
        {
            await CheckAsync(who, form, context.RequestAborted);
            var by = Gesture.AtDesk(who.By) with { Reason = form.Reason };
            var made = await changes.MakeAsync(
                form.Campaign,
                by,
                plan => IsOpen(plan, form)
                    ? decide(plan, form) : throw new ChangeRefusedException(Changed(form.Code)),
                isDryRun: false,
                context.RequestAborted);
            _refused.Forget(who, form.Key);
            signal.Wake();
            var id = made.Id ?? 0;
            Log.Decided(logger, context.Request.Path.Value!.Split('/')[^1], id);
            return (Confirmation.OfChange(made.Foreign.Count == 0 ? "extension" : "extension-foreign", id), Path);
        }
        catch (ChangeRefusedException e)
        {
            _refused.Keep(who, form.Key, e.Message);
            return (new("refused"), Path);
        }
    }

    // A campaign that is another's is none, and what is said of none names no other.
    private async Task CheckAsync(SignedIn who, Decided form, CancellationToken token)
    {
        await using var session = await database.OpenAsync(token);
        var campaigns = await CampaignStore.AllAsync(session, token);
        if (!campaigns.Exists(each => each.Code.Equals(form.Campaign, StringComparison.OrdinalIgnoreCase) && who.Sees(each.Id)))
            throw new ChangeRefusedException(Changed(form.Code));
    }

    /// <summary>How many wait, and where.</summary>
    internal static Html Waiting(int asked) => Html.Of(
        $"""<p>{Parts.Badge(Parts.Tone.Warning, $"{asked} đề nghị lùi hạn")} <a href="{Path}">Xem và quyết định</a>.</p>""");

    internal static Task<int> CountAsync(DatabaseSession session, DateTimeOffset now, CancellationToken token) =>
        session.ScalarAsync<int>("status/asked-extensions", new { Now = now }, token);

    // Whoever decides has seen this request, and no later one.
    private static bool IsOpen(PlanData plan, Decided form) =>
        plan.OpenExtensionOf(plan.Assignment(form.Code)) is { } open && Decided.Moment(open.AskedAt) == form.AskedAt;

    private static string Changed(string code) => $"đề nghị lùi hạn {code} đã có người quyết định, hoặc đơn vị đã gửi đề nghị khác; "
        + "xem lại danh sách.";

    private async Task<Page?> ShowAsync(HttpContext context)
    {
        var token = context.RequestAborted;
        await using var session = await database.OpenSnapshotAsync(token);
        var who = Gate.Who(context);
        var asking = (await session.QueryAsync<int>("deadlines/campaigns-that-ask", null, token)).ToHashSet();
        var asked = new List<(Campaign Campaign, AskedRow Row)>();
        var campaigns = (await CampaignStore.AllAsync(session, token)).Where(each => who.Sees(each.Id) && asking.Contains(each.Id));
        foreach (var campaign in campaigns)
        {
            var waiting = await WaitingDecisions.ReadAsync(session, campaign.Id, clock.Now, token);
            asked.AddRange(waiting.Asked.Select(row => (campaign, row)));
        }

        var shown = asked.Take(OnAPage).ToList();
        var more = asked.Count > shown.Count
            ? Html.Of($"<p>Và {asked.Count - shown.Count} đề nghị nữa; quyết định bớt thì hiện ra.</p>") : default;
        var cards = shown.Index().Select(each => Card(context, each.Index, each.Item.Campaign, each.Item.Row)).ToList();
        return new("Đề nghị lùi hạn", Html.Of($"""
            {Parts.Back("/", "Tổng quan")}
            <h1>Đề nghị lùi hạn{(asked.Count == 0 ? "" : $" ({asked.Count})")}</h1>
            <p>Đơn vị chủ trì xin thêm thời gian; thời hạn giữ nguyên cho đến khi có quyết định ở đây. Quyết định nào cũng được ghi vào sổ
            thay đổi, và đơn vị được báo trong thư nhắc kế tiếp.</p>
            {Refused(who, shown)}
            {(cards.Count == 0 ? Html.Of($"<p>Không có đề nghị nào chờ.</p>") : Html.Of($"""<ol class="cards">{cards}</ol>"""))}
            {more}
            """));
    }

    private Html Card(HttpContext context, int at, Campaign campaign, AskedRow row)
    {
        var form = new Decided(campaign.Code, row.Code, Decided.Moment(row.AskedAt), "", "");
        var hidden = Html.Of($"""
            {PageRoutes.Hidden("campaign", form.Campaign)}{PageRoutes.Hidden("code", form.Code)}
            {PageRoutes.Hidden("asked", form.AskedAt)}
            """);
        var until = row.AskedFor is { } day ? Html.Of($"xin lùi đến <b>{Vietnamese.Date(day)}</b>")
            : Html.Of($"xin lùi hạn, chưa nêu ngày");
        var by = row.AskedBy.Length > 0 ? Html.Of($", {Html.Data(row.AskedBy)}") : default;
        var why = row.Reason.Length > 0 ? Html.Of($"<p>Lý do: “{Html.Data(row.Reason)}”</p>") : default;
        var fault = _refused.Of(Gate.Who(context), form.Key) is { } said ? Fault(said) : default;
        return Html.Of($"""
            <li class="card warning"><h2>{row.Code}: {Html.Data(row.Title)}</h2>
            <p>{Html.Data(row.UnitName)} {until}; hạn hiện nay {Vietnamese.Date(row.DueOn)}.</p>
            {why}
            <p class="quiet">Xin lúc {Parts.Time(clock.WallClock(row.AskedAt))}{by}. {Html.Data(campaign.Name)}</p>
            {fault}
            {(Gate.Who(context).May(Right.Decide) ? Decisions(context, at, row, hidden) : default)}</li>
            """);
    }

    private Html Decisions(HttpContext context, int at, AskedRow row, Html hidden)
    {
        // The button names its request for readers who hear the button by itself.
        var which = Html.Of($"""<span class="heard"> {row.Code}</span>""");
        var approve = row.AskedFor is not { } asked ? default
            : pages.Form(context, $"{Path}/approve", "", hidden, Html.Of($"Đồng ý lùi đến {Vietnamese.DayMonth(asked)}{which}"));
        return Html.Of($"""
            <div class="actions">{approve}</div>
            <details class="other"><summary>Lùi đến ngày khác…</summary>
            {pages.Form(context, $"{Path}/move", "order", Html.Of($"""
                {hidden}<div><label for="day{at}">Thời hạn mới, như 15/7/{row.DueOn.Year}</label>
                <input id="day{at}" name="day" maxlength="{LongestTyped}" required></div>
                """), Html.Of($"Lùi đến ngày này{which}"))}</details>
            <details class="other"><summary>Không đồng ý…</summary>
            {pages.Form(context, $"{Path}/refuse", "order", Html.Of($"""
                {hidden}<div><label for="reason{at}">Lý do, đơn vị sẽ đọc</label>
                <input id="reason{at}" name="reason" maxlength="{LongestReason}" required></div>
                """), Html.Of($"Không đồng ý{which}"))}</details>
            """);
    }

    private IEnumerable<Html> Refused(SignedIn who, List<(Campaign Campaign, AskedRow Row)> shown) => _refused
        .TakeOthers(who, [.. shown.Select(each => Decided.KeyOf(each.Campaign.Code, each.Row.Code, Decided.Moment(each.Row.AskedAt)))])
        .Select(Fault);

    private static Html Fault(string why) => Html.Of($"""<p class="fault" role="alert">Chưa làm được: {Html.Data(why)}</p>""");

    /// <summary>What a form says.</summary>
    private sealed record Decided(string Campaign, string Code, string AskedAt, string Day, string Reason)
    {
        public string Key => KeyOf(Campaign, Code, AskedAt);

        public static string KeyOf(string campaign, string code, string askedAt) => $"{campaign}|{code}|{askedAt}";

        public static string Moment(DateTimeOffset at) => at.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);

        public static Decided Of(IFormCollection form)
        {
            return new(Typed("campaign"), Typed("code"), Typed("asked"), Typed("day"), Typed("reason", LongestReason));

            string Typed(string name, int longest = LongestTyped) =>
                CleanText.OneLine(form[name].ToString()).Truncated(longest).Trim();
        }

        public DateOnly ReadDay()
        {
            var (day, fault) = DayText.Read(Day);
            return day ?? throw new ChangeRefusedException(fault);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(620, LogLevel.Information, "On the page: {What} a request for more time, change {Id}")]
        public static partial void Decided(ILogger logger, string what, long id);
    }
}
