using System.Globalization;
using CamHa.Scheduler.Accounts;
using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Deadlines;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Text;
using CamHa.Scheduler.Web.Safety;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CamHa.Scheduler.Web.Pages;

/// <summary>The assignments of a campaign: searched, narrowed, the most urgent first; some are ticked to move their due dates.</summary>
internal sealed class AssignmentListPage(Database database, PageRoutes pages, CampaignClock clock) : IEndpoints
{
    private const int OnAPage = 50;
    private const int LongestSearch = 100;
    private const int MostLeads = 3;

    // More units than anybody means; their codes are not looked for.
    private const int MostUnits = 12;

    private static readonly (string Name, string Words, Func<ListedAssignment, DateOnly, bool> Holds)[] States =
    [
        ("open", "chưa xong", (each, _) => each.IsOpen),
        ("overdue", "quá hạn", (each, today) => each.IsOverdue(today)),
        ("waiting", "chờ xác nhận", (each, _) => each is { IsOpen: true, HasWaiting: true }),
        ("asked", "xin lùi hạn", (each, _) => each is { IsOpen: true, IsAsked: true }),
        ("done", "hoàn thành", (each, _) => each is { IsActive: true, IsComplete: true }),
    ];

    public static string PathOf(int campaign) => string.Create(CultureInfo.InvariantCulture, $"/campaigns/{campaign}/assignments");

    public static string PathOf(int campaign, string code) => $"{PathOf(campaign)}/{Uri.EscapeDataString(code)}";

    public void Map(IEndpointRouteBuilder routes) => pages.Show(routes, "/campaigns/{campaign:int:min(1)}/assignments", ShowAsync);

    /// <summary>How it stands, in one or two badges.</summary>
    internal static Html Badges(ListedAssignment row, DateOnly today)
    {
        if (!row.IsActive)
            return Parts.Badge(Parts.Tone.Quiet, "Đã kết thúc");
        if (row.IsComplete)
            return Parts.Badge(Parts.Tone.Good, "Hoàn thành");
        var late = today.DayNumber - row.DueOn.DayNumber;
        var due = row.IsReported ? default
            : late > 0 ? Parts.Badge(Parts.Tone.Bad, $"Quá hạn {late} ngày")
            : late == 0 ? Parts.Badge(Parts.Tone.Warning, "Hạn hôm nay")
            : Parts.Badge(Parts.Tone.Quiet, $"Còn {-late} ngày");
        return Html.Of($"""
            {due} {(row.HasWaiting ? Parts.Badge(Parts.Tone.Warning, "Chờ xác nhận") : default)}
            {(row.IsAsked ? Parts.Badge(Parts.Tone.Warning, "Xin lùi hạn") : default)}
            """);
    }

    /// <summary>Rows without boxes, for another page.</summary>
    internal static Html Table(int campaign, string caption, IEnumerable<ListedAssignment> rows, DateOnly today) =>
        Table(caption, rows, today, row => Name(campaign, row));

    private async Task<Page?> ShowAsync(HttpContext context)
    {
        var token = context.RequestAborted;
        await using var session = await database.OpenSnapshotAsync(token);
        if (await DeskChanges.CampaignAsync(session, context) is not { } campaign)
            return null;
        var today = DateOnly.FromDateTime(clock.WallClock(clock.Now));
        var search = context.Request.Query["q"].ToString().Truncated(LongestSearch).Trim();
        var state = Array.Find(States, each => each.Name == context.Request.Query["state"]);
        var all = await ListedAssignment.AllAsync(session, campaign.Id, clock.Now, token);
        var found = await FoundAsync(session, campaign, all, search, token);
        var shown = state.Name is null ? found : found.FindAll(each => state.Holds(each, today));
        var number = (int)Math.Clamp(Parts.Number(context, "page") ?? 1, 1, 1 + ((Math.Max(1, shown.Count) - 1) / OnAPage));
        var rows = shown.Skip((number - 1) * OnAPage).Take(OnAPage).ToList();
        return new("Nhiệm vụ", Html.Of($"""
            {Parts.Back(CampaignPages.PathOf(campaign.Id), campaign.Name)}
            <h1>Nhiệm vụ</h1>
            <form class="search" role="search"><label for="q">Tìm theo mã, nội dung hoặc đơn vị</label>
            <input id="q" name="q" type="search" value="{search}" maxlength="{LongestSearch}">
            {(state.Name is null ? default : PageRoutes.Hidden("state", state.Name))}
            <button>Tìm</button></form>
            {Counts(found, today, state.Name, search)}
            <p role="status">{Found(shown.Count, all.Count, state.Words, search)}</p>
            {(rows.Count > 0 ? List(context, campaign, rows, today)
                : Html.Of($"""<p><a href="{PathOf(campaign.Id)}">Xem tất cả nhiệm vụ</a></p>"""))}
            {Pager(number, shown.Count, state.Name, search)}
            {(all.Count > 0 ? Parts.Download($"{PathOf(campaign.Id)}.xlsx") : default)}
            """));
    }

    private static async Task<List<ListedAssignment>> FoundAsync(
        DatabaseSession session, Campaign campaign, List<ListedAssignment> all, string search, CancellationToken token)
    {
        if (search.Length == 0)
            return all;
        var codes = new HashSet<string>(StringComparer.Ordinal);
        var units = (await UnitName.AllAsync(session, [campaign.Id], token)).Values.Where(unit => Fits($"{unit.Code} {unit.Name}"));
        foreach (var unit in units.Take(MostUnits))
            codes.UnionWith(await ListedAssignment.CodesOfUnitAsync(session, unit.Id, token));
        return all.FindAll(each => codes.Contains(each.Code) || Fits($"{each.Code} {each.Title}"));

        bool Fits(string text) => FoldKey.Finds(search, text);
    }

    private static Html Counts(List<ListedAssignment> found, DateOnly today, string? current, string search)
    {
        return Html.Of($"""
            <ul class="counts">{One("", found.Count, "tất cả")}{States.Select(each =>
                One(each.Name, found.Count(row => each.Holds(row, today)), each.Words))}</ul>
            """);

        Html One(string name, int count, string words)
        {
            var isCurrent = (current ?? "") == name ? Html.Of($" aria-current=\"true\"") : default;
            return Html.Of($"""<li><a href="{Query(name, search, 1)}"{isCurrent}><b>{count}</b> {words}</a></li>""");
        }
    }

    private static string Found(int found, int all, string? state, string search) =>
        $"{found}{(found == all ? "" : $" trên {all}")} nhiệm vụ{(state is null ? "" : $" {state}")}"
        + $"{(search.Length == 0 ? "" : $" có “{search}”")}{(found > 1 ? ", gấp nhất trước" : "")}";

    private static Html List(HttpContext context, Campaign campaign, List<ListedAssignment> rows, DateOnly today)
    {
        if (!Gate.Who(context).May(Right.Decide))
            return Table(campaign.Id, "Mở một nhiệm vụ để xem từng đơn vị", rows, today);
        // It only leads to the page that shows what would change.
        return Html.Of($"""
            <form action="{DueDatesPage.PathOf(campaign.Id)}">
            {Table("Mở một nhiệm vụ để xem và ghi, hoặc đánh dấu những việc cần đổi thời hạn", rows, today, row => Html.Of($"""
                <div class="ticked"><input type="checkbox" name="code" value="{row.Code}" aria-label="Đổi thời hạn {row.Code}">
                <div>{Name(campaign.Id, row)}</div></div>
                """))}
            <div class="order several"><div><label for="due">Thời hạn mới cho những việc đã đánh dấu, như 15/7/{today.Year}</label>
            <input id="due" name="due" maxlength="40" autocomplete="off"></div><button>Xem trước</button></div></form>
            """);
    }

    private static Html Table(string caption, IEnumerable<ListedAssignment> rows, DateOnly today, Func<ListedAssignment, Html> name) =>
        Html.Of($"""
            <table>
            <caption>{caption}</caption>
            <thead><tr><th scope="col">Nhiệm vụ</th><th scope="col">Thời hạn</th></tr></thead>
            <tbody>{rows.Select(row => Html.Of($"""
                <tr><td>{name(row)}</td><td>{Vietnamese.Date(row.DueOn)}<br>{Badges(row, today)}</td></tr>
                """))}</tbody>
            </table>
            """);

    private static Html Name(int campaign, ListedAssignment row)
    {
        var more = row.Leads.Count > MostLeads ? $" và {row.Leads.Count - MostLeads} đơn vị" : "";
        var leads = string.Join(", ", row.Leads.Take(MostLeads)) + more;
        return Html.Of($"""
            <a href="{PathOf(campaign, row.Code)}">{row.Code}: {Html.Data(row.Title)}</a>
            <div class="quiet">{(leads.Length > 0 ? Html.Data(leads) : Html.Of($"chưa có đơn vị chủ trì"))}</div>
            """);
    }

    private static Html Pager(int number, int found, string? state, string search) => found <= OnAPage ? default : Html.Of($"""
        <nav class="pager" aria-label="Các trang">
        {(number > 1 ? Html.Of($"""<a href="{Query(state ?? "", search, number - 1)}">Trang trước</a>""") : default)}
        <span>Trang {number}/{1 + ((found - 1) / OnAPage)}</span>
        {(number * OnAPage < found ? Html.Of($"""<a href="{Query(state ?? "", search, number + 1)}">Trang sau</a>""") : default)}
        </nav>
        """);

    private static string Query(string state, string search, int page)
    {
        var parts = new[] { ("q", search), ("state", state), ("page", page > 1 ? page.ToString(CultureInfo.InvariantCulture) : "") }
            .Where(part => part.Item2.Length > 0)
            .Select(part => $"{part.Item1}={Uri.EscapeDataString(part.Item2)}");
        return $"?{string.Join('&', parts)}";
    }
}
