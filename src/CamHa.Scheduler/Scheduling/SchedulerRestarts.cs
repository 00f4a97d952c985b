namespace CamHa.Scheduler.Scheduling;

/// <summary>When the scheduler stood still last and another took its place.</summary>
public sealed class SchedulerRestarts(TimeProvider time)
{
    private readonly Lock _gate = new();
    private (long At, string Job)? _last;

    /// <summary>Null where none was since the start.</summary>
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
/// <param name="Job">The look that was due and was not begun.</param>
public sealed record SchedulerRestart(TimeSpan Age, string Job);
