using CamHa.Scheduler.FridayReport.Snapshot;
using CamHa.Scheduler.FridayReport.Wording;
using CamHa.Scheduler.Submissions;
using FsCheck.Xunit;
using static CamHa.Scheduler.Tests.Builders.Reports;

namespace CamHa.Scheduler.Tests.FridayReport.Snapshot;

public sealed class ReportChangesRuleTests
{
    [Fact]
    public void A_submission_that_stands_differently_is_told_with_both_states()
    {
        var before = Report(Unit("A", SubmissionState.Missing), Unit("B", SubmissionState.OnTime), Unit("C", SubmissionState.OnTime));
        var now = Report(Unit("A", SubmissionState.Late, "xong"), Unit("B", SubmissionState.OnTime), Unit("D", SubmissionState.Missing));
        var lines = ReportWords.Changes(ReportChangesRule.Decide(before, now.Units, now.Assignments)!);
        Assert.Equal(
        [
            "Đúng hạn: 1 đơn vị (tuần 24/2022: 2).",
            "Thôn A: chưa nộp → nộp muộn.",
            "Thôn D: không có trong danh sách → chưa nộp.",
            "Thôn C: đúng hạn → không có trong danh sách.",
        ],
        lines);
    }

    [Fact]
    public void What_has_been_reported_done_since_is_told()
    {
        var before = Report() with
        {
            Assignments = [Assignment("T01", AssignmentState.Overdue), Assignment("T02", AssignmentState.Waiting)],
        };
        AssignmentStatus[] now = [Assignment("T01", AssignmentState.Waiting), Assignment("T02", AssignmentState.Done)];
        var lines = ReportWords.Changes(ReportChangesRule.Decide(before, [], now)!);
        Assert.Equal(["Mới hoàn thành: T02.", "Mới báo hoàn thành, chờ xác nhận: T01."], lines.Skip(1));
    }

    [Property]
    public void A_report_does_not_differ_from_itself(SubmissionState[] states)
    {
        var report = Report([.. states.Select((state, at) => Unit($"U{at}", state))]);
        var changes = ReportChangesRule.Decide(report, report.Units, report.Assignments)!;
        Assert.Empty(changes.Units);
        Assert.Single(ReportWords.Changes(changes));
    }
}
