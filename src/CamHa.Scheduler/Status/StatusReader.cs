using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Nodes;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Scheduling;
using CamHa.Scheduler.Storage;

namespace CamHa.Scheduler.Status;

/// <summary>Gathers how the service stands. It only reads the database, and asks no mail server.</summary>
public sealed class StatusReader(
    IEnumerable<ILook> looks,
    Database database,
    IMailTransport transport,
    CloneGuard guard,
    SendingLimits limits,
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
            NextLooks(now),
            await session.QueryAsync<LastRun>("status/last-runs", null, token),
            await OutboxAsync(session, token),
            await SendingPause.InForceAsync(session, token),
            await SendingPause.WaitingAsync(session, token),
            await HeldRun.AllAsync(session, token),
            await session.QueryAsync<ShownFault>("status/transport-faults", null, token),
            await limits.UseAsync(session, clock.Now, token));
    }

    /// <summary>The number of messages by state.</summary>
    public static async Task<IReadOnlyDictionary<string, int>> OutboxAsync(DatabaseSession session, CancellationToken token) =>
        (await session.QueryAsync<OutboxCount>("status/outbox", null, token)).ToDictionary(row => row.State, row => row.Messages);

    // The sort is stable: looks due at the same moment stay in their order.
    private List<NextLook> NextLooks(DateTime now) =>
    [
        .. from look in looks.InOrder()
           from at in look.Times
           let next = Next(now, at)
           orderby next
           select new NextLook(look.Name, next),
    ];

    private static DateTime Next(DateTime now, TimeOnly at)
    {
        var today = now.Date + at.ToTimeSpan();
        return today > now ? today : today.AddDays(1);
    }

    private sealed record OutboxCount
    {
        public string State { get; init; } = "";

        public int Messages { get; init; }
    }
}
