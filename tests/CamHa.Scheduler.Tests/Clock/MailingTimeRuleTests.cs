using CamHa.Scheduler.Clock;
using static CamHa.Scheduler.Tests.Builders.VietnameseCalendar;

namespace CamHa.Scheduler.Tests.Clock;

public sealed class MailingTimeRuleTests
{
    [Theory]
    [InlineData("2022-06-16 08:00", true, true)]
    [InlineData("2022-06-16 05:59", false, false)] // the night
    [InlineData("2022-06-16 06:00", true, true)]
    [InlineData("2022-06-16 22:00", false, false)]
    [InlineData("2022-06-18 08:00", false, true)] // a Saturday: only what people wait for
    [InlineData("2022-06-18 23:00", false, false)]
    [InlineData("2022-09-02 08:00", false, true)] // National Day
    [InlineData("2024-05-04 08:00", true, true)] // a Saturday that is worked
    [InlineData("2022-06-12 16:00", false, false)] // before the campaign begins
    [InlineData("2022-06-10 16:00", false, false)]
    public void Nobody_is_mailed_at_night_on_a_day_off_or_before_the_campaign(string at, bool isReminded, bool isReported)
    {
        var wall = At(at);
        var moment = new LookMoment(default, wall, Loaded);
        Assert.Equal(isReminded, MailingTimeRule.Allows(moment, Day("2022-06-13"), waitsForWorkingDay: true));
        Assert.Equal(isReported, MailingTimeRule.Allows(moment, Day("2022-06-13"), waitsForWorkingDay: false));
    }
}
