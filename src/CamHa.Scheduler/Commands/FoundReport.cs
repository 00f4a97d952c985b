using CamHa.Scheduler.Configuration;
using CamHa.Scheduler.FridayReport;
using CamHa.Scheduler.FridayReport.Snapshot;
using CamHa.Scheduler.Storage;

namespace CamHa.Scheduler.Commands;

/// <summary>An issued report that a command names by week, revision and campaign.</summary>
internal sealed record FoundReport
{
    public int Id { get; init; }

    public string Campaign { get; init; } = "";

    public string Sha256 { get; init; } = "";

    /// <summary>The snapshot as JSON, byte for byte as stored.</summary>
    public string Json { get; init; } = "";

    public ReportSnapshot Snapshot => ReportSnapshot.FromJson(Json);

    /// <exception cref="SettingsException">There is no such report, or more than one; the message names the option.</exception>
    public static async Task<FoundReport> FindAsync(
        DatabaseSession session, string week, int? revision, string? campaign, CancellationToken token)
    {
        var key = new { Week = week, Revision = revision, Campaign = campaign };
        var found = await session.QueryAsync<FoundReport>("report/find", key, token);
        var campaigns = found.Select(report => report.Campaign).Distinct(StringComparer.Ordinal).ToList();
        return campaigns.Count switch
        {
            1 => found[0],
            0 => throw new SettingsException([ReportAnswers.NotIssued(week, revision)]),
            _ => throw new SettingsException([ReportAnswers.Several(week, campaigns)]),
        };
    }

    public Task<List<FiledFile>> FilesAsync(DatabaseSession session, CancellationToken token) =>
        session.QueryAsync<FiledFile>("report/files", new { ReportId = Id }, token);
}
