using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Nodes;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Outbox;

/// <summary>The sweeps that keep the outbox in order. Each has its own timer, so that none delays a mail or another sweep.</summary>
public sealed class OutboxSweeps(
    OutboxStore store,
    Retention retention,
    CloneGuard guard,
    SmtpSessionPool sessions,
    ClockWatch watch,
    IOptions<OutboxOptions> options,
    CampaignClock clock)
{
    private static readonly TimeSpan BetweenPurges = TimeSpan.FromHours(6);

    public Sweep ReleaseStale => new("release stale leases", TimeSpan.FromMinutes(1), ReleaseStaleAsync);

    public Sweep Expire => new("expire", TimeSpan.FromMinutes(1), ExpireAsync);

    public Sweep CloseIdleSessions => new("close idle sessions", TimeSpan.FromSeconds(15), _ => sessions.CloseIdleAsync());

    public Sweep PurgeMessages => Purge("purge messages", retention.MessagesAsync);

    public Sweep PurgeBodies => Purge("purge bodies", retention.BodiesAsync);

    public Sweep PurgeLedger => Purge("purge ledger", retention.LedgerAsync);

    public Sweep PurgeChanges => Purge("purge changes", retention.ChangesAsync);

    public Sweep PurgeCalls => Purge("purge calls", retention.CallsAsync);

    public Sweep PurgeRuns => Purge("purge runs", retention.RunsAsync);

    /// <summary>Runs all of them once, where no timers run: in a simulation.</summary>
    public async Task RunAllAsync(CancellationToken token)
    {
        Sweep[] all =
        [
            ReleaseStale, Expire, CloseIdleSessions, PurgeMessages, PurgeBodies, PurgeLedger, PurgeChanges, PurgeCalls, PurgeRuns,
        ];
        foreach (var sweep in all)
            await sweep.RunAsync(token);
    }

    private async Task<int> ReleaseStaleAsync(CancellationToken token) =>
        await MayActAsync(TimeSpan.FromSeconds(options.Value.LeaseSeconds), token) ? await store.ReleaseStaleAsync(clock.Now, token) : 0;

    private async Task<int> ExpireAsync(CancellationToken token) =>
        await MayActAsync(ClockWatch.UntilBelieved, token) ? await store.ExpireAsync(clock.Now, token) : 0;

    private Sweep Purge(string name, Func<CancellationToken, Task<int>> purge) =>
        new(name, BetweenPurges, async token => await MayActAsync(ClockWatch.UntilBelieved, token) ? await purge(token) : 0);

    // A copy of the database may still be linked to the original, so a machine that is not armed changes nothing.
    private async Task<bool> MayActAsync(TimeSpan steady, CancellationToken token) =>
        watch.HasBeenSteadyFor(steady) && await guard.IsArmedHereAsync(token);
}
