using System.Diagnostics;

namespace CamHa.Scheduler.Tests.Infrastructure;

/// <summary>
/// Knows when a service has come to rest: no thread runs in its name, no work is queued, and no thread that has taken work
/// has yet to begin it. What waits for its clock, for a signal or for somebody outside the process is at rest.
/// </summary>
/// <remarks>
/// The runtime hands the execution context on to everything that a service starts: threads, timers, continuations. The
/// context carries the mark of the service, so each thread that takes up its work is counted in, and out when it puts it
/// down; services of other tests beside it do not disturb the count.
/// </remarks>
/// <param name="isAwaiting">Whether it waits for somebody whose answer is on its way, where there is such a one.</param>
internal sealed class Rest(Func<bool>? isAwaiting = null)
{
    // Reached only by a service that never rests: far beyond what a busy machine needs.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(1);
    private static readonly AsyncLocal<Rest?> Whose = new(change => Hand(change.PreviousValue, change.CurrentValue));
    private int _running;
    private int _begun;

    /// <summary>Everything that <paramref name="work"/> starts counts from now on; returns when all of it has come to rest.</summary>
    public async Task OfAsync(Func<Task> work)
    {
        // Not on the test's own thread: what waits for the clock may go on right where the clock is moved.
        await Task.Run(() =>
        {
            Whose.Value = this;
            return work();
        });
        await AwaitAsync();
    }

    public Task OfAsync(Action work) => OfAsync(() =>
    {
        work();
        return Task.CompletedTask;
    });

    private async Task AwaitAsync()
    {
        var since = Stopwatch.GetTimestamp();
        while (!await IsRestingAsync())
        {
            if (Stopwatch.GetElapsedTime(since) > Patience)
                throw new TimeoutException(
                    $"Not at rest after {Patience.TotalMinutes:0} minutes: "
                        + $"{_running} threads run, {ThreadPool.PendingWorkItemCount} pieces of work wait for one.");
            await Task.Delay(Between, TimeProvider.System);
        }
    }

    private static void Hand(Rest? from, Rest? to)
    {
        // Threads of their own, such as a log's or an exporter's, wait most of their lives, and nobody waits for them.
        if (!Thread.CurrentThread.IsThreadPoolThread)
            return;
        if (from is not null)
            Interlocked.Decrement(ref from._running);
        if (to is null)
            return;
        Interlocked.Increment(ref to._begun);
        Interlocked.Increment(ref to._running);
    }

    private async Task<bool> IsRestingAsync()
    {
        var begun = Volatile.Read(ref _begun);
        if (!IsIdle())
            return false;
        await RunningThreads.HaveMovedAsync();
        return IsIdle() && Volatile.Read(ref _begun) == begun;
    }

    private bool IsIdle() => isAwaiting?.Invoke() != true && Volatile.Read(ref _running) == 0 && ThreadPool.PendingWorkItemCount == 0;
}
