using System.Globalization;
using CamHa.Scheduler.Clock;
using static CamHa.Scheduler.Tests.Builders.VietnameseCalendar;

namespace CamHa.Scheduler.Tests.Clock;

public sealed class CampaignClockTests
{
    [Theory]
    [InlineData("Asia/Ho_Chi_Minh")]
    [InlineData("SE Asia Standard Time")] // the only name an old Windows knows
    public void A_zone_is_found_by_either_of_its_names(string name) =>
        Assert.Equal(TimeSpan.FromHours(7), CampaignClock.FindZone(name).BaseUtcOffset);

    [Theory]
    [InlineData("Africa/Cairo", "2026-04-24 00:00", "2026-04-23 22:00")] // 00:00 to 01:00 is skipped: the day begins at one
    [InlineData("Africa/Cairo", "2026-04-24 00:30", "2026-04-23 22:30")] // half an hour after the jump
    [InlineData("Africa/Cairo", "2026-04-24 01:30", "2026-04-23 22:30")]
    [InlineData("Africa/Cairo", "2026-10-29 23:30", "2026-10-29 20:30")] // twice: the first
    [InlineData("Africa/Cairo", "2026-10-30 00:00", "2026-10-29 22:00")]
    [InlineData("America/Havana", "2026-03-08 00:00", "2026-03-08 05:00")] // midnight is skipped
    [InlineData("America/Havana", "2026-11-01 00:00", "2026-11-01 04:00")] // midnight comes twice
    [InlineData("Europe/Berlin", "2026-03-29 02:30", "2026-03-29 01:30")]
    [InlineData("Europe/Berlin", "2026-10-25 02:30", "2026-10-25 00:30")]
    [InlineData("Australia/Lord_Howe", "2026-10-04 02:15", "2026-10-03 15:45")] // half an hour is skipped
    [InlineData("Asia/Ho_Chi_Minh", "0001-01-01 00:00", "0001-01-01 00:00")] // before the calendar begins
    [InlineData("America/New_York", "9999-12-31 23:59", "9999-12-31 23:59")] // after it ends
    public void A_time_that_summer_time_skips_or_repeats_has_an_instant(string zone, string wallClock, string utc)
    {
        var clock = new CampaignClock(TimeProvider.System, CampaignClock.FindZone(zone));
        Assert.Equal(utc, clock.Instant(At(wallClock)).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("Africa/Cairo")]
    [InlineData("America/Havana")]
    [InlineData("America/St_Johns")]
    [InlineData("Asia/Beirut")]
    [InlineData("Australia/Lord_Howe")]
    [InlineData("Europe/London")]
    [InlineData("Antarctica/Troll")] // jumps two hours
    public void No_quarter_of_an_hour_of_a_year_with_summer_time_is_without_an_instant_or_a_day_off_its_place(string name)
    {
        var zone = CampaignClock.FindZone(name);
        var clock = new CampaignClock(TimeProvider.System, zone);
        for (var local = new DateTime(2026, 1, 1); local.Year == 2026; local = local.AddMinutes(15))
        {
            var shown = clock.WallClock(clock.Instant(local));
            Assert.True(zone.IsInvalidTime(local) ? shown > local && shown - local <= TimeSpan.FromHours(2) : shown == local, $"{local}");
        }
    }

    [Fact]
    public void A_zone_nobody_knows_is_none()
    {
        Assert.False(CampaignClock.TryFindZone("Asia/Cam_Ha", out _));
        Assert.Contains(
            "Asia/Cam_Ha",
            Assert.Throws<TimeZoneNotFoundException>(() => CampaignClock.FindZone("Asia/Cam_Ha")).Message,
            StringComparison.Ordinal);
    }
}
