using CamHa.Scheduler.FridayReport.Documents.Excel;
using CamHa.Scheduler.FridayReport.Snapshot;
using CamHa.Scheduler.FridayReport.Wording;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Submissions;

namespace CamHa.Scheduler.FridayReport.Documents;

/// <summary>The mail's figures on one sheet.</summary>
internal static class SummarySheet
{
    private static readonly ExcelColumn[] Columns =
    [
        new("Tuần", 34),
        new("Phải nộp", 17),
        new(SubmissionState.OnTime.Word(), 13),
        new(SubmissionState.Late.Word(), 13),
        new(SubmissionState.Missing.Word(), 13),
        new("Tỷ lệ đúng hạn", 17),
    ];

    public static ExcelSheet On(Stream stream, ReportSnapshot report, ReportModel model)
    {
        var sheet = new ExcelSheet(stream, Columns);
        sheet.Row(new ExcelCell($"{model.Title} ({model.Dates})", null, ExcelStyle.Title));
        sheet.Row(ExcelCell.Line(model.Campaign));
        foreach (var remark in model.Remarks)
            sheet.Row(ExcelCell.Line(remark));
        sheet.Row("Tuần báo cáo", $"{WeekLabel.Brief(report.Week)} ({model.Dates})");
        sheet.Row("Hạn nộp", report.CutOff);
        sheet.Row("Số liệu đến", report.AsOf);

        Section(sheet, "Báo cáo tuần", "Số đơn vị", "Tỷ lệ");
        sheet.Row("Phải nộp", model.Owing, "");
        sheet.Row(SubmissionState.OnTime.Word(), model.OnTime, ExcelCell.Share(model.OnTimePercent / 100.0));
        sheet.Row(SubmissionState.Late.Word(), model.Late, ExcelCell.Share(model.LatePercent / 100.0));
        sheet.Row(SubmissionState.Missing.Word(), model.Missing, ExcelCell.Share(model.MissingPercent / 100.0));
        sheet.Row(SubmissionState.Exempt.Word(), model.Exempt, "");
        sheet.Row("Báo không phát sinh", model.Nothing, "");

        Section(sheet, "Nhiệm vụ", "Số nhiệm vụ", "Tỷ lệ");
        sheet.Row("Tổng số", model.Assignments, "");
        sheet.Row(AssignmentState.Done.Word(), model.Done, Of(model.Done, model.Assignments));
        sheet.Row(AssignmentState.Waiting.Word(), model.Waiting, Of(model.Waiting, model.Assignments));
        sheet.Row(AssignmentState.OnTrack.Word(), model.OnTrack, Of(model.OnTrack, model.Assignments));
        sheet.Row(AssignmentState.Overdue.Word(), model.Overdue, Of(model.Overdue, model.Assignments));
        sheet.Row("Phần việc đơn vị báo hoàn thành, chờ xác nhận", model.WaitingParts, "");

        ChangesOn(sheet, report.Changes);
        AuditOn(sheet, report.Audit);
        WeeksOn(sheet, report.Weeks);
        sheet.Close();
        return sheet;
    }

    private static void ChangesOn(ExcelSheet sheet, ReportChanges? changes)
    {
        Section(sheet, "So với kỳ trước", "Số lượng", "Gồm");
        if (changes is null)
        {
            sheet.Row(ExcelCell.Line("Chưa có báo cáo trước để so sánh."));
            return;
        }

        sheet.Row("Đúng hạn kỳ này", changes.OnTimeNow);
        sheet.Row($"Đúng hạn {changes.SinceWeek}", changes.OnTimeBefore);
        List(sheet, "Mới hoàn thành", changes.NewlyDone);
        List(sheet, "Mới báo hoàn thành, chờ xác nhận", changes.NewlyWaiting);
        List(sheet, "Mới quá hạn", changes.NewlyOverdue);
        List(sheet, "Đổi thời hạn", changes.DueDateMoved);
        List(sheet, "Thêm nhiệm vụ", changes.Added);
        List(sheet, "Bỏ nhiệm vụ", changes.Removed);
    }

    private static void AuditOn(ExcelSheet sheet, ReportAudit audit)
    {
        Section(sheet, "Thư từ kỳ báo cáo trước", "Số lượng", "Gồm");
        sheet.Row(Word(OutboxState.Sent), audit.Sent);
        sheet.Row(Word(OutboxState.Pending), audit.Waiting);
        sheet.Row(Word(OutboxState.Dead), audit.Failed);
        sheet.Row(Word(OutboxState.Suppressed), audit.Suppressed);
        sheet.Row(Word(OutboxState.Expired), audit.Expired);
        sheet.Row(Word(OutboxState.Held), audit.Held);
        List(sheet, "Đơn vị chưa có địa chỉ thư", audit.UnitsWithoutAddress);
    }

    // Last on the sheet, as it grows every week; its filter, which starts at the last header, hides no other figure.
    private static void WeeksOn(ExcelSheet sheet, IReadOnlyList<WeekFigures> weeks)
    {
        sheet.Row(ExcelCell.Line(""));
        sheet.Row(new ExcelCell("Các tuần của đợt", null, ExcelStyle.Section));
        sheet.Header();
        foreach (var week in weeks)
        {
            var missing = week.Owing - week.OnTime - week.Late;
            sheet.Row(WeekLabel.Brief(week.Week), week.Owing, week.OnTime, week.Late, missing, Of(week.OnTime, week.Owing));
        }
    }

    private static void Section(ExcelSheet sheet, params string[] words)
    {
        sheet.Row(ExcelCell.Line(""));
        sheet.Row([.. words.Select(word => new ExcelCell(word, null, ExcelStyle.Header))]);
    }

    // One item a row: a cell that wraps them would be as narrow as the figures below it.
    private static void List(ExcelSheet sheet, string label, IReadOnlyList<string> items)
    {
        sheet.Row(label, items.Count, ExcelCell.Item(items.Count == 0 ? "" : items[0]));
        foreach (var item in items.Skip(1))
            sheet.Row(ExcelCell.Line(""), ExcelCell.Line(""), ExcelCell.Item(item));
    }

    private static string Word(OutboxState state) => OutboxWords.OfState(state.ToString());

    private static ExcelCell Of(int part, int whole) => whole == 0 ? "" : ExcelCell.Share((double)part / whole);
}
