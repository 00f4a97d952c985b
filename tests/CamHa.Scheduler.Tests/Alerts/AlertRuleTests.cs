using CamHa.Scheduler.Alerts;

namespace CamHa.Scheduler.Tests.Alerts;

/// <summary>Rounds of five minutes over days, as the service makes them.</summary>
public sealed class AlertRuleTests
{
    private static readonly TimeSpan Round = TimeSpan.FromMinutes(5);

    // A Monday.
    private static readonly DateTime Monday = new(2026, 11, 23, 9, 0, 0);
    private readonly List<(DateTime At, Tells Tells, KnownProblem Row)> _told = [];
    private readonly List<DateTime> _written = [];
    private Dictionary<string, KnownProblem> _rows = [];
    private DateTime _now = Monday;

    [Fact]
    public void A_problem_is_told_when_it_is_found_again_each_working_morning_and_once_that_it_is_over()
    {
        Pass(TimeSpan.FromDays(2), Disk());
        Pass(TimeSpan.FromDays(1));
        Assert.Equal(
            [
                (Monday, Tells.Problem),
                (Monday.Date.AddDays(1).AddHours(7.5), Tells.Problem),
                (Monday.Date.AddDays(2).AddHours(7.5), Tells.Problem),
                (Monday.AddDays(2).AddMinutes(15), Tells.Over),
            ],
            _told.Select(each => (each.At, each.Tells)));
        Assert.Equal((Monday, Monday.AddDays(2)), (Wall(_told[^1].Row.Since), Wall(_told[^1].Row.OverAt!.Value)));
    }

    [Fact]
    public void Nothing_is_written_while_nothing_changes()
    {
        Pass(TimeSpan.FromHours(5), Disk());
        Assert.Equal([Monday], _written);
        Pass(TimeSpan.FromHours(5));
        Assert.Equal([Monday, Monday.AddHours(5), Monday.AddHours(5.25)], _written);
    }

    [Fact]
    public void Over_the_weekend_nobody_is_told_again() // Friday 17:00 to Monday 07:30
    {
        _now = Monday.AddDays(-3).Date.AddHours(17);
        Pass(TimeSpan.FromDays(3), Disk());
        Assert.Equal([Monday.AddDays(-3).Date.AddHours(17), Monday.Date.AddHours(7.5)], _told.Select(each => each.At));
    }

    [Fact]
    public void What_lies_ahead_is_told_once_a_week()
    {
        Pass(TimeSpan.FromDays(15), Disk() with { RepeatDays = 7 });
        Assert.Equal([Monday, Monday.Date.AddDays(7).AddHours(7.5), Monday.Date.AddDays(14).AddHours(7.5)], _told.Select(each => each.At));
    }

    [Fact]
    public void What_no_mail_can_tell_of_is_told_when_it_is_over()
    {
        Pass(TimeSpan.FromHours(30), Disk() with { TellsNow = false });
        Assert.Empty(_told);
        Pass(TimeSpan.FromHours(1));
        Assert.Equal((Monday.AddHours(30.25), Tells.Over), Assert.Single(_told.Select(each => (each.At, each.Tells))));
    }

    [Fact]
    public void What_happened_is_told_once_and_not_that_it_is_over()
    {
        Pass(Event.Stands, Disk() with { TellsOver = false });
        Pass(TimeSpan.FromDays(1));
        Assert.Equal((Monday, Tells.Problem), Assert.Single(_told.Select(each => (each.At, each.Tells))));
    }

    [Fact]
    public void A_moment_without_it_is_no_end()
    {
        Pass(TimeSpan.FromHours(1), Disk());
        Pass(TimeSpan.FromMinutes(10));
        Pass(TimeSpan.FromHours(1), Disk());
        Assert.Single(_told);
    }

    [Fact]
    public void What_was_told_under_a_clock_a_year_ahead_does_not_silence_the_right_one()
    {
        _now = Monday.AddYears(1);
        Pass(TimeSpan.FromMinutes(5), Disk());
        _now = Monday;
        Pass(TimeSpan.FromHours(1), Disk());
        Assert.Equal([Monday.AddYears(1), Monday], _told.Select(each => each.At));
    }

    // Whatever comes and goes, and however restarts lie in between: the rows are all there is to remember.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void However_it_comes_and_goes_nobody_is_told_of_it_twice_a_day_nor_of_an_end_without_a_beginning(int seed)
    {
        var random = new Random(seed);
        Problem[] problems =
            [Disk(), Disk() with { TellsNow = false }, Disk() with { TellsOver = false }, Disk() with { RepeatDays = 7 }];
        foreach (var problem in problems)
        {
            (_now, _rows) = (Monday, []);
            _told.Clear();
            for (var spell = 0; spell < 200; spell++)
            {
                var span = Round * random.Next(1, random.Next(2, 300));
                if (random.Next(2) == 0)
                    Pass(span, problem);
                else
                    Pass(span);
            }

            Assert.NotEmpty(_told);
            Assert.All(_told.Where(each => each.Tells == Tells.Problem).GroupBy(each => each.At.Date), day => Assert.Single(day));
            var ends = _told.Where(each => each.Tells == Tells.Over).ToList();
            Assert.All(ends.GroupBy(each => each.Row.Since), end => Assert.Single(end));
            Assert.All(
                problem.TellsNow ? ends : [],
                end => Assert.Contains(
                    _told,
                    begun => begun.Tells == Tells.Problem && begun.Row.Since == end.Row.Since && begun.At < end.At));
            Assert.All(ends, end => Assert.True(Wall(end.Row.OverAt!.Value) <= end.At));
            Assert.All(problem.TellsNow ? [] : ends.GroupBy(each => each.At.Date), day => Assert.Single(day));
            Assert.True(problem.TellsOver || ends.Count == 0);
        }
    }

    private static Problem Disk() => new("disk", "Ổ đĩa sắp đầy", "Xóa bớt tệp");

    private static DateTime Wall(DateTimeOffset instant) => instant.ToOffset(TimeSpan.FromHours(7)).DateTime;

    private void Pass(TimeSpan span, params Problem[] found)
    {
        for (var end = _now + span; _now < end; _now += Round)
        {
            var moment = new AlertMoment(
                new(_now, TimeSpan.FromHours(7)),
                _now,
                _now.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday));
            var steps = AlertRule.Decide(found.ToDictionary(problem => problem.Key), [.. _rows.Values], moment);
            foreach (var step in steps)
                _rows[step.Row.ProblemKey] = step.Row;
            if (steps.Count > 0)
                _written.Add(_now);
            _told.AddRange(steps.Where(step => step.Tells != Tells.Nothing).Select(step => (_now, step.Tells, step.Row)));
        }
    }
}
