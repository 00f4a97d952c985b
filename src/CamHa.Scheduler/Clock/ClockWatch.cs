namespace CamHa.Scheduler.Clock;

/// <summary>
/// Notices that the wall clock was set. For a while after that it proves nothing: leases that seem to have run out may
/// belong to somebody at work, what seems to have expired may be due today, and what seems due may be due tomorrow.
/// </summary>
public sealed class ClockWatch(TimeProvider time)
{
    /// <summary>Longer than a time service takes to put right what it got wrong.</summary>
    public static readonly TimeSpan UntilBelieved = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan Tolerated = TimeSpan.FromSeconds(30);
    private readonly Lock _gate = new();
    private DateTimeOffset _wall = time.GetUtcNow();
    private long _stamp = time.GetTimestamp();
    // A clock that was wrong at the start of the machine is put right within minutes, too.
    private long _setAt = time.GetTimestamp();
    private TimeSpan? _setBy;
    private int _timesBack;

    /// <summary>How the clock was set last, as far as anybody asked since; null where it was not.</summary>
    public ClockStep? LastStep
    {
        get
        {
            lock (_gate)
                return _setBy is { } by ? new(by, time.GetElapsedTime(_setAt)) : null;
        }
    }

    /// <summary>How often it was seen to be set back.</summary>
    public int TimesSetBack
    {
        get
        {
            lock (_gate)
            {
                Look();
                return _timesBack;
            }
        }
    }

    /// <summary>Whether the wall clock has gone on evenly for at least so long.</summary>
    public bool HasBeenSteadyFor(TimeSpan span)
    {
        lock (_gate)
            return Look() >= span;
    }

    /// <summary>Whether the clock was set forward a moment ago, and may yet be set back.</summary>
    public bool MayBeAhead()
    {
        lock (_gate)
            return Look() < UntilBelieved && _setBy > TimeSpan.Zero;
    }

    private TimeSpan Look()
    {
        var (wall, stamp) = (time.GetUtcNow(), time.GetTimestamp());
        var by = wall - _wall - time.GetElapsedTime(_stamp, stamp);
        (_wall, _stamp) = (wall, stamp);
        if (by.Duration() > Tolerated)
        {
            (_setAt, _setBy) = (stamp, by);
            _timesBack += by < TimeSpan.Zero ? 1 : 0;
        }

        return time.GetElapsedTime(_setAt, stamp);
    }
}

/// <summary>A clock that was set, or one that is elsewhere.</summary>
/// <param name="By">How far; back, or behind, where it is negative.</param>
/// <param name="Age">How long ago.</param>
public readonly record struct ClockStep(TimeSpan By, TimeSpan Age);
