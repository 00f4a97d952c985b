using System.Globalization;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Deadlines;

namespace CamHa.Scheduler.Tests.Deadlines;

public sealed class WaitingRuleTests
{
    private static readonly WorkingCalendar Calendar = new(new HashSet<DateOnly>(), new HashSet<DateOnly>());

    [Theory]
    [InlineData("2022-06-15", true, null, true)] // a Wednesday; never told
    [InlineData("2022-06-18", true, null, false)] // a Saturday
    [InlineData("2022-06-15", true, "2022-06-14", true)] // something new since yesterday
    [InlineData("2022-06-15", true, "2022-06-15", false)] // told today: one digest a day
    [InlineData("2022-06-15", false, "2022-06-14", false)] // nothing is said twice
    [InlineData("2022-06-17", false, "2022-06-14", true)] // three working days on it still waits
    [InlineData("2022-06-20", false, "2022-06-16", false)] // of which a weekend is none
    [InlineData("2022-06-21", false, "2022-06-16", true)]
    public void What_waits_is_told_at_the_next_look_and_then_every_third_working_day(
        string today, bool isNew, string? toldOn, bool isOwed) =>
        Assert.Equal(isOwed, WaitingRule.IsOwed(Day(today), Calendar, 3, isNew, toldOn is null ? null : Day(toldOn)));

    [Fact]
    public void A_mail_is_stale_when_the_next_is_owed() =>
        Assert.Equal(Day("2022-06-21"), WaitingRule.NextAfter(Day("2022-06-16"), Calendar, 3));

    private static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
