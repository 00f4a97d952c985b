using CamHa.Scheduler.Mail;

namespace CamHa.Scheduler.Outbox;

/// <summary>
/// Holds every message back while nothing can be sent at all. A server that is down or refuses the login is no message's fault
/// and costs none a try. The wait grows from 15 seconds to five minutes, eleven after a refused login; then a few messages
/// are let through as a probe.
/// </summary>
/// <remarks>
/// Not Polly's breaker: people see this one's reason and times in <c>status</c>, and it is asked before messages are claimed,
/// not around each call.
/// </remarks>
public sealed class CircuitBreaker
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    // Servers lock an account after several refused logins within ten minutes, and one login may try several mechanisms.
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
            // A retry time further away than the longest wait comes from a clock that has been set back since.
            return Fault is null || now >= Fault.RetryAt || Fault.RetryAt - now > AfterRefusedLogin;
        }
    }

    /// <summary>Opens the circuit: nothing can be sent. Sessions that fail together count once.</summary>
    public void Open(TransportUnavailableException failure, DateTimeOffset now)
    {
        lock (_gate)
        {
            if (!Allows(now))
                return;
            var wait = _schedule.After(++_failures)!.Value;
            Fault = new(failure.Message, Fault?.Since ?? now, now + (failure.IsLoginRefused ? AfterRefusedLogin : wait))
            {
                IsLoginRefused = failure.IsLoginRefused,
            };
        }
    }

    /// <summary>Closes the circuit: the server has answered.</summary>
    public void Close()
    {
        lock (_gate)
        {
            Fault = null;
            _failures = 0;
        }
    }
}

/// <summary>Why nothing can be sent, and until when.</summary>
/// <param name="Reason">What failed, with its remedy.</param>
/// <param name="Since">When it began.</param>
/// <param name="RetryAt">When sending is tried again.</param>
public sealed record TransportFault(string Reason, DateTimeOffset Since, DateTimeOffset RetryAt)
{
    /// <summary>Whether the server answers but refuses this account.</summary>
    public bool IsLoginRefused { get; init; }
}
