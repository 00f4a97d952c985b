using CamHa.Scheduler.Submissions;

namespace CamHa.Scheduler.FridayReport.Documents;

/// <summary>The figures of the mail on one sheet.</summary>
internal static class ExcelSummary
{
    private static readonly ExcelColumn[] Columns =
    [
        new("Tuần", 34), new("Phải nộp", 17), new("Đúng hạn", 13), new("Nộp muộn", 13), new("Chưa nộp", 13), new("Tỷ lệ đúng hạn", 17),
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
        sheet.Row("Đúng hạn", model.OnTime, ExcelCell.Share(model.OnTimePercent / 100.0));
        sheet.Row("Nộp muộn", model.Late, ExcelCell.Share(model.LatePercent / 100.0));
        sheet.Row("Chưa nộp", model.Missing, ExcelCell.Share(model.MissingPercent / 100.0));
        sheet.Row("Được miễn", model.Exempt, "");

        Section(sheet, "Nhiệm vụ", "Số nhiệm vụ", "Tỷ lệ");
        sheet.Row("Tổng số", model.Assignments, "");
        sheet.Row("Hoàn thành", model.Done, Of(model.Done, model.Assignments));
        sheet.Row("Trong hạn", model.OnTrack, Of(model.OnTrack, model.Assignments));
        sheet.Row("Quá hạn", model.Overdue, Of(model.Overdue, model.Assignments));

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
        List(sheet, "Mới quá hạn", changes.NewlyOverdue);
        List(sheet, "Đổi thời hạn", changes.DueDateMoved);
        List(sheet, "Thêm nhiệm vụ", changes.Added);
        List(sheet, "Bỏ nhiệm vụ", changes.Removed);
    }

    private static void AuditOn(ExcelSheet sheet, ReportAudit audit)
    {
        Section(sheet, "Thư từ kỳ báo cáo trước", "Số lượng", "Gồm");
        sheet.Row("Đã gửi", audit.Sent);
        sheet.Row("Đang chờ", audit.Waiting);
        sheet.Row("Gửi hỏng", audit.Failed);
        sheet.Row("Không gửi vì không còn đúng", audit.Suppressed);
        sheet.Row("Hết hiệu lực", audit.Expired);
        sheet.Row("Đang bị giữ", audit.Held);
        List(sheet, "Đơn vị chưa có địa chỉ thư", audit.UnitsWithoutAddress);
    }

    // Last on the sheet: it grows every week, and its filter hides no other figure.
    private static void WeeksOn(ExcelSheet sheet, IReadOnlyList<WeekFigures> weeks)
    {
        sheet.Row(ExcelCell.Line(""));
        sheet.Row(new ExcelCell("Các tuần của đợt", null, ExcelStyle.Section));
        sheet.Header();
        foreach (var week in weeks)
            sheet.Row(WeekLabel.Brief(week.Week), week.Owing, week.OnTime, week.Late, (week.Owing - week.OnTime - week.Late), Of(week.OnTime, week.Owing));
    }

    private static void Section(ExcelSheet sheet, params string[] words)
    {
        sheet.Row(ExcelCell.Line(""));
        sheet.Row([.. words.Select(word => new ExcelCell(word, null, ExcelStyle.Header))]);
    }

    // One to a row: a wrapped cell here would be as narrow as the figures below it.
    private static void List(ExcelSheet sheet, string label, IReadOnlyList<string> items)
    {
        sheet.Row(label, items.Count, ExcelCell.Item(items.Count == 0 ? "" : items[0]));
        foreach (var item in items.Skip(1))
            sheet.Row(ExcelCell.Line(""), ExcelCell.Line(""), ExcelCell.Item(item));
    }

    private static ExcelCell Of(int part, int whole) => whole == 0 ? "" : ExcelCell.Share((double)part / whole);
}
