using CamHa.Scheduler.Clock;
using CamHa.Scheduler.FridayReport;
using CamHa.Scheduler.Submissions;
using FsCheck.Xunit;
using static CamHa.Scheduler.Tests.Builders.VietnameseCalendar;

namespace CamHa.Scheduler.Tests.FridayReport;

public sealed class ReportRuleTests
{
    private static readonly ReportingCalendar Calendar = new(Loaded, WeeklyTimes.Default, new(2022, 2, 16), new(2022, 12, 30));
    private static readonly ReportingWeek Week = Calendar.For(IsoWeek.Parse("2022-W24"))!;
    private static readonly ReportingWeek Next = Calendar.For(IsoWeek.Parse("2022-W25"))!;
    private static readonly IssuedReport Friday = new(1, At("2022-06-17 16:30"));
    private static readonly DateTime Always = At("2022-01-01 00:00");

    [Theory]
    [InlineData("2022-06-17 16:29", "2022-W23", null)]
    [InlineData("2022-06-17 16:30", "2022-W23", "2022-W24")]
    [InlineData("2022-06-18 10:00", "2022-W23", "2022-W24")] // a power cut on Friday afternoon
    [InlineData("2022-06-18 10:00", "2022-W24", null)]
    [InlineData("2022-07-03 10:00", "2022-W23", "2022-W26")] // two weeks of it: they collapse into the last
    public void The_report_of_the_last_week_due_is_owed_until_it_is_issued(string now, string lastIssued, string? owed) =>
        Assert.Equal(owed, ReportRule.ReportOwed(Calendar, At(now), Always, IsoWeek.Parse(lastIssued))?.Week.ToString());

    [Fact]
    public void Nothing_is_owed_from_before_the_service_was_in_charge()
    {
        Assert.Null(ReportRule.ReportOwed(Calendar, At("2022-06-13 07:00"), At("2022-06-13 07:00"), null));
        Assert.NotNull(ReportRule.ReportOwed(Calendar, At("2022-06-17 16:30"), At("2022-06-13 07:00"), null));
    }

    [Fact]
    public void Missed_weeks_are_named_in_the_report_that_takes_them_in()
    {
        var week = Calendar.For(IsoWeek.Parse("2022-W26"))!;
        Assert.Equal(
            ["2022-W24", "2022-W25"],
            ReportRule.MissedBefore(Calendar, week, Always, IsoWeek.Parse("2022-W23")).Select(missed => missed.Week.ToString()));
        Assert.Empty(ReportRule.MissedBefore(Calendar, week, At("2022-06-25 00:00"), null));
    }

    [Fact]
    public void What_came_on_Saturday_is_supplemented_on_Monday() =>
        Assert.True(ReportRule.SupplementOwed(Week, Next, At("2022-06-20 08:00"), Friday, [At("2022-06-18 07:55")]));

    [Fact]
    public void What_came_ten_minutes_after_the_supplements_time_waits_however_late_the_look_is() =>
        Assert.False(ReportRule.SupplementOwed(Week, Next, At("2022-06-20 09:00"), Friday, [At("2022-06-20 08:10")]));

    [Theory]
    [InlineData("2022-06-20 07:59")] // not yet
    [InlineData("2022-06-24 16:30")] // the next report takes its place
    public void Outside_its_time_no_supplement_is_owed(string now) =>
        Assert.False(ReportRule.SupplementOwed(Week, Next, At(now), Friday, [At("2022-06-18 07:55")]));

    [Theory]
    [InlineData("08:00", "06-20 08:00")]
    [InlineData("16:30", null)] // the report of the week whose only working day is Monday takes its place
    [InlineData("17:00", null)]
    public void A_supplement_that_the_next_report_overtakes_is_not_owed(string at, string? due)
    {
        var calendar = new ReportingCalendar(
            new(Enumerable.Range(21, 4).Select(day => new DateOnly(2022, 6, day)).ToHashSet(), new HashSet<DateOnly>()),
            WeeklyTimes.Default with { SupplementAt = TimeOnly.ParseExact(at, "HH:mm") },
            new(2022, 2, 16),
            new(2022, 12, 30));
        var week = calendar.For(IsoWeek.Parse("2022-W24"))!;
        Assert.Equal(due is null ? null : At($"2022-{due}"), ReportRule.SupplementDue(week, calendar.After(week)));
        Assert.Equal(week.SupplementAt, ReportRule.SupplementDue(week, null));
        Assert.Equal(
            due is not null,
            ReportRule.SupplementOwed(week, calendar.After(week), week.SupplementAt, Friday, [At("2022-06-18 07:55")]));
    }

    [Fact]
    public void A_week_is_supplemented_once_and_only_after_its_report()
    {
        Assert.False(
            ReportRule.SupplementOwed(Week, Next, At("2022-06-20 09:00"), new(2, At("2022-06-20 08:00")), [At("2022-06-18 07:55")]));
        Assert.False(ReportRule.SupplementOwed(Week, Next, At("2022-06-20 09:00"), null, [At("2022-06-18 07:55")]));
    }

    [Property]
    public void Whenever_the_service_looks_a_week_is_reported_at_most_once_and_by_the_next_look(uint[] hours)
    {
        var start = At("2022-02-16 00:00");
        IsoWeek? last = null;
        foreach (var now in hours.Select(hour => start.AddHours(hour % (330 * 24))).Order())
        {
            if (ReportRule.ReportOwed(Calendar, now, start, last) is { } week)
            {
                Assert.True(last is null || week.Week > last);
                last = week.Week;
            }

            Assert.Null(ReportRule.ReportOwed(Calendar, now, start, last));
            Assert.Equal(Calendar.LastDue(now)?.Week, last);
        }
    }
}
