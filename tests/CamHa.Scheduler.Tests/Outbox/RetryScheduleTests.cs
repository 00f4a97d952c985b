using CamHa.Scheduler.Outbox;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace CamHa.Scheduler.Tests.Outbox;

public sealed class RetryScheduleTests
{
    private static readonly TimeSpan First = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    [Property]
    public Property It_grows_and_no_wait_is_longer_than_the_longest() => Prop.ForAll(Gen.Choose(1, 5000).ToArbitrary(), failures =>
    {
        var schedule = new RetrySchedule(First, Longest, TimeSpan.MaxValue, () => 0.5);
        var (wait, next) = (schedule.After(failures)!.Value, schedule.After(failures + 1)!.Value);
        return wait <= next && (next == wait * 2 || next == Longest) && next <= Longest;
    });

    [Property]
    public Property Chance_changes_a_wait_by_a_fifth_at_most() =>
        Prop.ForAll(Gen.Choose(1, 200).ToArbitrary(), Gen.Choose(0, 1000).ToArbitrary(), (failures, chance) =>
        {
            var nominal = new RetrySchedule(First, Longest, TimeSpan.MaxValue, () => 0.5).After(failures)!.Value;
            var wait = new RetrySchedule(First, Longest, TimeSpan.MaxValue, () => chance / 1000.0).After(failures)!.Value;
            return wait >= nominal * 0.799 && wait <= nominal * 1.201 && wait <= Longest * 1.2;
        });

    [Property]
    public Property It_gives_up_at_the_age_and_for_good() =>
        Prop.ForAll(Gen.Choose(1, 400).ToArbitrary(), Gen.Choose(1, 1000).ToArbitrary(), (failures, hours) =>
        {
            var endless = new RetrySchedule(First, Longest, TimeSpan.MaxValue, () => 0.5);
            var age = Enumerable.Range(1, failures - 1).Aggregate(TimeSpan.Zero, (sum, failure) => sum + endless.After(failure)!.Value);
            var schedule = new RetrySchedule(First, Longest, TimeSpan.FromHours(hours), () => 0.5);
            return schedule.After(failures) is null == age >= TimeSpan.FromHours(hours)
                && (schedule.After(failures) is not null || schedule.After(failures + 1) is null);
        });
}
