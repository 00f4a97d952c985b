using CamHa.Scheduler.Mail;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Diagnostics;

/// <summary>
/// Whether the service's two loops go round. Not whether they succeed: one that waits for a database or a mail server goes
/// round, and is left alone. Measured in time that passes, which no clock sets and no sleep of the machine adds to.
/// </summary>
public sealed class Liveness(IOptions<SmtpOptions> smtp, TimeProvider time)
{
    private static readonly TimeSpan SchedulerPatience = TimeSpan.FromMinutes(10);

    // Null until it has begun: it waits for the database, which is told elsewhere.
    private long? _scheduler;
    private long? _dispatcher;

    // A dispatch that ends waits for each of its mails: for the connection, for every exchange, and for the answer.
    private TimeSpan DispatcherPatience => TimeSpan.FromSeconds(smtp.Value.AnswerTimeoutSeconds + (10 * smtp.Value.TimeoutSeconds)) + TimeSpan.FromMinutes(10);

    public bool IsAlive => !IsStuck(_scheduler, SchedulerPatience) && !IsStuck(_dispatcher, DispatcherPatience);

    /// <summary>Somebody has looked at the scheduler, and found it working or replaced it.</summary>
    public void SchedulerWatched() => _scheduler = time.GetTimestamp();

    /// <summary>The dispatcher has taken a turn, or written a mail.</summary>
    public void Dispatched() => _dispatcher = time.GetTimestamp();

    private bool IsStuck(long? last, TimeSpan patience) => last is { } stamp && time.GetElapsedTime(stamp) > patience;
}
