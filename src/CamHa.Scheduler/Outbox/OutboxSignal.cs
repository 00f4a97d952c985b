using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Outbox;

/// <summary>Wakes the dispatcher when something was written to the outbox, so that a report leaves at its minute.</summary>
public sealed class OutboxSignal(IOptions<OutboxOptions> options, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim _semaphore = new(0, 1);

    public void Wake()
    {
        try
        {
            _semaphore.Release();
        }
        catch (SemaphoreFullException)
        {
            // Already awake.
        }
    }

    /// <summary>Returns when woken, or after <c>Outbox:PollSeconds</c>: another process may have written something.</summary>
    public async Task WaitAsync(CancellationToken token)
    {
        using var timer = new CancellationTokenSource(TimeSpan.FromSeconds(options.Value.PollSeconds), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(token, timer.Token);
        try
        {
            await _semaphore.WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (!token.IsCancellationRequested)
        {
            // Time for the next poll.
        }
    }

    public void Dispose() => _semaphore.Dispose();
}
