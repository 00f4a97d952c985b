using CamHa.Scheduler.Clock;

namespace CamHa.Scheduler.Tests.Clock;

public sealed class CampaignClockTests
{
    [Theory]
    [InlineData("Asia/Ho_Chi_Minh")]
    [InlineData("SE Asia Standard Time")] // the only name an old Windows knows
    public void A_zone_is_found_by_either_of_its_names(string name) =>
        Assert.Equal(TimeSpan.FromHours(7), CampaignClock.FindZone(name).BaseUtcOffset);

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
