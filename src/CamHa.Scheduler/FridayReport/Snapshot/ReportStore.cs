using System.Security.Cryptography;
using System.Text;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Storage;

namespace CamHa.Scheduler.FridayReport.Snapshot;

/// <summary>Stores the frozen reports.</summary>
public static class ReportStore
{
    /// <summary>The last report issued for the campaign, whether Friday report or supplement; null where none was.</summary>
    public static async Task<IssuedRow?> LastAsync(DatabaseSession session, int campaignId, CancellationToken token) =>
        (await session.QueryAsync<IssuedRow>("report/last-issued", new { CampaignId = campaignId }, token)).FirstOrDefault();

    /// <summary>The last report of an earlier week; null for the first.</summary>
    public static async Task<ReportSnapshot?> BeforeAsync(DatabaseSession session, int campaignId, IsoWeek week, CancellationToken token)
    {
        var key = new { CampaignId = campaignId, Week = week.ToString() };
        var json = await session.QueryAsync<string>("report/snapshot-before", key, token);
        return json is [var first, ..] ? ReportSnapshot.FromJson(first) : null;
    }

    public static async Task<ReportSnapshot> OneAsync(
        DatabaseSession session,
        int campaignId,
        string week,
        int revision,
        CancellationToken token)
    {
        var key = new { CampaignId = campaignId, Week = week, Revision = revision };
        return ReportSnapshot.FromJson((await session.ScalarAsync<string>("report/snapshot", key, token))!);
    }

    public static Task KeepAsync(
        DatabaseSession session,
        int campaignId,
        ReportSnapshot snapshot,
        DateTimeOffset asOf,
        CancellationToken token)
    {
        var json = snapshot.ToJson();
        return session.ExecuteAsync("report/insert-report", new
        {
            CampaignId = campaignId,
            snapshot.Week,
            snapshot.Revision,
            AsOf = asOf,
            Snapshot = json,
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json))),
        }, token);
    }
}

/// <summary>A report that was issued, without its content.</summary>
public sealed record IssuedRow
{
    public string Week { get; init; } = "";

    public int Revision { get; init; }

    public DateTimeOffset AsOf { get; init; }
}
