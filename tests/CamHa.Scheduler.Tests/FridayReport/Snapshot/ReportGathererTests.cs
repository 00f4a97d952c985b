using CamHa.Scheduler.FridayReport.Snapshot;
using CamHa.Scheduler.Tests.Infrastructure;

namespace CamHa.Scheduler.Tests.FridayReport.Snapshot;

public sealed class ReportGathererTests
{
    private static readonly DateTime Friday1630 = new(2022, 6, 17, 16, 30, 0);

    // One of fifty megabytes took two gigabytes of memory, week after week.
    [Fact]
    public async Task However_long_a_submission_is_its_report_is_not()
    {
        await using var service = await Service.StartAsync();
        await service.ExecuteAsync(
            $"UPDATE WeeklySubmission SET Results = '{new string('x', 5_000_000)}' "
            + "WHERE UnitId = (SELECT Id FROM Unit WHERE Code = 'BPT-TT')");
        await service.ExecuteAsync(
            $"UPDATE AssignmentUnit SET Progress = '{new string('y', 1_000_000)}', ProgressAt = '2022-06-13T00:00:00.000Z' "
            + "WHERE UnitId = (SELECT Id FROM Unit WHERE Code = 'BPT-TT')");
        await service.LookAsync("report", Friday1630);
        var json = await service.ReadAsync("SELECT Snapshot FROM WeeklyReport");
        Assert.True(json.Length < 700_000, $"{json.Length}");
        var report = ReportSnapshot.FromJson(json);
        Assert.EndsWith(
            " (đã rút gọn; toàn văn trong báo cáo của đơn vị)",
            report.Units.Single(unit => unit.Code == "BPT-TT").Results,
            StringComparison.Ordinal);
        Assert.All(report.Assignments.SelectMany(each => each.Parts), part => Assert.InRange(part.Progress.Length, 0, 2100));
    }

    // Twenty pages of village names.
    [Fact]
    public async Task What_a_wildcard_meant_is_written_as_all_even_where_units_have_no_kind()
    {
        await using var service = await Service.StartAsync();
        await service.ExecuteAsync("UPDATE Unit SET Kind = ''");
        await service.LookAsync("report", Friday1630);
        var report = ReportSnapshot.FromJson(await service.ReadAsync("SELECT Snapshot FROM WeeklyReport"));
        Assert.Contains(report.Assignments, each => each.Leads == "Tất cả 4 Ban Phát triển thôn");
    }
}
