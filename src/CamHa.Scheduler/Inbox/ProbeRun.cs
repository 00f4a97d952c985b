using CamHa.Scheduler.Clock;

namespace CamHa.Scheduler.Inbox;

/// <summary>
/// The probe of the mailbox that a click began: it goes on while nobody waits, and what became of it stands until the next.
/// </summary>
internal sealed class ProbeRun(MailboxProbe probe, CampaignClock clock) : IAsyncDisposable
{
    // A scanner may keep a mail for a while.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _stop = new();
    private Task<ProbeAnswer?> _run = Task.FromResult<ProbeAnswer?>(null);

    /// <summary>When the one began that goes on now, or that ended last; null for none.</summary>
    public DateTimeOffset? BeganAt { get; private set; }

    public bool IsGoingOn => !_run.IsCompleted;

    /// <summary>What became of it; null while it goes on, and for none.</summary>
    public ProbeAnswer? Answer => _run is { IsCompletedSuccessfully: true, Result: var answer } ? answer : null;

    /// <summary>Begins one and waits a little for it; where one goes on it does nothing.</summary>
    /// <param name="most">How long whoever clicked waits.</param>
    /// <param name="token">Ends the waiting, and not the probe.</param>
    public async Task StartAsync(TimeSpan most, CancellationToken token)
    {
        Task run;
        lock (_gate)
        {
            if (IsGoingOn)
                return;
            BeganAt = clock.Now;
            run = _run = RunAsync();
        }

        await Task.WhenAny(run, Task.Delay(most, TimeProvider.System, token));
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await ((Task)_run).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task<ProbeAnswer?> RunAsync()
    {
        // Off the request, which does not wait for the mail server.
        await Task.Yield();
        try
        {
            return await probe.SendAsync(Patience, isOnPage: true, _stop.Token);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            return null;
        }
    }
}
