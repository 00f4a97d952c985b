using System.Security.Cryptography;
using System.Text;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Storage;

namespace CamHa.Scheduler.FridayReport;

/// <summary>Keeps the frozen reports.</summary>
public static class ReportStore
{
    public static async Task<IssuedRow?> LastAsync(DatabaseSession session, int campaignId, CancellationToken token) =>
        (await session.QueryAsync<IssuedRow>("report/last-issued", new { CampaignId = campaignId }, token)).FirstOrDefault();

    /// <summary>The last report of an earlier week; null for the first.</summary>
    public static async Task<ReportSnapshot?> BeforeAsync(DatabaseSession session, int campaignId, IsoWeek week, CancellationToken token)
    {
        var json = await session.QueryAsync<string>("report/snapshot-before", new { CampaignId = campaignId, Week = week.ToString() }, token);
        return json is [var first, ..] ? ReportSnapshot.FromJson(first) : null;
    }

    public static async Task<ReportSnapshot> OneAsync(DatabaseSession session, int campaignId, string week, int revision, CancellationToken token) =>
        ReportSnapshot.FromJson((await session.ScalarAsync<string>("report/snapshot", new { CampaignId = campaignId, Week = week, Revision = revision }, token))!);

    public static Task KeepAsync(DatabaseSession session, int campaignId, ReportSnapshot snapshot, DateTimeOffset asOf, CancellationToken token)
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

/// <summary>A report that was issued.</summary>
public sealed record IssuedRow
{
    public string Week { get; init; } = "";

    public int Revision { get; init; }

    public DateTimeOffset AsOf { get; init; }
}
