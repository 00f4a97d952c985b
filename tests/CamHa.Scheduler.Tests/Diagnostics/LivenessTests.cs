using CamHa.Scheduler.Diagnostics;
using CamHa.Scheduler.Mail;
using Microsoft.Extensions.Time.Testing;

namespace CamHa.Scheduler.Tests.Diagnostics;

public sealed class LivenessTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly Liveness _liveness;

    public LivenessTests() => _liveness = new(new SmtpOptions().LongestMail, _time);

    [Fact]
    public void What_waits_for_the_database_at_the_start_is_alive()
    {
        _time.Advance(TimeSpan.FromDays(3));
        Assert.True(_liveness.IsAlive);
    }

    [Fact]
    public void A_scheduler_that_nobody_could_look_at_for_ten_minutes_is_stuck()
    {
        _liveness.SchedulerWatched();
        _time.Advance(TimeSpan.FromMinutes(10));
        Assert.True(_liveness.IsAlive);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.False(_liveness.IsAlive);
        _liveness.SchedulerWatched();
        Assert.True(_liveness.IsAlive);
    }

    [Fact]
    public void A_dispatcher_may_wait_as_long_as_the_slowest_server_may_think()
    {
        _liveness.Dispatched();
        // Connecting, six exchanges of half a minute, and ten minutes for the answer.
        _time.Advance(TimeSpan.FromMinutes(14));
        Assert.True(_liveness.IsAlive);
        _time.Advance(TimeSpan.FromMinutes(12));
        Assert.False(_liveness.IsAlive);
    }
}
