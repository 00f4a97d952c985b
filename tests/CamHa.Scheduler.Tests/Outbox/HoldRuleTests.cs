using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Outbox;

namespace CamHa.Scheduler.Tests.Outbox;

public class HoldRuleTests
{
    [Theory]
    [InlineData(NoticeKind.Deadline, true)]
    [InlineData(NoticeKind.Reminder, true)]
    [InlineData(NoticeKind.Report, false)] // owed at a minute, to the committee alone
    [InlineData(NoticeKind.Supplement, false)]
    [InlineData(NoticeKind.Alert, false)] // it tells of what is held
    public void Only_reminders_of_a_campaign_that_nobody_has_released_wait(NoticeKind kind, bool waits)
    {
        Assert.Equal(waits, HoldRule.IsFirst(kind, null));
        Assert.False(HoldRule.IsFirst(kind, DateTimeOffset.UnixEpoch));
    }

    /// <summary>The floor was 100, higher than anything a commune ever sends.</summary>
    [Theory]
    [InlineData(0, 3, 10)] // the least
    [InlineData(0, 23, 23)] // a commune: one mail for each address
    [InlineData(0, 400, 400)]
    [InlineData(100, 23, 100)] // what the settings say
    public void The_brakes_floor_follows_the_size_of_the_campaign(int setting, int addresses, int floor) =>
        Assert.Equal(floor, HoldRule.Floor(setting, addresses));

    [Theory]
    [InlineData(23, 0, false)] // as many as there are addresses
    [InlineData(24, 0, true)]
    [InlineData(60, 20, false)] // three times the largest of late
    [InlineData(61, 20, true)]
    public void A_run_is_far_larger_above_the_floor_and_above_the_factor(int count, int usual, bool isFarLarger) =>
        Assert.Equal(isFarLarger, HoldRule.IsFarLarger(count, 23, usual, 3));

    [Theory]
    [InlineData(NoticeKind.Deadline, "deadline/C/U/2022-06-17", "deadline/C/U/2022-06-16")]
    [InlineData(NoticeKind.Deadline, "deadline/C/V/2022-06-17", "deadline/C/V/2022-06-17")] // another unit's
    [InlineData(NoticeKind.Reminder, "reminder/C/U/2022-W24/1", "reminder/C/U/2022-W24/1")] // each has its time
    public void A_later_day_joins_the_digest_that_is_held(NoticeKind kind, string key, string joined)
    {
        var mailing = new Mailing
        {
            MessageKey = key,
            Campaign = new Campaign(),
            Kind = kind,
            ExpiresAt = DateTimeOffset.MaxValue,
            Addressees = [],
            Notices = [],
        };
        Assert.Equal(joined, Assert.Single(HoldRule.Joined([mailing], ["deadline/C/U/2022-06-16", "reminder/C/U/2022-W24/0"])).MessageKey);
    }
}
