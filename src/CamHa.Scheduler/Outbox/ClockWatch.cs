namespace CamHa.Scheduler.Outbox;

/// <summary>
/// Notices that the wall clock was set. For a while after that it proves nothing: leases that seem to have run out may
/// belong to somebody at work, and what seems to have expired may be due today.
/// </summary>
public sealed class ClockWatch(TimeProvider time)
{
    private static readonly TimeSpan Tolerated = TimeSpan.FromSeconds(30);
    private readonly Lock _gate = new();
    private DateTimeOffset _wall = time.GetUtcNow();
    private long _stamp = time.GetTimestamp();
    // A clock that was wrong at the start of the machine is put right within minutes, too.
    private long _setAt = time.GetTimestamp();

    /// <summary>Whether the wall clock has gone on evenly for at least so long.</summary>
    public bool HasBeenSteadyFor(TimeSpan span)
    {
        lock (_gate)
        {
            var (wall, stamp) = (time.GetUtcNow(), time.GetTimestamp());
            if ((wall - _wall - time.GetElapsedTime(_stamp, stamp)).Duration() > Tolerated)
                _setAt = stamp;
            (_wall, _stamp) = (wall, stamp);
            return time.GetElapsedTime(_setAt, stamp) >= span;
        }
    }
}
