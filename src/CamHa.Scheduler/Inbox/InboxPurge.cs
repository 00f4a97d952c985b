using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Nodes;
using CamHa.Scheduler.Storage;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Inbox;

/// <summary>Forgets mails that are no longer kept: their bytes, who wrote them, and what was decided.</summary>
internal sealed class InboxPurge(
    Database database, CloneGuard guard, ClockWatch watch, IOptions<InboxOptions> options, CampaignClock clock)
{
    private const int AtOnce = 200;

    public Sweep Sweep => new("purge inbox", TimeSpan.FromHours(6), RunAsync);

    private async Task<int> RunAsync(CancellationToken token)
    {
        return watch.HasBeenSteadyFor(ClockWatch.UntilBelieved) && await guard.IsArmedHereAsync(token) ? await ForgetAsync(token) : 0;
    }

    /// <returns>How many mails it forgot.</returns>
    internal async Task<int> ForgetAsync(CancellationToken token)
    {
        var before = clock.Now.AddDays(-options.Value.KeepDays);
        var (total, last) = (0, AtOnce);
        while (last >= AtOnce)
        {
            last = await database.WriteAsync(session => ForgetAsync(session, before, token), token);
            total += last;
        }

        return total;
    }

    private static async Task<int> ForgetAsync(DatabaseSession session, DateTimeOffset before, CancellationToken token)
    {
        var ids = await session.QueryAsync<long>("inbox/old", new { Before = before, Count = AtOnce }, token);
        var old = ids.ConvertAll(id => new { Id = id });
        await session.ExecuteAsync("inbox/forget-mime", old, token);
        await session.ExecuteAsync("inbox/forget-files", old, token);
        await session.ExecuteAsync("inbox/forget", old, token);
        return old.Count;
    }
}
