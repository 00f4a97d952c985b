using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Tests.Infrastructure;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace CamHa.Scheduler.Tests.Clock;

public sealed class ClockWatchTests
{
    private static readonly TimeSpan Span = TimeSpan.FromMinutes(10);
    private static readonly DateTimeOffset Start = new(2022, 6, 16, 0, 0, 0, TimeSpan.Zero);

    [Property]
    public Property A_clock_that_goes_on_evenly_is_believed_once_it_has_done_so_for_long_enough() => Prop.ForAll(
        Gen.Choose(0, 100_000).ArrayOf().ToArbitrary(), passes =>
    {
        var clock = new SettableClock(Start);
        var watch = new ClockWatch(clock);
        // A machine just started knows no better.
        return Array.TrueForAll(passes, seconds =>
        {
            clock.Pass(TimeSpan.FromSeconds(seconds));
            return watch.HasBeenSteadyFor(Span) == clock.GetUtcNow() >= Start + Span;
        });
    });

    [Property]
    public Property A_clock_that_was_set_is_not_believed_until_it_has_gone_on_evenly() =>
        Prop.ForAll(Step(), Gen.Choose(0, 599).ToArbitrary(), (step, seconds) =>
        {
            var clock = new SettableClock(Start);
            var watch = new ClockWatch(clock);
            clock.Pass(TimeSpan.FromHours(1));
            clock.SetBy(TimeSpan.FromSeconds(step));
            var noticed = !watch.HasBeenSteadyFor(Span);
            clock.Pass(TimeSpan.FromSeconds(seconds));
            var doubted = !watch.HasBeenSteadyFor(Span);
            clock.Pass(TimeSpan.FromSeconds(600 - seconds));
            return noticed && doubted && watch.HasBeenSteadyFor(Span);
        });

    [Property]
    public Property A_clock_that_is_set_again_is_doubted_again() => Prop.ForAll(Step(), Step(), (first, second) =>
    {
        var clock = new SettableClock(Start);
        var watch = new ClockWatch(clock);
        clock.Pass(Span);
        clock.SetBy(TimeSpan.FromSeconds(first));
        var noticed = !watch.HasBeenSteadyFor(Span);
        clock.Pass(TimeSpan.FromMinutes(9));
        clock.SetBy(TimeSpan.FromSeconds(second));
        clock.Pass(TimeSpan.FromMinutes(9));
        var doubted = !watch.HasBeenSteadyFor(Span);
        clock.Pass(Span);
        return noticed && doubted && watch.HasBeenSteadyFor(Span);
    });

    [Property]
    public Property A_clock_that_was_set_forward_may_be_ahead_until_it_is_set_back_or_has_gone_on_evenly() =>
        Prop.ForAll(Step(), Gen.Choose(0, 599).ToArbitrary(), (step, seconds) =>
        {
            var clock = new SettableClock(Start);
            var watch = new ClockWatch(clock);
            var trusted = !watch.MayBeAhead();
            clock.SetBy(TimeSpan.FromSeconds(step));
            var (doubted, back) = (watch.MayBeAhead() == step > 0, watch.TimesSetBack == (step < 0 ? 1 : 0));
            clock.Pass(TimeSpan.FromSeconds(seconds));
            var doubtedStill = watch.MayBeAhead() == step > 0;
            if (seconds % 2 == 0)
                clock.SetBy(TimeSpan.FromSeconds(-Math.Abs(step)));
            else
                clock.Pass(Span);
            return trusted && doubted && back && doubtedStill && !watch.MayBeAhead();
        });

    [Property]
    public Property What_a_time_service_puts_right_by_and_by_is_no_step() => Prop.ForAll(
        Gen.Choose(-30, 30).ArrayOf().ToArbitrary(), steps =>
    {
        var clock = new SettableClock(Start);
        var watch = new ClockWatch(clock);
        clock.Pass(Span);
        return Array.TrueForAll(steps, seconds =>
        {
            clock.SetBy(TimeSpan.FromSeconds(seconds));
            return watch.HasBeenSteadyFor(Span);
        });
    });

    // More than is tolerated, back or forward, up to some days.
    private static Arbitrary<int> Step() => Gen.OneOf(Gen.Choose(-200_000, -31), Gen.Choose(31, 200_000)).ToArbitrary();
}
