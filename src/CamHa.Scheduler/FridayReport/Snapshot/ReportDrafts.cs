using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Storage;

namespace CamHa.Scheduler.FridayReport.Snapshot;

/// <summary>Stores what people write into reports. It stays beside the report as it was when that was issued.</summary>
public static class ReportDrafts
{
    /// <summary>Null where nobody has written anything.</summary>
    public static async Task<ReportDraft?> FindAsync(DatabaseSession session, int campaignId, IsoWeek week, CancellationToken token) =>
        (await session.QueryAsync<ReportDraft>("report/draft", Key(campaignId, week), token)).FirstOrDefault();

    public static async Task<bool> IsApprovedAsync(DatabaseSession session, int campaignId, IsoWeek week, CancellationToken token) =>
        await FindAsync(session, campaignId, week, token) is { ApprovedAt: not null };

    /// <summary>Writes the draft in place of the one that whoever wrote it has seen.</summary>
    /// <param name="session">The database, in a transaction.</param>
    /// <param name="campaignId">The campaign.</param>
    /// <param name="week">The week the report is for.</param>
    /// <param name="draft">What is written.</param>
    /// <param name="seen">When the draft that was seen was written; null where there was none.</param>
    /// <param name="token">Cancels the writing.</param>
    /// <returns>False where another has written meanwhile; then nothing is changed.</returns>
    public static async Task<bool> PutAsync(
        DatabaseSession session,
        int campaignId,
        IsoWeek week,
        ReportDraft draft,
        DateTimeOffset? seen,
        CancellationToken token)
    {
        if ((await FindAsync(session, campaignId, week, token))?.WrittenAt.ToUnixTimeMilliseconds() != seen?.ToUnixTimeMilliseconds())
            return false;
        await session.ExecuteAsync("report/delete-draft", Key(campaignId, week), token);
        await session.ExecuteAsync("report/insert-draft", new
        {
            CampaignId = campaignId,
            Week = week.ToString(),
            draft.Number,
            draft.Introduction,
            draft.WrittenAt,
            draft.WrittenBy,
            draft.ApprovedAt,
            draft.ApprovedBy,
        }, token);
        return true;
    }

    private static object Key(int campaignId, IsoWeek week) => new { CampaignId = campaignId, Week = week.ToString() };
}
