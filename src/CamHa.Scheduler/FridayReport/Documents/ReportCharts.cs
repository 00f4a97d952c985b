using CamHa.Scheduler.FridayReport.Documents.Content;
using CamHa.Scheduler.FridayReport.Snapshot;
using CamHa.Scheduler.Submissions;

namespace CamHa.Scheduler.FridayReport.Documents;

/// <summary>The report's charts.</summary>
internal static class ReportCharts
{
    public static UnitsChart Units(ReportSnapshot report)
    {
        var bars =
            (from assignment in report.Assignments
             from part in assignment.Parts
             where part.IsLead
             group assignment.StateOf(part) by (part.UnitCode, part.UnitName) into unit
             orderby unit.Key.UnitCode
             select new UnitBar(
                 unit.Key.UnitCode,
                 unit.Key.UnitName,
                 unit.Count(state => state == AssignmentState.Done),
                 unit.Count(state => state == AssignmentState.OnTrack),
                 unit.Count(state => state == AssignmentState.Overdue),
                 unit.Count(state => state == AssignmentState.Waiting))).ToList();
        var waiting = bars.Sum(bar => bar.Waiting);
        var overdue = string.Join("; ", bars.Where(bar => bar.Overdue > 0).Select(bar => $"{bar.Name} {bar.Overdue} quá hạn"));
        return new(
            "Nhiệm vụ chủ trì theo đơn vị",
            $"Biểu đồ thanh: {bars.Count} đơn vị chủ trì, {bars.Sum(bar => bar.Done)} phần việc hoàn thành, "
                + (waiting > 0 ? $"{waiting} chờ xác nhận, " : "")
                + $"{bars.Sum(bar => bar.OnTrack)} trong hạn, {bars.Sum(bar => bar.Overdue)} quá hạn"
                + (overdue.Length == 0 ? "." : $" ({overdue})."),
            bars);
    }

    public static WeeksChart Weeks(ReportSnapshot report)
    {
        var weeks = report.WeeksWithOwn
            .Select(week => new WeekPoint(WeekLabel.Brief(week.Week), week.OnTime, week.Late, week.Owing))
            .ToList();
        var latest = weeks.TakeLast(8).Select(week => $"tuần {week.Week} {week.OnTime}/{week.Owing} đúng hạn");
        return new("Báo cáo tuần nộp đúng hạn", $"Biểu đồ đường: {string.Join("; ", latest)}.", weeks);
    }
}
