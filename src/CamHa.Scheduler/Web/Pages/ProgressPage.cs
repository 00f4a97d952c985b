using System.Globalization;
using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Deadlines;
using CamHa.Scheduler.FridayReport;
using CamHa.Scheduler.FridayReport.Documents;
using CamHa.Scheduler.FridayReport.Snapshot;
using CamHa.Scheduler.Status;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Submissions;
using CamHa.Scheduler.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Web.Pages;

/// <summary>
/// The page to look at, and to show at a meeting: how the campaign stands by unit and by week, with the figures of the report's own
/// charts, and which mails are to be expected.
/// </summary>
internal sealed class ProgressPage(
    PageRoutes pages,
    NextReport report,
    IOptions<WeeklyOptions> weekly,
    IOptions<DeadlineOptions> deadlines,
    Database database,
    CampaignClock clock)
    : IEndpoints
{
    private const int DaysAhead = 14;
    private const int MostWeeks = 26;

    internal static string PathOf(int campaign) => string.Create(CultureInfo.InvariantCulture, $"/campaigns/{campaign}/progress");

    public void Map(IEndpointRouteBuilder routes) => pages.Show(routes, "/campaigns/{campaign:int:min(1)}/progress", ShowAsync);

    private async Task<Page?> ShowAsync(HttpContext context)
    {
        var token = context.RequestAborted;
        await using var session = await database.OpenSnapshotAsync(token);
        if (await CampaignStore.FindAsync(session, (int)Parts.Route(context, "campaign"), token) is not { } campaign)
            return null;
        var next = await report.FindAsync(session, campaign, token);
        var standing = await report.StandingAsync(session, campaign, next, token);
        return new($"Tiến độ – {campaign.Name}", Html.Of($"""
            {Parts.Back(CampaignPages.PathOf(campaign.Id), campaign.Name)}
            <h1>Tiến độ</h1>
            {(standing is null ? Html.Of($"<p>Kế hoạch chưa có tuần báo cáo nào.</p>") : Of(campaign, standing))}
            <h2>Thư sắp gửi, {DaysAhead} ngày tới</h2>
            {await ComingAsync(session, campaign, next, standing, token)}
            """));
    }

    private static Html Of(Campaign campaign, ReportSnapshot standing) => Html.Of($"""
        <p>Số liệu lúc {Parts.Time(standing.AsOf)}: {standing.Assignments.Count} nhiệm vụ.</p>
        {Legend(standing)}
        {Bar([.. States.Select(state => (state.Css, standing.In(state.State).Count()))])}
        <h2>Phần việc chủ trì, theo đơn vị</h2>
        {Units(campaign, standing)}
        <h2>Nộp báo cáo, theo tuần</h2>
        {Weeks(standing)}
        """);

    private static readonly (AssignmentState State, string Css)[] States =
    [
        (AssignmentState.Done, "good"), (AssignmentState.Waiting, "warning"), (AssignmentState.OnTrack, "open"),
        (AssignmentState.Overdue, "bad"),
    ];

    private static Html Legend(ReportSnapshot standing) => Html.Of($"""
        <ul class="legend">{States.Select(each => Html.Of($"""
            <li><span class="{each.Css}" aria-hidden="true"></span>{each.State.Word()}: <b>{standing.In(each.State).Count()}</b></li>
            """))}</ul>
        """);

    private static Html Units(Campaign campaign, ReportSnapshot standing)
    {
        var bars = ReportCharts.Units(standing).Bars;
        return bars.Count == 0 ? Html.Of($"<p>Chưa có nhiệm vụ nào được giao.</p>") : Html.Of($"""
            <table class="figures">
            <thead><tr><th scope="col">Đơn vị</th><th scope="col">Xong</th><th scope="col">Chờ xác nhận</th><th scope="col">Trong hạn</th>
            <th scope="col">Quá hạn</th></tr></thead>
            <tbody>{bars.Select(bar => Html.Of($"""
                <tr><th scope="row"><a href="{UnitPages.PathOf(campaign.Id)}?q={Uri.EscapeDataString(bar.Name)}">{Html.Data(bar.Name)}</a>
                {Bar([("good", bar.Done), ("warning", bar.Waiting), ("open", bar.OnTrack), ("bad", bar.Overdue)])}</th>
                <td>{bar.Done}</td><td>{bar.Waiting}</td><td>{bar.OnTrack}</td><td>{bar.Overdue}</td></tr>
                """))}</tbody>
            </table>
            """);
    }

    private static Html Weeks(ReportSnapshot standing)
    {
        var weeks = standing.WeeksWithOwn.TakeLast(MostWeeks).Reverse();
        return Html.Of($"""
            <table class="figures">
            <thead><tr><th scope="col">Tuần</th><th scope="col">Đúng hạn</th><th scope="col">Muộn</th>
            <th scope="col">Chưa nộp</th></tr></thead>
            <tbody>{weeks.Select(week => Html.Of($"""
                <tr><th scope="row">{WeekLabel.Brief(week.Week)}
                {Bar([("good", week.OnTime), ("warning", week.Late), (Missing(standing, week), week.Owing - week.OnTime - week.Late)])}</th>
                <td>{week.OnTime}</td><td>{week.Late}</td><td>{week.Owing - week.OnTime - week.Late}</td></tr>
                """))}</tbody>
            </table>
            """);
    }

    // Whoever has not handed in has until the cut-off.
    private static string Missing(ReportSnapshot standing, WeekFigures week) =>
        week.Week == standing.Week && standing.AsOf < standing.CutOff ? "open" : "bad";

    // The figures beside it say the same to whoever does not see it.
    private static Html Bar(IReadOnlyList<(string Css, int Count)> shares)
    {
        var (all, from) = (shares.Sum(each => each.Count), 0);
        var pieces = new List<Html>();
        foreach (var (css, count) in shares.Where(each => each.Count > 0))
        {
            pieces.Add(Html.Of($"""<rect class="{css}" x="{from}" width="{count}" height="1"/>"""));
            from += count;
        }

        return all == 0 ? default : Html.Of(
            $"""<svg class="share" viewBox="0 0 {all} 1" preserveAspectRatio="none" aria-hidden="true">{pieces}</svg>""");
    }

    private async Task<Html> ComingAsync(
        DatabaseSession session, Campaign campaign, AwaitedReport? next, ReportSnapshot? standing, CancellationToken token)
    {
        var now = clock.WallClock(clock.Now);
        var calendar = await CalendarStore.ReadAsync(session, token);
        var open = (from assignment in standing?.Assignments ?? []
                    from part in assignment.Parts
                    where part.IsLead && assignment.StateOf(part) is AssignmentState.OnTrack or AssignmentState.Overdue
                    select (part.UnitCode, assignment.DueOn)).ToList();
        var coming = ComingMailsRule.Decide(
            now,
            DaysAhead,
            calendar,
            deadlines.Value.Steps,
            deadlines.Value.DigestAt,
            campaign.EndsOn.AddDays(deadlines.Value.KeepDaysAfterEnd),
            open,
            ReportingCalendar.Of(campaign, calendar, weekly.Value.Times).Around(now),
            week => week.Week == next?.Issue.Week.Week ? next.LeavesAt : report.LeavesAt(week));
        return coming.Count == 0 ? Html.Of($"<p>Không có thư nào.</p>") : Html.Of($"""
            <p>Nếu đến lúc ấy chưa ai báo xong, chưa ai nộp và không đổi thời hạn nào.</p>
            <table>
            <thead><tr><th scope="col">Lúc</th><th scope="col">Thư</th></tr></thead>
            <tbody>{coming.Select(mail => Html.Of($"""<tr><td>{Vietnamese.Moment(mail.At)}</td><td>{Words(mail)}</td></tr>"""))}</tbody>
            </table>
            """);
    }

    private static string Words(ComingMail mail) => mail.Kind switch
    {
        ComingKind.Deadlines => $"Nhắc thời hạn: {mail.Parts} phần việc của {mail.Units} đơn vị chủ trì",
        ComingKind.Reminder => "Nhắc nộp báo cáo tuần, gửi các đơn vị chưa nộp",
        _ => "Báo cáo tổng hợp, gửi Ban Chỉ đạo",
    };
}
