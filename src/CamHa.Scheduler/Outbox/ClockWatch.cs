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
    private TimeSpan? _setBy;

    /// <summary>How the clock was set last, as far as anybody asked since; null where it was not.</summary>
    public ClockStep? LastStep
    {
        get
        {
            lock (_gate)
                return _setBy is { } by ? new(by, time.GetElapsedTime(_setAt)) : null;
        }
    }

    /// <summary>Whether the wall clock has gone on evenly for at least so long.</summary>
    public bool HasBeenSteadyFor(TimeSpan span)
    {
        lock (_gate)
        {
            var (wall, stamp) = (time.GetUtcNow(), time.GetTimestamp());
            if (wall - _wall - time.GetElapsedTime(_stamp, stamp) is var by && by.Duration() > Tolerated)
                (_setAt, _setBy) = (stamp, by);
            (_wall, _stamp) = (wall, stamp);
            return time.GetElapsedTime(_setAt, stamp) >= span;
        }
    }
}

/// <param name="By">How far; back where it is negative.</param>
/// <param name="Age">How long ago.</param>
public readonly record struct ClockStep(TimeSpan By, TimeSpan Age);
