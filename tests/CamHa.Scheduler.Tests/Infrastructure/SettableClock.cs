using Microsoft.Extensions.Time.Testing;

namespace CamHa.Scheduler.Tests.Infrastructure;

/// <summary>A wall clock that somebody may set wrong, or right, while timestamps and timers go on evenly.</summary>
public sealed class SettableClock(DateTimeOffset start) : TimeProvider
{
    private readonly FakeTimeProvider _even = new(start.ToUniversalTime());
    private long _setBy;

    public override long TimestampFrequency => _even.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => _even.GetUtcNow().AddTicks(Interlocked.Read(ref _setBy));

    public override long GetTimestamp() => _even.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        _even.CreateTimer(callback, state, dueTime, period);

    /// <summary>Time passes, and timers fire.</summary>
    public void Pass(TimeSpan time) => _even.Advance(time);

    /// <summary>The wall clock is set forward, or back; no time passes.</summary>
    public void SetBy(TimeSpan step) => Interlocked.Add(ref _setBy, step.Ticks);
}
