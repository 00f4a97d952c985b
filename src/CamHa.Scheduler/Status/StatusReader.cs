using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Inbox;
using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Nodes;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Scheduling;
using CamHa.Scheduler.Storage;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Status;

/// <summary>Gathers how the service stands. It only reads the database, and asks no mail server.</summary>
public sealed class StatusReader(
    IEnumerable<ILook> looks,
    Database database,
    IMailTransport transport,
    CloneGuard guard,
    SendingLimits limits,
    IOptions<InboxOptions> inbox,
    CampaignClock clock)
{
    public async Task<ServiceStatus> ReadAsync(DatabaseSession session, CancellationToken token)
    {
        var armedFor = await guard.ArmedForAsync(token);
        var now = clock.WallClock(clock.Now);
        return new(
            now,
            database.Description,
            transport.Description,
            guard.Sends(armedFor),
            armedFor,
            await NextLooksAsync(session, now, token),
            await session.QueryAsync<LastRun>("status/last-runs", null, token),
            await OutboxAsync(session, token),
            await SendingPause.InForceAsync(session, token),
            await SendingPause.WaitingAsync(session, token),
            await HeldRun.AllAsync(session, token),
            await session.QueryAsync<ShownFault>("status/transport-faults", null, token),
            await limits.UseAsync(session, clock.Now, token),
            await FailingAddress.AllAsync(session, clock.Now, token),
            inbox.Value.IsUsed ? await InboxStanding.ReadAsync(session, TimeZoneInfo.ConvertTime(clock.Now, clock.Zone), token) : null)
        {
            ExtensionsAsked = await session.ScalarAsync<int>("status/asked-extensions", new { clock.Now }, token),
        };
    }

    /// <summary>The number of messages by state.</summary>
    public static async Task<IReadOnlyDictionary<string, int>> OutboxAsync(DatabaseSession session, CancellationToken token) =>
        (await session.QueryAsync<OutboxCount>("status/outbox", null, token)).ToDictionary(row => row.State, row => row.Messages);

    // The sort is stable: looks due at the same moment stay in their order.
    private async Task<IReadOnlyList<NextLook>> NextLooksAsync(DatabaseSession session, DateTime now, CancellationToken token)
    {
        var campaigns = await CampaignStore.AllAsync(session, token);
        var calendar = await CalendarStore.ReadAsync(session, token);
        return
        [
            .. looks.InOrder()
                .Select(look => new NextLook(look.Name, campaigns.Select(campaign => look.NextFor(campaign, calendar, now)).Min()))
                .OrderBy(next => next.At ?? DateTime.MaxValue),
        ];
    }

    private sealed record OutboxCount
    {
        public string State { get; init; } = "";

        public int Messages { get; init; }
    }
}
