using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Nodes;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Scheduling;
using CamHa.Scheduler.Storage;

namespace CamHa.Scheduler.Status;

/// <summary>Gathers how the service stands; reads alone, and asks no mail server.</summary>
public sealed class StatusReader(
    IEnumerable<ILook> looks, Database database, IMailTransport transport, CloneGuard guard, SendingLimits limits, CampaignClock clock)
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
            [.. looks.SelectMany(look => look.Times.Select(at => new NextLook(look.Name, Next(now, at)))).OrderBy(look => look.At)],
            await session.QueryAsync<LastRun>("status/last-runs", null, token),
            await OutboxAsync(session, token),
            await session.QueryAsync<ShownFault>("status/transport-faults", null, token),
            await limits.UseAsync(session, clock.Now, token));
    }

    /// <summary>How many messages are in each state.</summary>
    public static async Task<IReadOnlyDictionary<string, int>> OutboxAsync(DatabaseSession session, CancellationToken token) =>
        (await session.QueryAsync<OutboxCount>("status/outbox", null, token)).ToDictionary(row => row.State, row => row.Messages);

    private static DateTime Next(DateTime now, TimeOnly at) => now.Date + at.ToTimeSpan() is var today && today > now ? today : today.AddDays(1);

    private sealed record OutboxCount
    {
        public string State { get; init; } = "";

        public int Messages { get; init; }
    }
}
