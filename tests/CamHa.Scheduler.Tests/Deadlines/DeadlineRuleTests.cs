using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Deadlines;
using FsCheck.Xunit;
using static CamHa.Scheduler.Tests.Builders.VietnameseCalendar;

namespace CamHa.Scheduler.Tests.Deadlines;

public sealed class DeadlineRuleTests
{
    private static readonly DeadlineSteps Steps = DeadlineSteps.Default;

    [Theory]
    [InlineData("2022-06-15", null)] // the day before the first step
    [InlineData("2022-06-16", -14)]
    [InlineData("2022-06-22", -14)]
    [InlineData("2022-06-23", -7)]
    [InlineData("2022-06-27", -3)] // a Monday
    [InlineData("2022-06-29", -1)]
    [InlineData("2022-06-30", 0)] // "trước 30/6": the day itself is still in time
    [InlineData("2022-07-01", 1)] // overdue from the day after
    [InlineData("2022-07-03", 1)] // a Sunday adds nothing
    [InlineData("2022-07-05", 3)] // the third working day: the supervisor
    [InlineData("2022-07-07", 5)] // the fifth: the specialist
    [InlineData("2022-07-11", 5)]
    [InlineData("2022-07-12", 8)] // from then on every third
    [InlineData("2022-07-15", 11)]
    public void The_gardens_due_on_30_June_2022(string day, int? step) =>
        Assert.Equal(step, DeadlineRule.StepOn(Day(day), Day("2022-06-30"), Loaded, Steps));

    [Theory]
    [InlineData("2022-12-30", "2022-12-16", -14)] // the campaign's end
    [InlineData("2022-12-30", "2023-01-03", 1)] // 2/1/2023 is off: the first working day overdue is Tuesday
    [InlineData("2022-09-02", "2022-08-31", 0)] // due on National Day: spoken of on the Wednesday before
    [InlineData("2023-01-27", "2023-01-19", -1)] // the steps of 7, 3 and 1 days fall into Tết 2023 and collapse on the day before it
    [InlineData("2026-02-20", "2026-02-13", 0)] // due in Tết 2026: everything up to the day itself moves to the Friday before
    [InlineData("2024-05-11", "2024-05-04", -7)] // seven days before a Saturday: a worked Saturday
    [InlineData("2024-05-03", "2024-05-04", 1)] // a worked Saturday counts as a working day overdue
    [InlineData("2022-06-19", "2022-06-17", 0)] // due on a Sunday: Saturday's and Sunday's steps are Friday's
    public void Steps_move_to_the_working_day_before_and_overdue_counts_working_days(string due, string day, int step) =>
        Assert.Equal(step, DeadlineRule.StepOn(Day(day), Day(due), Loaded, Steps));

    [Fact]
    public void On_a_day_off_nothing_is_owed() => Assert.Empty(Decide("2022-09-02", new Part(Day("2022-09-05"), null)));

    [Fact]
    public void Steps_missed_while_the_service_was_down_collapse_into_the_one_that_is_true() =>
        Assert.Equal(-3, Assert.Single(Decide("2022-06-28", new Part(Day("2022-06-30"), null))).Step);

    [Fact]
    public void A_step_is_never_followed_by_an_earlier_one() => Assert.Empty(Decide("2022-06-28", new Part(Day("2022-06-30"), -1)));

    [Theory]
    [InlineData("2022-06-30", EscalationLevel.None)]
    [InlineData("2022-07-01", EscalationLevel.Unit)]
    [InlineData("2022-07-04", EscalationLevel.Unit)]
    [InlineData("2022-07-05", EscalationLevel.Supervisor)]
    [InlineData("2022-07-07", EscalationLevel.Specialist)]
    public void Each_rung_adds_somebody(string day, EscalationLevel level) =>
        Assert.Equal(level, Assert.Single(Decide(day, new Part(Day("2022-06-30"), -1))).Level);

    /// <summary>A plan imported in November told every supervisor of the whole year's backlog within seconds.</summary>
    [Theory]
    [InlineData("2022-07-05")]
    [InlineData("2022-12-15")]
    public void Nobody_else_hears_of_a_delay_that_the_unit_was_never_told_of(string day) =>
        Assert.Equal(EscalationLevel.Unit, Assert.Single(Decide(day, new Part(Day("2022-06-30"), null))).Level);

    [Fact]
    public void A_notice_is_stale_when_the_next_step_is_reached()
    {
        Assert.Equal(Day("2022-06-23"), DeadlineRule.NextStepAfter(Day("2022-06-16"), Day("2022-06-30"), Loaded, Steps));
        Assert.Equal(Day("2022-07-12"), DeadlineRule.NextStepAfter(Day("2022-07-07"), Day("2022-06-30"), Loaded, Steps));
    }

    [Property(MaxTest = 300)]
    public void Whenever_the_service_looks_and_however_long_it_was_down_each_notice_is_issued_once_and_by_the_next_look(
        ushort dueOffset, ushort[] lookOffsets, int[] daysOff)
    {
        var origin = new DateOnly(2022, 1, 3);
        var due = origin.AddDays(dueOffset % 200);
        var calendar = new WorkingCalendar(
            daysOff.Take(60).Select(off => origin.AddDays(Math.Abs(off % 300))).ToHashSet(),
            new HashSet<DateOnly>());
        var issued = new List<int>();
        foreach (var today in lookOffsets.Select(offset => origin.AddDays(offset % 300)).Order())
        {
            var part = new Part(due, issued.Count == 0 ? null : issued[^1]);
            var notices = DeadlineRule.Decide(today, calendar, Steps, [part]).ToList();
            Assert.True(notices.Count <= 1);
            issued.AddRange(notices.Select(notice => notice.Step));
            var after = part with { LastStep = issued.Count == 0 ? null : issued[^1] };
            Assert.Empty(DeadlineRule.Decide(today, calendar, Steps, [after]));
            if (calendar.IsWorking(today) && DeadlineRule.StepOn(today, due, calendar, Steps) is { } owed)
                Assert.Equal(owed, after.LastStep);
        }

        Assert.Equal(issued.Distinct().Order(), issued);
    }

    [Property(MaxTest = 200)]
    public void A_step_never_goes_back(ushort dueOffset, int[] daysOff)
    {
        var origin = new DateOnly(2022, 1, 3);
        var due = origin.AddDays(30 + (dueOffset % 100));
        var calendar = new WorkingCalendar(
            daysOff.Take(40).Select(off => origin.AddDays(Math.Abs(off % 200))).ToHashSet(),
            new HashSet<DateOnly>());
        var reached = Enumerable.Range(0, 200)
            .Select(day => DeadlineRule.StepOn(origin.AddDays(day), due, calendar, Steps) ?? int.MinValue)
            .ToList();
        Assert.Equal(reached.Order(), reached);
    }

    /// <summary>A unit heard of the return only with its next step, up to weeks later.</summary>
    [Theory]
    [InlineData("2022-06-20", null, -14, false)] // the step of the day is owed anyway, and says it
    [InlineData("2022-06-20", -14, -14, true)] // between two steps: under the last one, so that the next still comes
    [InlineData("2022-07-04", 1, 1, true)] // overdue
    [InlineData("2022-04-01", null, -90, true)] // long before the first step
    [InlineData("2022-06-18", null, null, false)] // a Saturday
    public void What_was_returned_is_told_at_the_next_look(string today, int? lastStep, int? step, bool isReturn)
    {
        var notices = Decide(today, new Part(Day("2022-06-30"), lastStep) { IsReturned = true });
        Assert.Equal(
            step is null ? [] : [(step.Value, isReturn)], notices.Select(notice => (notice.Step, notice.IsReturn)));
        Assert.All(notices, notice => Assert.True(notice.Level <= EscalationLevel.Unit));
    }

    [Fact]
    public void A_return_long_before_the_first_step_is_true_until_that_step() => Assert.Equal(
        Day("2022-06-16"), DeadlineRule.NextStepAfter(Day("2022-04-01"), Day("2022-06-30"), Loaded, Steps));

    private static List<DueNotice<Part>> Decide(string today, params Part[] parts) =>
        [.. DeadlineRule.Decide(Day(today), Loaded, Steps, parts)];

    private sealed record Part(DateOnly DueOn, int? LastStep) : IOpenPart
    {
        public bool IsReturned { get; init; }
    }
}
