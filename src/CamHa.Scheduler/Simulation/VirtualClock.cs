namespace CamHa.Scheduler.Simulation;

/// <summary>A clock that stands still until it is set. Its timestamps follow, so skipped hours count as elapsed time.</summary>
public sealed class VirtualClock(DateTimeOffset start) : TimeProvider
{
    private DateTimeOffset _now = start;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => _now;

    public override long GetTimestamp() => _now.UtcTicks;

    /// <summary>Sets the clock forward. An earlier time is ignored: a simulation does not go back.</summary>
    public void Set(DateTimeOffset now) => _now = now > _now ? now : _now;
}
