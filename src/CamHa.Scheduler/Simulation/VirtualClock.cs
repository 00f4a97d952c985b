namespace CamHa.Scheduler.Simulation;

/// <summary>A clock that stands still until it is set. Timestamps go on running: they measure work, not the calendar.</summary>
public sealed class VirtualClock(DateTimeOffset start) : TimeProvider
{
    private DateTimeOffset _now = start;

    public override DateTimeOffset GetUtcNow() => _now;

    /// <summary>Sets the clock forward; never back, as no clock of a service goes back.</summary>
    public void Set(DateTimeOffset now) => _now = now > _now ? now : _now;
}
