namespace CamHa.Scheduler.Scheduling;

/// <summary>Remembers when a scheduler that stood still was last replaced.</summary>
public sealed class SchedulerRestarts(TimeProvider time)
{
    private readonly Lock _gate = new();
    private (long At, string Job)? _last;

    /// <summary>The last replacement; null if there was none since the service started.</summary>
    public SchedulerRestart? Last
    {
        get
        {
            lock (_gate)
                return _last is var (at, job) ? new(time.GetElapsedTime(at), job) : null;
        }
    }

    public void Happened(string job)
    {
        lock (_gate)
            _last = (time.GetTimestamp(), job);
    }
}

/// <param name="Age">How long ago.</param>
/// <param name="Job">The look that was due and did not start.</param>
public sealed record SchedulerRestart(TimeSpan Age, string Job);
