using CamHa.Scheduler.Changes;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Storage;

namespace CamHa.Scheduler.Outbox;

/// <summary>Carries out what a person decides about messages, at the console or on the page.</summary>
public sealed class OutboxDecisions(Database database, ClosedAddresses addresses, OutboxSignal signal, CampaignClock clock)
{
    /// <summary>For the given messages; those in a state that the decision does not fit stay as they are.</summary>
    public Task<DecisionMade> MakeAsync(OutboxDecision decision, IReadOnlyList<long> ids, Gesture by, CancellationToken token) =>
        MakeAsync(decision, _ => Task.FromResult(ids), by, token);

    /// <summary>For every message that was refused, or that is held; releasing them says go for every campaign.</summary>
    public async Task<DecisionMade> MakeForAllAsync(OutboxDecision decision, Gesture by, CancellationToken token)
    {
        var campaigns = 0;
        var which = new { State = (decision == OutboxDecision.Retry ? OutboxState.Dead : OutboxState.Held).ToString() };
        var made = await MakeAsync(
            decision,
            async session =>
            {
                if (decision == OutboxDecision.Release)
                    campaigns = await session.ExecuteAsync("campaigns/release-all", new { clock.Now }, token);
                return await session.QueryAsync<long>("outbox/ids", which, token);
            },
            by,
            token);
        return made with { Campaigns = campaigns };
    }

    /// <summary>For every message that is held of one campaign; releasing them says go for it.</summary>
    public Task<DecisionMade> MakeForCampaignAsync(
        OutboxDecision decision, int campaignId, Gesture by, CancellationToken token) => MakeAsync(
        decision,
        async session =>
        {
            if (decision == OutboxDecision.Release)
                await session.ExecuteAsync("campaigns/release", new { Id = campaignId, clock.Now }, token);
            return await session.QueryAsync<long>("outbox/held-of-campaign", new { CampaignId = campaignId }, token);
        },
        by,
        token);

    /// <summary>For every message of one campaign's run that the brake holds.</summary>
    public Task<DecisionMade> MakeForRunAsync(
        OutboxDecision decision, string run, int campaignId, Gesture by, CancellationToken token) => MakeAsync(
        decision,
        async session => await session.QueryAsync<long>("outbox/held-ids", new { JobRunId = run, CampaignId = campaignId }, token),
        by,
        token);

    private async Task<DecisionMade> MakeAsync(
        OutboxDecision decision,
        Func<DatabaseSession, Task<IReadOnlyList<long>>> choose,
        Gesture by,
        CancellationToken token)
    {
        var now = clock.Now;
        var made = await database.WorkAsync(async session =>
        {
            var ids = await choose(session);
            var changes = ids.Select(id => new { Id = id, Now = now, ExpiresAt = now.AddDays(1) }).ToList();
            return new DecisionMade(await ChangeAsync(session, decision, changes, by, token), ids.Count);
        }, token);
        signal.Wake();
        return made;
    }

    private async Task<int> ChangeAsync(
        DatabaseSession session,
        OutboxDecision decision,
        IReadOnlyList<object> changes,
        Gesture by,
        CancellationToken token)
    {
        switch (decision)
        {
            case OutboxDecision.Cancel:
                return await session.ExecuteAsync("outbox/cancel", changes, token);
            case OutboxDecision.Release:
                return await session.ExecuteAsync("outbox/release", changes, token);
            default:
                await addresses.OpenForAsync(session, changes, by, token);
                var changed = await session.ExecuteAsync("outbox/retry", changes, token);
                await session.ExecuteAsync("outbox/drop-mime", changes, token);
                return changed;
        }
    }
}

public enum OutboxDecision
{
    /// <summary>Sends the message again, and declares its address right.</summary>
    Retry,

    /// <summary>Sends a message that is held.</summary>
    Release,

    /// <summary>Gives the message up.</summary>
    Cancel,
}

/// <summary>What a decision came to.</summary>
/// <param name="Changed">How many messages it changed.</param>
/// <param name="Asked">For how many messages it was made.</param>
/// <param name="Campaigns">For how many campaigns it said go, whether or not a reminder of theirs waited already.</param>
public readonly record struct DecisionMade(int Changed, int Asked, int Campaigns = 0)
{
    public bool IsWhole => Changed == Asked;
}
