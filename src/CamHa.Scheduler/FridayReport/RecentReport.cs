using CamHa.Scheduler.FridayReport.Snapshot;

namespace CamHa.Scheduler.FridayReport;

/// <summary>
/// Caches the files of the report that is being sent. The dispatcher may claim a committee's addresses in several batches and
/// the archive follows at once; each would make the same files again.
/// </summary>
public sealed class RecentReport
{
    private volatile Entry? _last;

    public ReportFiles FilesOf(ReportSnapshot report)
    {
        var key = $"{report.CampaignCode}/{report.Week}/{report.Revision}/{report.AsOf:O}";
        var last = _last;
        if (last?.Key != key)
            _last = last = new(key, new(report));
        return last.Files;
    }

    /// <summary>Frees the files; the next to ask makes them again.</summary>
    public void Forget() => _last = null;

    private sealed record Entry(string Key, ReportFiles Files);
}
