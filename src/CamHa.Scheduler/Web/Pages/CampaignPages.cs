using System.Globalization;
using CamHa.Scheduler.Accounts;
using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Inbox;
using CamHa.Scheduler.Links;
using CamHa.Scheduler.Status;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Submissions;
using CamHa.Scheduler.Text;
using CamHa.Scheduler.Web.Safety;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CamHa.Scheduler.Web.Pages;

/// <summary>The page that lists and searches the campaigns, and the page of one campaign, week by week.</summary>
internal sealed class CampaignPages(
    PageRoutes pages,
    WeekReader weeks,
    ReportLists reports,
    UnitLinks links,
    Database database,
    CampaignClock clock)
    : IEndpoints
{
    private const int OnAPage = 50;
    private const int LongestSearch = 100;

    internal static string PathOf(int campaign) => string.Create(CultureInfo.InvariantCulture, $"/campaigns/{campaign}");

    public void Map(IEndpointRouteBuilder routes)
    {
        pages.Show(routes, "/campaigns", ListAsync);
        pages.Show(routes, "/campaigns/{campaign:int:min(1)}", OneAsync);
    }

    private async Task<Page?> ListAsync(HttpContext context)
    {
        var search = context.Request.Query["q"].ToString().Truncated(LongestSearch).Trim();
        await using var session = await database.OpenSnapshotAsync(context.RequestAborted);
        var who = Gate.Who(context);
        var all = (await CampaignStore.AllAsync(session, context.RequestAborted)).FindAll(each => who.Sees(each.Id));
        var found = all.FindAll(each => FoldKey.Finds(search, $"{each.Code} {each.Name} {each.Place}"));
        var number = (int)Math.Clamp(Parts.Number(context, "page") ?? 1, 1, 1 + ((found.Count - 1) / OnAPage));
        return new("Nộp báo cáo tuần", Html.Of($"""
            <h1>Nộp báo cáo tuần</h1>
            <form class="search" role="search" action="/campaigns"><label for="q">Tìm kế hoạch theo tên, mã hoặc xã</label>
            <input id="q" name="q" type="search" value="{search}" maxlength="{LongestSearch}"><button>Tìm</button></form>
            <p role="status">{Found(found.Count, all.Count, search)}</p>
            {(found.Count == 0 ? default : Table(found.Skip((number - 1) * OnAPage).Take(OnAPage)))}
            {Pager(number, found.Count, search)}
            {(all.Count > 0 ? Parts.Download("/campaigns/list.xlsx") : default)}
            """));
    }

    private static string Found(int found, int all, string search) =>
        search.Length == 0 ? $"{all} kế hoạch" : $"{found} trên {all} kế hoạch có “{search}”";

    private static Html Table(IEnumerable<Campaign> campaigns) => Html.Of($"""
        <table>
        <caption>Kế hoạch; mở để xem từng đơn vị đã nộp hay chưa</caption>
        <thead><tr><th scope="col">Kế hoạch</th><th scope="col">Xã</th><th scope="col">Thời gian</th></tr></thead>
        <tbody>{campaigns.Select(each => Html.Of($"""
            <tr><th scope="row">{Link(each)} <span class="quiet">{Html.Data(each.Code)}</span></th>
            <td>{Html.Data(each.Place)}</td><td>{Dates(each)}</td></tr>
            """))}</tbody>
        </table>
        """);

    private static Html Link(Campaign campaign) => Html.Of($"""<a href="/campaigns/{campaign.Id}">{Html.Data(campaign.Name)}</a>""");

    private static Html Dates(Campaign campaign) =>
        Html.Of($"{Vietnamese.Date(campaign.StartsOn)} – {Vietnamese.Date(campaign.EndsOn)}");

    private static Html Pager(int number, int found, string search)
    {
        return found <= OnAPage ? default : Html.Of($"""
            <nav class="pager" aria-label="Các trang">
            {(number > 1 ? Link(number - 1, "Trang trước") : default)}
            <span>Trang {number}/{1 + ((found - 1) / OnAPage)}</span>
            {(number * OnAPage < found ? Link(number + 1, "Trang sau") : default)}
            </nav>
            """);

        Html Link(int page, string word) => Html.Of(
            $"""<a href="/campaigns?q={Uri.EscapeDataString(search)}&amp;page={page}">{word}</a>""");
    }

    private async Task<Page?> OneAsync(HttpContext context)
    {
        var token = context.RequestAborted;
        await using var session = await database.OpenSnapshotAsync(token);
        if (await CampaignStore.FindAsync(session, (int)Parts.Route(context, "campaign"), token) is not { } campaign)
            return null;
        var (first, last) = (IsoWeek.Of(campaign.StartsOn), IsoWeek.Of(campaign.EndsOn));
        var isNamed = IsoWeek.TryParse(context.Request.Query["week"], out var named) && named >= first && named <= last;
        var standing = isNamed ? await weeks.OfAsync(session, campaign, named, token) : await weeks.ThisAsync(session, campaign, token);
        var shown = isNamed ? named : standing?.Week.Week ?? last;
        var before = shown > first ? Week(shown.Plus(-1), "Tuần trước") : default;
        var after = shown < last ? Week(shown.Plus(1), "Tuần sau") : default;
        return new(campaign.Name, Html.Of($"""
            {Parts.Back("/campaigns", "Nộp báo cáo tuần")}
            <h1>{Html.Data(campaign.Name)}</h1>
            <p>{Html.Data(campaign.Place)}, {Dates(campaign)}. Mã {Html.Data(campaign.Code)}.</p>
            <p><a href="{AssignmentListPage.PathOf(campaign.Id)}">Nhiệm vụ và thời hạn</a> ·
            <a href="{UnitPages.PathOf(campaign.Id)}">Đơn vị và đầu mối</a> ·
            <a href="{ProgressPage.PathOf(campaign.Id)}">Tiến độ</a></p>
            <h2>Các đơn vị nộp báo cáo</h2>
            {await TableAsync(context, session, campaign, standing, token)}
            {Away(await InboxStanding.AwayAsync(session, TimeZoneInfo.ConvertTime(clock.Now, clock.Zone), token), campaign)}
            <nav class="pager" aria-label="Các tuần">{before} {after}</nav>
            {(standing is null ? default : Parts.Download($"{PathOf(campaign.Id)}/week.xlsx?week={standing.Week.Week}"))}
            {(standing is null ? default : await GroupTextAsync(context, session, campaign, standing, token))}
            <h2>Báo cáo tổng hợp</h2>
            <p><a href="{NextReportPage.PathOf(campaign.Id)}">Xem trước báo cáo tiếp theo, ghi số và lời dẫn</a></p>
            <h3>Đã phát hành</h3>
            {await reports.OfAsync(session, campaign.Id, null, Gate.Who(context), token)}
            """));
    }

    private async Task<Html> TableAsync(
        HttpContext context, DatabaseSession session, Campaign campaign, WeekStanding? standing, CancellationToken token)
    {
        const string None = "Tuần này không phải nộp báo cáo.";
        if (standing is null)
            return WeekTables.Table(null, None, campaign);
        var phones = await WeekDesk.PhonesAsync(session, campaign.Id, token);
        var calls = await WeekDesk.CallsAsync(session, campaign.Id, standing.Week.Week, token);
        var mayEnter = Gate.Who(context).May(Right.Enter);
        return WeekTables.Table(
            standing,
            None,
            campaign,
            unit => calls[unit.UnitId].FirstOrDefault()?.CalledAt,
            unit => IsAwaited(unit) ? Follow(unit) : default);

        Html Follow(UnitStanding unit)
        {
            var path = WeekOfUnit.PathOf(campaign.Id, unit.UnitId, standing.Week);
            var which = Html.Of($"""<span class="heard"> của {unit.Name}</span>""");
            var jobs = !mayEnter ? default : Html.Of($"""
                <p class="jobs"><a href="{path}/enter">Nhập hộ{which}</a>
                <a href="{path}/called">Ghi đã gọi{which}</a></p>
                """);
            return Html.Of($"""
                <div class="follow">{Phones.Of(phones[unit.UnitId])}
                {calls[unit.UnitId].Take(1).Select(call => Html.Of($"<p>{UnitWeekPage.CallLine(call, clock)}</p>"))}
                {jobs}</div>
                """);
        }
    }

    private static bool IsAwaited(UnitStanding unit) => unit.Standing.State is SubmissionState.Missing or SubmissionState.Awaited;

    private async Task<Html> GroupTextAsync(
        HttpContext context, DatabaseSession session, Campaign campaign, WeekStanding standing, CancellationToken token)
    {
        var text = GroupTextRule.Write(
            standing.Week,
            clock.WallClock(clock.Now) > standing.Week.CutOff,
            [.. standing.Units.Where(IsAwaited).Select(unit => unit.Name)],
            await WeekDesk.DueAsync(session, campaign.Id, standing.Week, clock.Now, token),
            Gate.Who(context).May(Right.Enter) ? await LinksAsync(session, campaign, token) : null);
        // Of a text area, also one that is read only, a touch selects a word.
        return Html.Of($"""
            <h2 id="group">Tin nhắn cho nhóm Zalo</h2>
            <p id="group-hint">Chạm giữ vào khung để chọn cả tin (trên máy tính: bấm một lần), chép, rồi dán vào nhóm.</p>
            <div class="letter copied" role="textbox" aria-readonly="true" aria-multiline="true" tabindex="0" aria-labelledby="group"
            aria-describedby="group-hint">{text}</div>
            """);
    }

    // Of two units of one name nobody could tell whose it is.
    private async Task<IReadOnlyDictionary<string, string>> LinksAsync(
        DatabaseSession session, Campaign campaign, CancellationToken token)
    {
        var shown = await links.OfCampaignAsync(session, campaign, token);
        if (shown.Count == 0)
            return new Dictionary<string, string>();
        return (await UnitName.AllAsync(session, [campaign.Id], token)).Values.GroupBy(unit => unit.Name, StringComparer.Ordinal)
            .Where(same => same.Count() == 1 && shown.ContainsKey(same.First().Id))
            .ToDictionary(same => same.Key, same => shown[same.First().Id], StringComparer.Ordinal);
    }

    private static Html Away(IReadOnlyList<Absence> away, Campaign campaign)
    {
        var here = away.Where(each => each.CampaignId == campaign.Id)
            .Select(each => Html.Of($"<li>{Html.Data(each.Unit)}, {Html.Data(each.Sender)}: đến {Vietnamese.Date(each.Until)}</li>"))
            .ToList();
        return here.Count == 0 ? default : Html.Of($"<h3>Đang vắng, theo thư tự động</h3><ul>{here}</ul>");
    }

    private static Html Week(IsoWeek week, string word) => Html.Of($"""<a href="?week={week.ToString()}">{word}</a>""");
}
