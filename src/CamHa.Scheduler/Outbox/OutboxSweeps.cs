using CamHa.Scheduler.Scheduling;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Outbox;

/// <summary>What keeps the outbox in order beside the sending. Each has a timer of its own, so that none delays a mail or another.</summary>
public sealed class OutboxSweeps(OutboxStore store, CloneGuard guard, SessionPool sessions, ClockWatch watch, IOptions<OutboxOptions> options, CampaignClock clock)
{
    // Longer than a time service takes to put right what it got wrong.
    private static readonly TimeSpan UntilTheClockIsBelieved = TimeSpan.FromMinutes(10);

    // A transaction of this size is over before anybody waits for it.
    private const int PurgedAtOnce = 200;

    public IReadOnlyList<Sweep> All =>
    [
        new("release stale leases", TimeSpan.FromMinutes(1), ReleaseStaleAsync),
        new("expire", TimeSpan.FromMinutes(1), ExpireAsync),
        new("close idle sessions", TimeSpan.FromSeconds(15), _ => sessions.CloseIdleAsync()),
        new("purge", TimeSpan.FromHours(6), PurgeAsync),
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
        await MayActAsync(UntilTheClockIsBelieved, token) ? await store.ExpireAsync(clock.Now, token) : 0;

    private async Task<int> PurgeAsync(CancellationToken token)
    {
        if (!await MayActAsync(UntilTheClockIsBelieved, token))
            return 0;
        var before = clock.Now.AddDays(-options.Value.KeepDays);
        var (total, last) = (0, PurgedAtOnce);
        while (last == PurgedAtOnce)
            total += last = await store.PurgeAsync(before, PurgedAtOnce, token);
        return total;
    }

    // A copy of the database may still be joined to the original: it changes nothing there.
    private async Task<bool> MayActAsync(TimeSpan steady, CancellationToken token) =>
        watch.HasBeenSteadyFor(steady) && (await guard.ArmedForAsync(token)).Contains(guard.Machine);
}

/// <param name="Name">Names it in the log.</param>
/// <param name="Every">The time between two runs.</param>
/// <param name="RunAsync">Does it; returns how much there was to do.</param>
public sealed record Sweep(string Name, TimeSpan Every, Func<CancellationToken, Task<int>> RunAsync);
