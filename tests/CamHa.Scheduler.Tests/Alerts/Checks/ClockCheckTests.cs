using CamHa.Scheduler.Alerts;
using CamHa.Scheduler.Alerts.Checks;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Tests.Infrastructure;

namespace CamHa.Scheduler.Tests.Alerts.Checks;

public sealed class ClockCheckTests
{
    private readonly ClockWatch _watch = new(TimeProvider.System);

    /// <summary>It spoke of a heartbeat that nobody had set, and told to set a clock that may be the right one.</summary>
    [Fact]
    public async Task A_mail_server_on_another_day_is_not_called_the_heartbeat_and_may_be_the_one_that_is_wrong()
    {
        _watch.WitnessRoughly(TimeProvider.System.GetUtcNow().AddDays(-1));
        var finding = await FindAsync();
        Assert.Equal(
            "this machine's clock is 24 h ahead of the mail server's or SQL Server's; set it right, nothing is looked at or sent until "
                + "then; if the server's is wrong, have it set, or give Heartbeat:Url",
            finding.Says);
        Assert.Equal("Đồng hồ máy nhanh 24 h so với máy chủ, không thư nào được gửi", finding.Problem!.Title);
        Assert.Contains("Đồng hồ máy này đúng thì báo người quản trị máy chủ thư", finding.Problem.Remedy, StringComparison.Ordinal);
        Assert.True(finding.Problem.StopsMails);
    }

    [Fact]
    public async Task The_heartbeats_word_counts_before_a_mail_servers()
    {
        _watch.WitnessRoughly(TimeProvider.System.GetUtcNow().AddDays(-1));
        _watch.Witness(TimeSpan.FromHours(2));
        Assert.Contains("2 h ahead of the heartbeat's", (await FindAsync()).Says, StringComparison.Ordinal);
    }

    private async Task<Finding> FindAsync() => Assert.Single(await new ClockCheck(_watch).FindAsync(
        new(TimeProvider.System.GetUtcNow(), new(TimeProvider.System, TimeZoneInfo.Utc), null), Service.Token));
}
