using CamHa.Scheduler.Mail;

namespace CamHa.Scheduler.Outbox;

/// <summary>
/// Keeps every message at home while nothing can be sent at all: a server that is down or refuses the login is no
/// message's fault and costs none a try. After a wait that grows from a quarter of a minute to five minutes, ten after a
/// refused login, a few are let through to see.
/// </summary>
public sealed class CircuitBreaker
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    // Servers lock an account after some refused logins within ten minutes, and one login may try several mechanisms.
    private static readonly TimeSpan AfterRefusedLogin = TimeSpan.FromMinutes(11);

    private readonly Lock _gate = new();
    private readonly RetrySchedule _schedule = new(TimeSpan.FromSeconds(15), Longest, TimeSpan.MaxValue, Random.Shared.NextDouble);
    private int _failures;

    /// <summary>Why nothing can be sent; null while the circuit is closed.</summary>
    public TransportFault? Fault { get; private set; }

    /// <summary>Whether a message may be tried now.</summary>
    public bool Allows(DateTimeOffset now)
    {
        lock (_gate)
        {
            // A time further off than any wait was set by a clock that has been set back since.
            return Fault is null || now >= Fault.RetryAt || Fault.RetryAt - now > AfterRefusedLogin;
        }
    }

    /// <summary>Nothing can be sent. Sessions that fail together count once.</summary>
    public void Open(TransportUnavailableException failure, DateTimeOffset now)
    {
        lock (_gate)
        {
            if (!Allows(now))
                return;
            var wait = _schedule.After(++_failures)!.Value;
            Fault = new(failure.Message, Fault?.Since ?? now, now + (failure.IsLoginRefused ? AfterRefusedLogin : wait)) { IsLoginRefused = failure.IsLoginRefused };
        }
    }

    /// <summary>The server has answered.</summary>
    public void Close()
    {
        lock (_gate)
        {
            Fault = null;
            _failures = 0;
        }
    }
}

/// <param name="Reason">What failed, with its remedy.</param>
/// <param name="Since">When it began.</param>
/// <param name="RetryAt">When it is tried again.</param>
public sealed record TransportFault(string Reason, DateTimeOffset Since, DateTimeOffset RetryAt)
{
    /// <summary>Whether the server answers and lets this account not in.</summary>
    public bool IsLoginRefused { get; init; }
}
