using CamHa.Scheduler.Accounts;
using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Status;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Submissions;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Web.Pages;

/// <summary>Tables of who has submitted for a week, unit by unit.</summary>
public sealed class WeekTables(WeekReader weeks, CampaignClock clock)
{
    // More campaigns would push everything else off the page.
    private const int OnOverview = 2;

    internal async Task<Html> OverviewAsync(DatabaseSession session, SignedIn who, CancellationToken token)
    {
        var all = (await CampaignStore.AllAsync(session, token)).FindAll(each => who.Sees(each.Id));
        var today = DateOnly.FromDateTime(clock.WallClock(clock.Now));
        var open = all.Where(campaign => campaign.StartsOn <= today && today <= campaign.EndsOn.AddDays(7)).ToList();
        var tables = new List<Html>();
        if (open.Count <= OnOverview)
        {
            foreach (var campaign in open)
            {
                var table = Table(await weeks.ThisAsync(session, campaign, token), "Không phải nộp báo cáo tuần này.", campaign);
                tables.Add(Html.Of($"""
                    <h3><a href="/campaigns/{campaign.Id}">{Html.Data(campaign.Name)}</a></h3>{table}
                    <p><a href="{AssignmentListPage.PathOf(campaign.Id)}">Nhiệm vụ và thời hạn</a> ·
                    <a href="{UnitPages.PathOf(campaign.Id)}">Đơn vị và đầu mối</a></p>
                    """));
            }
        }

        return Html.Of($"""
            <section aria-labelledby="weeks"><h2 id="weeks">Nộp báo cáo tuần này</h2>
            {(all.Count == 0 ? Html.Of($"<p>Chưa có kế hoạch nào. <a href=\"/plan\">Nạp kế hoạch</a></p>") : default)}
            {(all.Count > 0 && open.Count == 0 ? Html.Of($"<p>Không có kế hoạch nào đang chạy.</p>") : default)}
            {tables}
            {(all.Count > tables.Count ? Html.Of($"""<p><a href="/campaigns">Tất cả {all.Count} kế hoạch</a></p>""") : default)}
            </section>
            """);
    }

    /// <param name="standing">Who stands where; null where nothing is owed.</param>
    /// <param name="none">What is said then.</param>
    /// <param name="campaign">The campaign, to whose units' pages it leads.</param>
    /// <param name="last">When a unit was last called: who was not comes first.</param>
    /// <param name="beside">What stands below a unit's name.</param>
    internal static Html Table(
        WeekStanding? standing,
        string none,
        Campaign campaign,
        Func<UnitStanding, DateTimeOffset?>? last = null,
        Func<UnitStanding, Html>? beside = null)
    {
        if (standing is not var (week, units, isWatched))
            return Html.Of($"<p>{none}</p>");
        var label = WeekLabel.Of(week);
        var name = Capital(label.Name);
        var owing = units.Count(unit => unit.Standing.State != SubmissionState.Exempt);
        var submitted = units.Count(unit => unit.SubmittedAt is not null);
        var inOrder = units.OrderBy(unit => Rank(unit.Standing.State))
            .ThenBy(unit => last?.Invoke(unit) ?? DateTimeOffset.MinValue).ThenBy(unit => unit.Code, StringComparer.Ordinal);
        return Html.Of($"""
            <table class="units">
            <caption>{name} ({label.Dates}), hạn {Vietnamese.Moment(week.CutOff)}: {submitted}/{owing} đơn vị đã nộp</caption>
            <thead><tr><th scope="col">Đơn vị</th><th scope="col">Tình trạng</th><th scope="col">Nộp lúc</th></tr></thead>
            <tbody>{inOrder.Select(unit => Row(unit, isWatched, Name(unit)))}</tbody>
            </table>
            {(isWatched ? default : NotWatched)}
            """);

        Html Name(UnitStanding unit) => Html.Of($"""
            <a href="{WeekOfUnit.PathOf(campaign.Id, unit.UnitId, week)}">{Html.Data(unit.Name)}</a>{beside?.Invoke(unit) ?? default}
            """);
    }

    private static Html NotWatched =>
        Html.Of($"""<p class="quiet">Tuần này có trước khi phần mềm được giao theo dõi: không ai được nhắc.</p>""");

    private static Html Row(UnitStanding unit, bool isWatched, Html name)
    {
        var exemption = string.IsNullOrEmpty(unit.ExemptionReason) ? default : Html.Of($" {Html.Data(unit.ExemptionReason)}");
        var state = unit.Standing.State == SubmissionState.Missing && !isWatched ? Html.Of($"–") : Parts.Badge(unit.Standing.State);
        var revised = unit.Standing.IsRevised
            ? Html.Of($"""<br><span class="quiet">sửa {unit.Standing.Revisions} lần</span>""")
            : default;
        return Html.Of($"""
            <tr><th scope="row">{name}</th>
            <td>{state}{exemption}</td>
            <td>{(unit.SubmittedAt is { } at ? Parts.BriefTime(at) : Html.Of($"–"))}{revised}</td></tr>
            """);
    }

    // The units that need a phone call come first.
    private static int Rank(SubmissionState state) => state switch
    {
        SubmissionState.Missing => 0,
        SubmissionState.Awaited => 1,
        SubmissionState.Late => 2,
        SubmissionState.OnTime => 3,
        _ => 4,
    };

    private static string Capital(string words) => char.ToUpperInvariant(words[0]) + words[1..];
}
