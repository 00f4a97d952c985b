using CamHa.Scheduler.Clock;
using CamHa.Scheduler.FridayReport;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Submissions;

namespace CamHa.Scheduler.Web.Pages;

/// <summary>Reports that were issued, with the files that were filed of them.</summary>
public sealed class ReportLists(CampaignClock clock)
{
    private const int OnAPage = 20;

    /// <summary>The newest of a campaign, or of all.</summary>
    internal async Task<Html> OfAsync(DatabaseSession session, int? campaignId, long? belowId, CancellationToken token)
    {
        var reports = await session.QueryAsync<FiledReport>("report/newest", new { CampaignId = campaignId, BelowId = belowId, Last = OnAPage + 1 }, token);
        if (reports.Count == 0)
            return Html.Of($"<p>Chưa phát hành báo cáo nào.</p>");
        var rows = new List<Html>();
        foreach (var report in reports.Take(OnAPage))
            rows.Add(Row(report, await session.QueryAsync<FiledFile>("report/files", new { ReportId = report.Id }, token), campaignId is null));
        var scope = campaignId is { } id ? Html.Of($"campaign={id}&amp;") : default;
        return Html.Of($"""
            <table>
            <caption>Mới nhất trước; tệp đúng như đã lưu khi phát hành</caption>
            <thead><tr><th scope="col">Báo cáo</th><th scope="col">Số liệu lúc</th><th scope="col">Tệp</th></tr></thead>
            <tbody>{rows}</tbody>
            </table>
            {(reports.Count > OnAPage ? Html.Of($"""<p><a href="/reports?{scope}below={reports[OnAPage - 1].Id}">Các báo cáo trước đó</a></p>""") : default)}
            """);
    }

    private Html Row(FiledReport report, List<FiledFile> files, bool namesCampaign) => Html.Of($"""
        <tr><th scope="row">{(report.Revision == 1 ? "Tuần" : "Bổ sung tuần")} {WeekLabel.Brief(report.Week)}{(namesCampaign ? Html.Of($"""<br><span class="quiet">{Html.Data(report.CampaignName)}</span>""") : default)}</th>
        <td>{Parts.Time(clock.WallClock(report.AsOf))}</td>
        <td>{(files.Count == 0 ? Html.Of($"chưa lưu") : Html.Of($"""<ul class="files">{files.Where(file => Kind(file) is not null).Select(file => Link(report, file))}</ul>"""))}</td></tr>
        """);

    private static Html Link(FiledReport report, FiledFile file) => Html.Of($"""
        <li><a href="/reports/{report.Id}/{Kind(file)!.Ending}">{Kind(file)!.Name}<span class="heard"> của tuần {WeekLabel.Brief(report.Week)}</span></a> <span class="quiet">{Size(file.Length)}</span></li>
        """);

    private static ReportKind? Kind(FiledFile file) => ReportKind.All.FirstOrDefault(kind => file.Name.EndsWith($".{kind.Ending}", StringComparison.Ordinal));

    private static string Size(long bytes) => bytes < 1_000_000 ? $"{(bytes + 999) / 1000} kB" : $"{bytes / 1_000_000} MB";
}

/// <summary>A report that was issued.</summary>
internal sealed record FiledReport
{
    public long Id { get; init; }

    public string Campaign { get; init; } = "";

    public string CampaignName { get; init; } = "";

    public string Week { get; init; } = "";

    public int Revision { get; init; }

    public DateTimeOffset AsOf { get; init; }
}
