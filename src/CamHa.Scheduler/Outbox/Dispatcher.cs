using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Diagnostics;
using CamHa.Scheduler.Nodes;

namespace CamHa.Scheduler.Outbox;

/// <summary>Sends what waits in the outbox: one dispatch at a time, and only from a machine that is armed.</summary>
public sealed class Dispatcher(
    CloneGuard guard,
    OutboxStore store,
    MailSender sender,
    DispatchLoop loop,
    ClockWatch watch,
    Liveness liveness) : IDisposable
{
    private readonly SemaphoreSlim _one = new(1, 1);
    private bool _hasReleasedDead;

    /// <summary>Sends until nothing is due; sends nothing where this machine is not armed.</summary>
    public async Task<Dispatched> DispatchAsync(CancellationToken token)
    {
        liveness.Dispatched();
        await _one.WaitAsync(token);
        try
        {
            await watch.AskedAsync(token);
            if (watch.IsContradictedForSure || !await guard.IsArmedAsync(token))
                return default;
            if (!_hasReleasedDead)
            {
                await store.ReleaseDeadAsync(LeaseOwner.IsDead, token);
                _hasReleasedDead = true;
            }

            // Nothing is being sent, so whatever is still claimed was left by a dispatch that failed half-way.
            await store.ReleaseOwnAsync(token);
            return sender.CanSend ? await loop.RunAsync(token) : default;
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();
}

/// <summary>What one dispatch did, in messages.</summary>
public readonly record struct Dispatched(int Sent, int Retried, int Dead, int Suppressed)
{
    public static Dispatched operator +(Dispatched left, Dispatched right) => new(
        left.Sent + right.Sent, left.Retried + right.Retried, left.Dead + right.Dead, left.Suppressed + right.Suppressed);

    internal static Dispatched Of(OutboxBatch batch) => new(
        batch.Attempts.Count(attempt => attempt.State == OutboxState.Sent),
        // What goes at once in a smaller form is counted by what becomes of that.
        batch.Attempts.Count(attempt => attempt is { State: OutboxState.Pending, MaxBytes: null }),
        batch.Attempts.Count(attempt => attempt.State == OutboxState.Dead),
        batch.Suppressed.Count);
}
