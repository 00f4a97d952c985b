namespace CamHa.Scheduler.Simulation;

/// <summary>A clock that stands still until it is set. Timestamps follow it: hours that are skipped have passed evenly.</summary>
public sealed class VirtualClock(DateTimeOffset start) : TimeProvider
{
    private DateTimeOffset _now = start;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => _now;

    public override long GetTimestamp() => _now.UtcTicks;

    /// <summary>Sets the clock forward; never back, as no clock of a service goes back.</summary>
    public void Set(DateTimeOffset now) => _now = now > _now ? now : _now;
}
