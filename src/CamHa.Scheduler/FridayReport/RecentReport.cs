namespace CamHa.Scheduler.FridayReport;

/// <summary>
/// Keeps the files of the last report while it is being mailed and filed: a committee's addresses may be claimed in several
/// turns, and the archive comes right after.
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

    /// <summary>Nothing more of it is needed.</summary>
    public void Forget() => _last = null;

    private sealed record Entry(string Key, ReportFiles Files);
}
