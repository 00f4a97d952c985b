using CamHa.Scheduler.Alerts.Checks;
using CamHa.Scheduler.Clock;

namespace CamHa.Scheduler.Tests.Alerts.Checks;

public sealed class ZoneCheckTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 26, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Vietnam_has_seven_hours_for_the_year_to_come() =>
        Assert.Null(ZoneCheck.Wrong(CampaignClock.FindZone("Asia/Ho_Chi_Minh"), Now));

    [Fact]
    public void Data_that_know_summer_time_or_another_offset_are_found()
    {
        var summer = TimeZoneInfo.AdjustmentRule.CreateAdjustmentRule(
            new(2027, 1, 1), new(2027, 12, 31), TimeSpan.FromHours(1),
            TimeZoneInfo.TransitionTime.CreateFixedDateRule(new(1, 1, 1, 2, 0, 0), 4, 1),
            TimeZoneInfo.TransitionTime.CreateFixedDateRule(new(1, 1, 1, 2, 0, 0), 10, 1));
        var damaged = TimeZoneInfo.CreateCustomTimeZone("Asia/Ho_Chi_Minh", TimeSpan.FromHours(7), null, null, null, [summer]);
        Assert.Equal(
            (new DateOnly(2027, 4, 1), TimeSpan.FromHours(8)),
            (DateOnly.FromDateTime(ZoneCheck.Wrong(damaged, Now)!.Value.At.Date), ZoneCheck.Wrong(damaged, Now)!.Value.Offset));
        Assert.NotNull(ZoneCheck.Wrong(TimeZoneInfo.CreateCustomTimeZone("SE Asia Standard Time", TimeSpan.FromHours(8), null, null), Now));
    }

    [Fact]
    public void Of_another_countrys_zone_nothing_is_known() => Assert.Null(ZoneCheck.Wrong(CampaignClock.FindZone("Europe/Paris"), Now));
}
