using CamHa.Scheduler.Changes;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Storage;

namespace CamHa.Scheduler.Outbox;

/// <summary>
/// Opens addresses again that were closed because a server knew nobody there. It is a change of the plan like any other; the mails
/// that would still be true go on.
/// </summary>
public sealed class ClosedAddresses(Database database, PlanChanges changes, OutboxSignal signal, CampaignClock clock)
{
    /// <summary>Opens an address, and lets go the mails that were given up for it.</summary>
    /// <param name="campaign">The campaign's code; null for the only one.</param>
    /// <param name="address">The address.</param>
    /// <param name="by">Who says that it is right.</param>
    /// <param name="isDryRun">Whether to say what would change without making it.</param>
    /// <param name="token">Cancels it; nothing is half done.</param>
    /// <exception cref="ChangeRefusedException">It is not closed.</exception>
    public async Task<ReopenedAddress> ReopenAsync(
        string? campaign, string address, Gesture by, bool isDryRun, CancellationToken token)
    {
        var reopened = await database.WorkAsync(
            async session =>
            {
                var (made, plan) = await OpenAsync(session, campaign, [address], by, isDryRun, token);
                if (isDryRun)
                    return new ReopenedAddress(made, 0);
                var row = plan.ClosedAddresses.First(each => each.Address.Equals(address, StringComparison.OrdinalIgnoreCase));
                var key = new { plan.CampaignId, row.Address, Since = row.ClosedAt - ClosingRule.Within, clock.Now };
                var mails = (await session.QueryAsync<long>("outbox/given-up-of-address", key, token))
                    .ConvertAll(id => new { Id = id, clock.Now, ExpiresAt = clock.Now.AddDays(1) });
                var again = await session.ExecuteAsync("outbox/retry", mails, token);
                await session.ExecuteAsync("outbox/drop-mime", mails, token);
                return new(made, again);
            },
            token);
        if (!isDryRun)
            signal.Wake();
        return reopened;
    }

    /// <summary>Opens those to which a person has messages sent again, within that person's transaction.</summary>
    internal async Task OpenForAsync(DatabaseSession session, IEnumerable<object> messages, Gesture by, CancellationToken token)
    {
        var closed = new HashSet<ClosedOfMessage>();
        foreach (var message in messages)
            closed.UnionWith(await session.QueryAsync<ClosedOfMessage>("outbox/closed-of-message", message, token));
        foreach (var ofCampaign in closed.GroupBy(each => each.Campaign))
        {
            await OpenAsync(
                session, ofCampaign.Key, [.. ofCampaign.Select(each => each.Address)], by with { Key = Gesture.NewKey() }, false, token);
        }
    }

    private async Task<(ChangeMade Made, PlanData Plan)> OpenAsync(
        DatabaseSession session, string? campaign, IReadOnlyList<string> addresses, Gesture by, bool isDryRun, CancellationToken token)
    {
        var plan = await PlanData.OfCampaignAsync(session, campaign, token);
        var made = await changes.MakeAsync(session, plan, PlanOperations.ReopenAddresses(plan, addresses), by, token, isDryRun);
        if (!isDryRun)
        {
            await session.ExecuteAsync(
                "outbox/forget-failures", addresses.Select(address => new { plan.CampaignId, Address = address, clock.Now }), token);
        }

        return (made, plan);
    }

    private sealed record ClosedOfMessage
    {
        public string Campaign { get; init; } = "";

        public string Address { get; init; } = "";
    }
}

/// <summary>What came of an address that was opened again.</summary>
/// <param name="Made">The change.</param>
/// <param name="Mails">How many mails go on.</param>
public sealed record ReopenedAddress(ChangeMade Made, int Mails);
