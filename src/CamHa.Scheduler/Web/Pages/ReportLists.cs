using CamHa.Scheduler.Accounts;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.FridayReport;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Submissions;

namespace CamHa.Scheduler.Web.Pages;

/// <summary>Lists of issued reports, with links to their files in the archive.</summary>
public sealed class ReportLists(CampaignClock clock)
{
    private const int OnAPage = 20;

    /// <summary>The newest reports of one campaign, or of all.</summary>
    /// <param name="session">The database.</param>
    /// <param name="campaignId">The campaign; null for all that the visitor sees.</param>
    /// <param name="belowId">Only what is older than this report; null for the newest.</param>
    /// <param name="who">Who looks.</param>
    /// <param name="token">Cancels the reading.</param>
    internal async Task<Html> OfAsync(
        DatabaseSession session, int? campaignId, long? belowId, SignedIn who, CancellationToken token)
    {
        var key = new { CampaignId = campaignId, BelowId = belowId, AccountId = who.Scope, Last = OnAPage + 1 };
        var reports = await session.QueryAsync<FiledReport>("report/newest", key, token);
        if (reports.Count == 0)
            return Html.Of($"<p>Chưa phát hành báo cáo nào.</p>");
        var rows = new List<Html>();
        foreach (var report in reports.Take(OnAPage))
        {
            var files = await session.QueryAsync<FiledFile>("report/files", new { ReportId = report.Id }, token);
            rows.Add(Row(report, files, namesCampaign: campaignId is null));
        }

        return Html.Of($"""
            <table>
            <caption>Mới nhất trước; tệp đúng như đã lưu khi phát hành</caption>
            <thead><tr><th scope="col">Báo cáo</th><th scope="col">Số liệu lúc</th><th scope="col">Tệp</th></tr></thead>
            <tbody>{rows}</tbody>
            </table>
            {(reports.Count > OnAPage ? Earlier(campaignId, reports[OnAPage - 1].Id) : default)}
            """);
    }

    private static Html Earlier(int? campaignId, long below)
    {
        var scope = campaignId is { } id ? Html.Of($"campaign={id}&amp;") : default;
        return Html.Of($"""<p><a href="/reports?{scope}below={below}">Các báo cáo trước đó</a></p>""");
    }

    private Html Row(FiledReport report, List<FiledFile> files, bool namesCampaign)
    {
        var campaign = namesCampaign ? Html.Of($"""<br><span class="quiet">{Html.Data(report.CampaignName)}</span>""") : default;
        return Html.Of($"""
            <tr><th scope="row">{(report.Revision == 1 ? "Tuần" : "Bổ sung tuần")} {WeekLabel.Brief(report.Week)}{campaign}</th>
            <td>{Parts.Time(clock.WallClock(report.AsOf))}</td>
            <td>{(files.Count == 0 ? Html.Of($"chưa lưu") : Links(report, files))}</td></tr>
            """);
    }

    private static Html Links(FiledReport report, List<FiledFile> files)
    {
        var links = from file in files
                    let kind = ReportKind.All.FirstOrDefault(kind => file.Name.EndsWith($".{kind.Ending}", StringComparison.Ordinal))
                    where kind is not null
                    select Link(report, file, kind);
        return Html.Of($"""<ul class="files">{links}</ul>""");
    }

    private static Html Link(FiledReport report, FiledFile file, ReportKind kind)
    {
        var heard = Html.Of($"""<span class="heard"> của tuần {WeekLabel.Brief(report.Week)}</span>""");
        return Html.Of($"""
            <li><a href="/reports/{report.Id}/{kind.Ending}">{kind.Name}{heard}</a> <span class="quiet">{Size(file.Length)}</span></li>
            """);
    }

    private static string Size(long bytes) => bytes < 1_000_000 ? $"{(bytes + 999) / 1000} kB" : $"{bytes / 1_000_000} MB";
}

/// <summary>An issued report.</summary>
internal sealed record FiledReport
{
    public long Id { get; init; }

    public int CampaignId { get; init; }

    public string Campaign { get; init; } = "";

    public string CampaignName { get; init; } = "";

    public string Week { get; init; } = "";

    public int Revision { get; init; }

    public DateTimeOffset AsOf { get; init; }
}
