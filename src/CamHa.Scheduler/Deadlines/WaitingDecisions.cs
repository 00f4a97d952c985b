using CamHa.Scheduler.Storage;

namespace CamHa.Scheduler.Deadlines;

/// <summary>What the specialist has to decide in a campaign: reports of completion, and requests for more time.</summary>
/// <param name="Reported">Reports of completion, the longest waiting first.</param>
/// <param name="Asked">Requests for more time, the longest waiting first.</param>
internal sealed record WaitingDecisions(IReadOnlyList<WaitingRow> Reported, IReadOnlyList<AskedRow> Asked)
{
    public static async Task<WaitingDecisions> ReadAsync(
        DatabaseSession session, int campaignId, DateTimeOffset now, CancellationToken token)
    {
        var key = new { CampaignId = campaignId, Now = now };
        return new(
            await session.QueryAsync<WaitingRow>("deadlines/waiting-parts", key, token),
            await session.QueryAsync<AskedRow>("deadlines/asked-extensions", key, token));
    }
}
