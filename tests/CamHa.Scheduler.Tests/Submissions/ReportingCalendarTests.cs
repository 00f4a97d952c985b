using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Submissions;
using static CamHa.Scheduler.Tests.Builders.VietnameseCalendar;

namespace CamHa.Scheduler.Tests.Submissions;

public sealed class ReportingCalendarTests
{
    private static readonly ReportingCalendar Plan2022 = new(Loaded, WeeklyTimes.Default, new(2022, 2, 16), new(2022, 12, 30));
    private static readonly ReportingCalendar Years = new(Loaded, WeeklyTimes.Default, new(2022, 1, 1), new(2026, 12, 31));

    [Fact]
    public void The_plan_of_2022_has_46_reporting_weeks_of_which_one_is_moved()
    {
        var weeks = Enumerable.Range(-10, 70).Select(i => Plan2022.For(new IsoWeek(2022, 10).Plus(i))).OfType<ReportingWeek>().ToList();
        Assert.Equal(46, weeks.Count);
        Assert.Equal("2022-W35", Assert.Single(weeks, week => week.CutOff.DayOfWeek != DayOfWeek.Friday).Week.ToString());
    }

    [Fact]
    public void National_Day_2022_moves_report_reminders_and_cut_off_to_Wednesday()
    {
        // Friday 2/9 and Thursday 1/9 are off.
        var week = Plan2022.For(IsoWeek.Parse("2022-W35"))!;
        Assert.Equal(At("2022-08-31 16:00"), week.CutOff);
        Assert.Equal(At("2022-08-31 16:30"), week.ReportAt);
        Assert.Equal([At("2022-08-30 14:00"), At("2022-08-31 08:00"), At("2022-08-31 14:30")], week.Reminders);
        Assert.Equal(At("2022-09-05 08:00"), week.SupplementAt);
    }

    [Theory]
    [InlineData("2022-W24", "2022-06-17 16:30")] // the sample week: an ordinary Friday
    [InlineData("2022-W26", "2022-07-01 16:30")] // the week of 30/6, the plan's first deadline
    [InlineData("2022-W52", "2022-12-30 16:30")] // the campaign's last day is a Friday
    [InlineData("2023-W03", "2023-01-19 16:30")] // Friday 20/1/2023: Tết begins
    [InlineData("2023-W04", "2023-01-27 16:30")] // Friday 27/1/2023: the first day back is the submission day
    [InlineData("2024-W18", "2024-05-03 16:30")] // a worked Saturday, 4/5/2024, does not move Friday
    [InlineData("2025-W17", "2025-04-25 16:30")] // nor does 26/4/2025
    [InlineData("2026-W01", "2025-12-31 16:30")] // 1/1 and 2/1/2026 off: Wednesday, in the year before
    [InlineData("2026-W02", "2026-01-09 16:30")] // a worked Saturday, 10/1/2026
    [InlineData("2026-W34", "2026-08-21 16:30")] // a worked Saturday, 22/8/2026
    [InlineData("2026-W53", "2026-12-31 16:30")] // ISO week 53; Friday 1/1/2027 is off: Thursday, in the year before
    [InlineData("2027-W05", "2027-02-03 16:30")] // Thursday 4/2 and Friday 5/2/2027 off: Tết
    [InlineData("2027-W06", "2027-02-12 16:30")] // 8, 9 and 10/2/2027 off: the Friday stands
    [InlineData("2027-W15", "2027-04-15 16:30")] // Friday 16/4/2027: the Hùng Kings
    [InlineData("2027-W17", "2027-04-29 16:30")] // Friday 30/4/2027
    [InlineData("2027-W18", "2027-05-07 16:30")] // Monday 3/5/2027 off in exchange for 1/5
    [InlineData("2027-W35", "2027-09-01 16:30")] // Thursday 2/9 and Friday 3/9/2027 off
    [InlineData("2027-W47", "2027-11-26 16:30")] // Wednesday 24/11/2027: the Day of Vietnamese Culture
    public void A_week_reports_on_its_last_working_day_up_to_Friday(string week, string reportAt)
    {
        var calendar = new ReportingCalendar(Loaded, WeeklyTimes.Default, new(2022, 1, 1), new(2027, 12, 31));
        Assert.Equal(At(reportAt), calendar.For(IsoWeek.Parse(week))!.ReportAt);
    }

    [Fact]
    public void Five_Fridays_of_2027_are_off_and_no_Saturday_is_worked()
    {
        var fridays = Enumerable.Range(0, 53).Select(i => new DateOnly(2027, 1, 1).AddDays(7 * i)).Where(day => day.Year == 2027).ToList();
        Assert.Equal(
            ["2027-01-01", "2027-02-05", "2027-04-16", "2027-04-30", "2027-09-03"],
            fridays.Where(day => !Loaded.IsWorking(day)).Select(day => $"{day:yyyy-MM-dd}"));
        Assert.DoesNotContain(fridays, day => Loaded.IsWorking(day.AddDays(1)));
        Assert.Equal(12, Enumerable.Range(0, 365).Select(i => new DateOnly(2027, 1, 1).AddDays(i))
            .Count(day => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !Loaded.IsWorking(day)));
    }

    [Fact]
    public void Tet_2026_has_no_report_and_the_next_covers_both_weeks()
    {
        // 16–20 February 2026, Monday to Friday, are all off.
        Assert.Null(Years.For(IsoWeek.Parse("2026-W08")));
        var next = Years.For(IsoWeek.Parse("2026-W09"))!;
        Assert.Equal(Day("2026-02-16"), next.CoversFrom);
        Assert.True(next.Covers(IsoWeek.Parse("2026-W08")));
        Assert.False(next.Covers(IsoWeek.Parse("2026-W07")));
        Assert.Equal("tuần 8–9/2026", WeekLabel.Of(next).Name);
        Assert.Equal("16/2–1/3", WeekLabel.Of(next).Dates);
    }

    [Fact]
    public void A_reminder_that_would_slip_into_the_week_before_is_left_out()
    {
        // Only Monday is worked: the reminder of the working day before would ask for a week that has not begun.
        var calendar = new WorkingCalendar(
            Enumerable.Range(14, 4).Select(day => new DateOnly(2022, 6, day)).ToHashSet(),
            new HashSet<DateOnly>());
        var week = new ReportingCalendar(calendar, WeeklyTimes.Default, new(2022, 1, 1), new(2022, 12, 31)).For(IsoWeek.Parse("2022-W24"))!;
        Assert.Equal([At("2022-06-13 08:00"), At("2022-06-13 14:30")], week.Reminders);
    }

    [Theory]
    [InlineData("2022-W06")] // before the campaign
    [InlineData("2023-W01")] // after it
    public void Weeks_outside_the_campaign_owe_nothing(string week) => Assert.Null(Plan2022.For(IsoWeek.Parse(week)));

    [Fact]
    public void The_last_days_of_a_campaign_that_ends_before_a_Friday_are_reported()
    {
        // It ends on Wednesday 15/6: the report comes on Friday 17/6.
        var calendar = new ReportingCalendar(Loaded, WeeklyTimes.Default, new(2022, 2, 16), new(2022, 6, 15));
        Assert.Equal(At("2022-06-17 16:30"), calendar.For(IsoWeek.Parse("2022-W24"))!.ReportAt);
        Assert.Null(calendar.For(IsoWeek.Parse("2022-W25")));
    }

    [Fact]
    public void The_week_under_way_ends_with_its_cut_off()
    {
        Assert.Equal("2022-W24", Plan2022.Current(At("2022-06-17 15:59"))!.Week.ToString());
        Assert.Equal("2022-W25", Plan2022.Current(At("2022-06-17 16:00"))!.Week.ToString());
        Assert.Equal("2022-W23", Plan2022.LastDue(At("2022-06-17 16:29"))!.Week.ToString());
        Assert.Equal("2022-W24", Plan2022.LastDue(At("2022-06-17 16:30"))!.Week.ToString());
        Assert.Null(Plan2022.Current(At("2026-11-24 08:00")));
        Assert.Null(Plan2022.LastDue(At("2022-02-17 08:00")));
    }
}
