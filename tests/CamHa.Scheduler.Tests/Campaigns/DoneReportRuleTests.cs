using CamHa.Scheduler.Campaigns;

namespace CamHa.Scheduler.Tests.Campaigns;

public sealed class DoneReportRuleTests
{
    private static readonly DateTimeOffset Now = new(2022, 6, 16, 0, 30, 0, TimeSpan.Zero);

    // In hours from now; null for never.
    [Theory]
    [InlineData(null, null, false, false)]
    [InlineData(-2, null, true, false)]
    [InlineData(0, null, true, false)] // just now
    [InlineData(1, null, false, false)] // at a look of before it
    [InlineData(-2, -1, false, true)]
    [InlineData(-2, 0, false, true)]
    [InlineData(-2, 1, true, false)] // at a look of before it was returned
    public void A_report_waits_from_its_own_time_until_it_is_returned(int? reported, int? returned, bool waits, bool isReturned)
    {
        Assert.Equal(waits, DoneReportRule.Waits(At(reported), At(returned), Now));
        Assert.Equal(isReturned, DoneReportRule.IsReturned(At(returned), Now));

        static DateTimeOffset? At(int? hours) => hours is { } count ? Now.AddHours(count) : null;
    }
}
