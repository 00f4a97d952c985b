namespace CamHa.Scheduler.Diagnostics;

/// <summary>
/// Whether the service's two loops make progress. Success does not matter: a loop that waits for a database or a mail server
/// counts as alive. Time is measured by the monotonic clock, so setting the wall clock or a sleep of the machine makes no loop
/// look stuck.
/// </summary>
/// <param name="longestMail">How long one mail can keep the dispatcher waiting: a dispatch ends after the last of its mails.</param>
/// <param name="time">The clock.</param>
public sealed class Liveness(TimeSpan longestMail, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    // Null until the loop has begun: it first waits for the database, and DatabaseStart reports that.
    private long? _scheduler;
    private long? _dispatcher;

    public bool IsAlive => !IsStuck(_scheduler, Patience) && !IsStuck(_dispatcher, longestMail + Patience);

    /// <summary>The scheduler was checked, and found working or replaced.</summary>
    public void SchedulerWatched() => _scheduler = time.GetTimestamp();

    /// <summary>The dispatcher began a batch, or rendered a mail.</summary>
    public void Dispatched() => _dispatcher = time.GetTimestamp();

    private bool IsStuck(long? last, TimeSpan patience) => last is { } stamp && time.GetElapsedTime(stamp) > patience;
}
