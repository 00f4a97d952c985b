using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.FridayReport.Snapshot;
using CamHa.Scheduler.FridayReport.Wording;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Tests.Infrastructure;

namespace CamHa.Scheduler.Tests.FridayReport;

/// <summary>One row with a date that nobody can have meant, written past the import.</summary>
public sealed class OddDatesTests : IAsyncLifetime
{
    private static readonly DateTime Friday = new(2022, 6, 17, 16, 30, 0);
    private Service _service = null!;

    public async ValueTask InitializeAsync() => _service = await Service.StartAsync();

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    // A due date on the calendar's last day stopped every report with ArgumentOutOfRange, week after week.
    [Theory]
    [InlineData("9999-12-31", "31/12/9999")]
    [InlineData("0001-01-01", "1/1/0001")]
    [InlineData("2202-06-30", "30/6/2202")] // a slip for 2022
    public async Task A_due_date_beyond_reason_stops_no_report_and_no_look_and_the_specialist_is_told(string due, string shown)
    {
        await _service.ExecuteAsync($"UPDATE Assignment SET DueOn = '{due}' WHERE Code = 'T03'");
        await _service.RunAsync(Service.Start, new(2022, 6, 20, 8, 0, 0));
        Assert.Equal(0, await _service.CountAsync("SELECT COUNT(*) FROM JobRun WHERE Outcome <> 'Succeeded'"));

        var report = await ReportAsync();
        Assert.Equal(24, report.Assignments.Count);
        Assert.Equal([$"nhiệm vụ T03 (thời hạn {shown})"], report.LeftOut);
        Assert.Contains(
            $"Không đưa vào báo cáo vì ngày tháng ghi sai: nhiệm vụ T03 (thời hạn {shown}). Đề nghị chuyên trách sửa và nạp lại.",
            ReportWords.Remarks(report));
        Assert.Equal(0, await _service.CountAsync(
            "SELECT COUNT(*) FROM NoticeIssued n JOIN Assignment a ON a.Id = n.AssignmentId WHERE a.Code = 'T03'"));

        var problem = await ProblemAsync();
        Assert.Equal($"Ngày tháng ghi sai trong kế hoạch: T03 ({shown})", problem);
    }

    [Fact]
    public async Task Text_that_is_no_date_and_no_week_stops_no_report_either()
    {
        Assert.SkipUnless(_service.Database.Dialect == Dialect.Sqlite, "SQL Server keeps only dates in a date.");
        await _service.ExecuteAsync("UPDATE Assignment SET DueOn = '30/06/2022' WHERE Code = 'T03'");
        await _service.ExecuteAsync(
            "INSERT INTO WeeklySubmission (UnitId, Week, SubmittedAt, Results) SELECT Id, '2022-24', '2022-06-16T03:00:00.000Z', 'x' "
            + "FROM Unit WHERE Code = 'DTN'");
        await _service.ExecuteAsync(
            "INSERT INTO WeeklySubmission (UnitId, Week, SubmittedAt, Results) SELECT Id, '2022-W24', '16/06/2022', 'x' "
            + "FROM Unit WHERE Code = 'HND'");
        await _service.RunAsync(Service.Start, Friday);
        Assert.Equal(0, await _service.CountAsync("SELECT COUNT(*) FROM JobRun WHERE Outcome <> 'Succeeded'"));
        var left = (await ReportAsync()).LeftOut;
        Assert.Equal(3, left.Count);
        Assert.Equal("nhiệm vụ T03 (thời hạn 1/1/0001)", left[0]);
        Assert.Contains(left, each => each.StartsWith("báo cáo của Đoàn", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_campaign_without_end_stops_no_look_no_check_and_no_report()
    {
        await _service.ExecuteAsync("UPDATE Campaign SET EndsOn = '9999-12-31'");
        await _service.RunAsync(Service.Start, Friday);
        Assert.Equal(0, await _service.CountAsync("SELECT COUNT(*) FROM JobRun WHERE Outcome <> 'Succeeded'"));
        Assert.Equal("Ngày tháng ghi sai trong kế hoạch: NTM-2022 (31/12/9999)", await ProblemAsync());
    }

    private async Task<ReportSnapshot> ReportAsync()
    {
        await using var session = await _service.Database.OpenAsync(Service.Token);
        var campaign = (await CampaignStore.AllAsync(session, Service.Token)).Single();
        return await ReportStore.OneAsync(session, campaign.Id, "2022-W24", 1, Service.Token);
    }

    private async Task<string?> ProblemAsync()
    {
        var findings = await _service.Get<CamHa.Scheduler.Alerts.Checkup>().FindAsync(Service.Token);
        return findings.SingleOrDefault(finding => finding.What == "dates")?.Problem?.Title;
    }
}
