using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Nodes;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Outbox;

/// <summary>What keeps the outbox in order beside the sending. Each has a timer of its own, so that none delays a mail or another.</summary>
public sealed class OutboxSweeps(
    OutboxStore store, Retention retention, CloneGuard guard, SmtpSessionPool sessions, ClockWatch watch, IOptions<OutboxOptions> options, CampaignClock clock)
{
    private static readonly TimeSpan BetweenPurges = TimeSpan.FromHours(6);

    public IReadOnlyList<Sweep> All =>
    [
        new("release stale leases", TimeSpan.FromMinutes(1), ReleaseStaleAsync),
        new("expire", TimeSpan.FromMinutes(1), ExpireAsync),
        new("close idle sessions", TimeSpan.FromSeconds(15), _ => sessions.CloseIdleAsync()),
        Purge("purge messages", retention.MessagesAsync),
        Purge("purge bodies", retention.BodiesAsync),
        Purge("purge ledger", retention.LedgerAsync),
        Purge("purge runs", retention.RunsAsync),
    ];

    /// <summary>All of them once, where no timers run: in a simulation.</summary>
    public async Task RunAllAsync(CancellationToken token)
    {
        foreach (var sweep in All)
            await sweep.RunAsync(token);
    }

    private async Task<int> ReleaseStaleAsync(CancellationToken token) =>
        await MayActAsync(TimeSpan.FromSeconds(options.Value.LeaseSeconds), token) ? await store.ReleaseStaleAsync(clock.Now, token) : 0;

    private async Task<int> ExpireAsync(CancellationToken token) =>
        await MayActAsync(ClockWatch.UntilBelieved, token) ? await store.ExpireAsync(clock.Now, token) : 0;

    private Sweep Purge(string name, Func<CancellationToken, Task<int>> purge) =>
        new(name, BetweenPurges, async token => await MayActAsync(ClockWatch.UntilBelieved, token) ? await purge(token) : 0);

    // A copy of the database may still be joined to the original: it changes nothing there.
    private async Task<bool> MayActAsync(TimeSpan steady, CancellationToken token) =>
        watch.HasBeenSteadyFor(steady) && await guard.IsArmedHereAsync(token);
}
