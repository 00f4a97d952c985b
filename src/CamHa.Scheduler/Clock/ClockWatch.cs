namespace CamHa.Scheduler.Clock;

/// <summary>
/// Notices when the wall clock is set. For a while afterwards its time proves nothing: a lease that seems expired may belong to
/// a machine at work, a mail that seems expired may be due today, and what seems due may be due tomorrow.
/// </summary>
public sealed class ClockWatch(TimeProvider time)
{
    /// <summary>How long a clock that was set is not trusted: longer than a time service takes to correct its own mistake.</summary>
    public static readonly TimeSpan UntilBelieved = TimeSpan.FromMinutes(10);

    /// <summary>How far another clock must differ for this one not to be believed: no mail is wrong by less.</summary>
    public static readonly TimeSpan Contradiction = TimeSpan.FromHours(1);

    // How long another clock's word counts.
    private static readonly TimeSpan WitnessedFor = TimeSpan.FromDays(2);

    // What a server's clock may differ by because its zone is set wrong.
    private static readonly TimeSpan AnyZone = TimeSpan.FromHours(18);

    private static readonly TimeSpan Tolerated = TimeSpan.FromSeconds(30);
    private readonly Lock _gate = new();
    private DateTimeOffset _wall = time.GetUtcNow();
    private long _stamp = time.GetTimestamp();
    // The start counts as a setting: a clock that is wrong when the machine boots is corrected within minutes.
    private long _setAt = time.GetTimestamp();
    private TimeSpan? _setBy;
    private int _timesBack;
    private Task _asked = Task.CompletedTask;
    private (TimeSpan Ahead, long At)? _witness;
    private (TimeSpan Ahead, long At)? _roughWitness;

    /// <summary>The last setting noticed so far, as of the last question; null for none.</summary>
    public ClockStep? LastStep
    {
        get
        {
            lock (_gate)
                return _setBy is { } by ? new(by, time.GetElapsedTime(_setAt)) : null;
        }
    }

    /// <summary>How often the clock was set back since the start.</summary>
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

    /// <summary>Whether the wall clock was not set for at least <paramref name="span"/>.</summary>
    public bool HasBeenSteadyFor(TimeSpan span)
    {
        lock (_gate)
            return Look() >= span;
    }

    /// <summary>Whether the clock was set forward recently and may still be set back.</summary>
    public bool MayBeAhead()
    {
        lock (_gate)
            return Look() < UntilBelieved && _setBy > TimeSpan.Zero;
    }

    /// <summary>How far this clock was ahead of another at the last comparison; null for none, or where it was set after it.</summary>
    public ClockStep? Ahead
    {
        get
        {
            lock (_gate)
            {
                Look();
                return StillCounts(_witness) ?? StillCounts(_roughWitness);
            }
        }
    }

    /// <summary>
    /// Whether another clock contradicts this one, so that nothing is looked at or sent: a service that starts on a machine whose
    /// clock is a day ahead would mail a day early. Its own records and files cannot tell: they are as late as the machine was off.
    /// </summary>
    public bool IsContradicted => Contradicts(Ahead);

    /// <summary>
    /// Whether a good clock contradicts this one. A mail server's is no reason not to try it: only so it is asked again.
    /// </summary>
    public bool IsContradictedForSure
    {
        get
        {
            lock (_gate)
            {
                Look();
                return Contradicts(StillCounts(_witness));
            }
        }
    }

    /// <summary>Compares this clock with another machine's.</summary>
    /// <param name="ahead">How far this one is ahead.</param>
    public void Witness(TimeSpan ahead)
    {
        lock (_gate)
        {
            Look();
            _witness = (ahead, time.GetTimestamp());
        }
    }

    /// <summary>
    /// Compares the machine's clock with that of a mail or database server, which nobody keeps for the time it tells: it counts
    /// only where no wrong zone explains the difference, and only while no better witness speaks.
    /// </summary>
    /// <param name="there">What the server's clock shows.</param>
    public void WitnessRoughly(DateTimeOffset there)
    {
        lock (_gate)
        {
            Look();
            // The real time, whatever clock the service runs by: the server lives in it.
            var ahead = TimeProvider.System.GetUtcNow() - there;
            _roughWitness = ahead.Duration() > AnyZone ? (ahead, time.GetTimestamp()) : null;
        }
    }

    /// <summary>Makes the first look and the first mail wait for another clock's word.</summary>
    /// <param name="answer">Ends when it has come, or will not come.</param>
    public void Await(Task answer) => _asked = Task.WhenAll(_asked, answer);

    /// <summary>Ends when another clock has been asked, where there is one to ask.</summary>
    public Task AskedAsync(CancellationToken token) => _asked.WaitAsync(token);

    private static bool Contradicts(ClockStep? ahead) => ahead?.By.Duration() > Contradiction;

    private ClockStep? StillCounts((TimeSpan Ahead, long At)? witness)
    {
        if (witness is not var (ahead, at) || (_setBy is not null && at < _setAt))
            return null;
        var age = time.GetElapsedTime(at);
        return age < WitnessedFor ? new(ahead, age) : null;
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

/// <summary>How far a clock was set, or differs from another clock.</summary>
/// <param name="By">Negative for a clock that was set back, or is behind.</param>
/// <param name="Age">How long ago.</param>
public readonly record struct ClockStep(TimeSpan By, TimeSpan Age);
