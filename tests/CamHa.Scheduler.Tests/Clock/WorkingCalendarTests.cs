using CamHa.Scheduler.Clock;
using FsCheck.Xunit;
using static CamHa.Scheduler.Tests.Builders.VietnameseCalendar;

namespace CamHa.Scheduler.Tests.Clock;

public sealed class WorkingCalendarTests
{
    private static readonly DateOnly Origin = new(2022, 1, 1);

    [Theory]
    [InlineData("2022-09-02", false)] // National Day, a Friday
    [InlineData("2022-09-01", false)] // the day beside it
    [InlineData("2023-01-24", false)] // in the middle of Tết 2023
    [InlineData("2026-02-18", false)] // in the middle of Tết 2026
    [InlineData("2026-11-24", false)] // a holiday since 2026
    [InlineData("2025-11-24", true)] // and not before
    [InlineData("2024-05-04", true)] // a Saturday worked for Monday 29/4
    [InlineData("2025-04-26", true)] // a Saturday worked for Friday 2/5
    [InlineData("2026-01-10", true)] // a Saturday worked for Friday 2/1
    [InlineData("2026-08-22", true)] // a Saturday worked for Monday 31/8
    [InlineData("2026-08-29", false)] // the Saturday after it is an ordinary one
    public void Holidays_and_swapped_Saturdays_are_what_was_loaded(string day, bool isWorking) =>
        Assert.Equal(isWorking, Loaded.IsWorking(Day(day)));

    [Fact]
    public void A_calendar_without_a_working_day_is_an_error_and_no_endless_search()
    {
        var never = new WorkingCalendar(Enumerable.Range(-400, 800).Select(Origin.AddDays).ToHashSet(), new HashSet<DateOnly>());
        Assert.Contains(
            "no working day", Assert.Throws<InvalidOperationException>(() => never.OnOrBefore(Origin)).Message, StringComparison.Ordinal);
    }

    [Property]
    public void The_working_day_on_or_before_is_the_nearest_one(ushort offset)
    {
        var day = Origin.AddDays(offset % 1800);
        var found = Loaded.OnOrBefore(day);
        Assert.True(found <= day && Loaded.IsWorking(found));
        Assert.Equal(0, Loaded.WorkingDaysAfter(found, day));
    }

    [Property]
    public void Going_back_and_counting_forward_agree(ushort offset, byte count)
    {
        var day = Loaded.OnOrBefore(Origin.AddDays(100 + (offset % 1600)));
        var back = Loaded.Before(day, count % 40);
        Assert.Equal(count % 40, Loaded.WorkingDaysAfter(back, day));
    }

    [Theory]
    [InlineData("2020-12-31", "2020-W53")] // a year of 53 weeks
    [InlineData("2021-01-03", "2020-W53")] // whose last week ends in the next
    [InlineData("2023-01-01", "2022-W52")] // a Sunday that belongs to the year before
    [InlineData("2024-12-30", "2025-W01")] // a Monday that belongs to the year after
    [InlineData("2026-12-31", "2026-W53")] // the next year of 53 weeks
    [InlineData("2022-06-17", "2022-W24")] // the sample week
    public void A_week_belongs_to_the_year_of_its_Thursday(string day, string week)
    {
        Assert.Equal(week, IsoWeek.Of(Day(day)).ToString());
        Assert.Equal(IsoWeek.Of(Day(day)), IsoWeek.Parse(week));
    }

    [Theory]
    [InlineData("2022-W53")] // 2022 has 52
    [InlineData("2022-W00")]
    [InlineData("2022-24")]
    [InlineData("2022-w24")]
    [InlineData("")]
    [InlineData(null)]
    public void What_is_no_week_is_refused(string? text) => Assert.False(IsoWeek.TryParse(text, out _));

    [Property]
    public void Weeks_sort_as_text_in_the_order_of_time(ushort first, ushort second)
    {
        var (left, right) = (IsoWeek.Of(Origin.AddDays(first)), IsoWeek.Of(Origin.AddDays(second)));
        Assert.Equal(left.Monday.CompareTo(right.Monday), Math.Sign(string.CompareOrdinal(left.ToString(), right.ToString())));
        Assert.Equal(right.Monday > left.Monday, right > left);
    }
}
