using CamHa.Scheduler.FridayReport.Documents.Excel;
using CamHa.Scheduler.FridayReport.Snapshot;
using CamHa.Scheduler.FridayReport.Wording;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Submissions;

namespace CamHa.Scheduler.FridayReport.Documents;

/// <summary>The sheets that hold one table each.</summary>
internal static class TableSheets
{
    private static readonly ExcelColumn[] UnitColumns =
    [
        new("Mã", 11),
        new("Đơn vị", 40),
        new("Báo cáo tuần", 14),
        new("Nộp lúc", 17),
        new("Thay bản nộp lúc", 17),
        new("Lý do miễn", 26),
        new("Nhiệm vụ chủ trì", 11),
        new(AssignmentState.Done.Word(), 11),
        new(AssignmentState.Waiting.Word(), 11),
        new(AssignmentState.OnTrack.Word(), 11),
        new(AssignmentState.Overdue.Word(), 11),
    ];

    private static readonly ExcelColumn[] AssignmentColumns =
    [
        new("Mã", 8),
        new("Nhiệm vụ", 34),
        new("Chỉ tiêu", 13),
        new("Chủ trì", 25),
        new("Phối hợp", 25),
        new("Thời hạn", 12),
        new("Trạng thái", 13),
        new("Số ngày làm việc quá hạn", 12),
        new("Cần Ban Chỉ đạo xử lý", 12),
        new("Tiến độ theo từng đơn vị", 46),
    ];

    private static readonly ExcelColumn[] ReportColumns =
    [
        new("Mã", 10),
        new("Đơn vị", 20),
        new("Loại", 12),
        new("Tuần", 9),
        new("Nhận lúc", 17),
        new("Kết quả", 48),
        new("Khó khăn, vướng mắc", 28),
        new("Đề xuất, kiến nghị", 28),
        new("Nhiệm vụ tuần tới", 28),
    ];

    private static readonly ExcelColumn[] FileColumns =
    [
        new("Mã", 10),
        new("Đơn vị", 30),
        new("Tên tệp", 48),
        new("Loại", 14),
        new("Byte", 13),
        new("Nhận lúc", 17),
    ];

    private static readonly ExcelColumn[] MailColumns =
    [
        new("Ghi lúc", 17),
        new("Xong lúc", 17),
        new("Loại thư", 18),
        new("Đơn vị", 24),
        new("Người nhận", 28),
        new("Tiêu đề", 36),
        new("Trạng thái", 16),
        new("Lý do", 32),
    ];

    public static ExcelSheet UnitsOn(Stream stream, ReportSnapshot report)
    {
        var sheet = new ExcelSheet(stream, UnitColumns);
        var led =
            (from assignment in report.Assignments
             from part in assignment.Parts
             where part.IsLead
             select (part.UnitCode, State: assignment.StateOf(part))).ToLookup(lead => lead.UnitCode, lead => lead.State);
        // A snapshot without parts does not say who leads what: the figures stay empty.
        var knows = report.Assignments.Count == 0 || report.Assignments.Any(each => each.Parts.Count > 0);
        sheet.Header();
        foreach (var unit in report.Units)
        {
            sheet.Row(
                unit.Code,
                unit.Name,
                unit.State.Word(),
                unit.SubmittedAt,
                unit.ReplacesThatOf,
                unit.ExemptionReason,
                Count(unit, _ => true),
                Count(unit, state => state == AssignmentState.Done),
                Count(unit, state => state == AssignmentState.Waiting),
                Count(unit, state => state == AssignmentState.OnTrack),
                Count(unit, state => state == AssignmentState.Overdue));
        }

        sheet.Close(
            Rule('C', SubmissionState.Missing.Word(), ExcelTint.Bad),
            Rule('C', SubmissionState.Late.Word(), ExcelTint.Warning));
        return sheet;

        int? Count(UnitReport unit, Func<AssignmentState, bool> isCounted) => knows ? led[unit.Code].Count(isCounted) : null;
    }

    public static ExcelSheet AssignmentsOn(Stream stream, ReportSnapshot report)
    {
        var sheet = new ExcelSheet(stream, AssignmentColumns);
        sheet.Header();
        foreach (var each in report.Assignments)
        {
            sheet.Row(
                each.Code,
                each.Title,
                each.Target,
                each.Leads,
                each.Supports,
                each.DueOn,
                each.State.Word(),
                each.State == AssignmentState.Overdue ? each.DaysOverdue : (int?)null,
                each.IsEscalated ? "Có" : "",
                string.Join('\n', ReportWords.Progress(each)));
        }

        sheet.Close(
            Rule('G', AssignmentState.Overdue.Word(), ExcelTint.Bad),
            Rule('G', AssignmentState.Waiting.Word(), ExcelTint.Warning));
        return sheet;
    }

    public static ExcelSheet ReportsOn(Stream stream, ReportSnapshot report)
    {
        const string OwnWeek = "Báo cáo tuần";
        const string Late = "Báo cáo tuần, nộp muộn";
        const string Earlier = "Nộp muộn cho tuần trước";
        var sheet = new ExcelSheet(stream, ReportColumns);
        sheet.Header();
        foreach (var unit in report.Units.Where(unit => unit.SubmittedAt is not null))
            Add(unit, unit.State == SubmissionState.Late ? Late : OwnWeek);
        foreach (var unit in report.Notes)
            Add(unit, "Ghi chú");
        foreach (var unit in report.LateForEarlier)
            Add(unit, Earlier);
        sheet.Close(Rule('C', Late, ExcelTint.Warning), Rule('C', Earlier, ExcelTint.Warning));
        return sheet;

        void Add(UnitReport unit, string kind) => sheet.Row(
            unit.Code,
            unit.Name,
            kind,
            WeekLabel.Brief(unit.Week),
            unit.SubmittedAt,
            unit.Results,
            unit.Difficulties,
            unit.Proposals,
            unit.NextWeek);
    }

    public static ExcelSheet FilesOn(Stream stream, ReportSnapshot report)
    {
        var sheet = new ExcelSheet(stream, FileColumns);
        sheet.Header();
        foreach (var file in report.Files)
            sheet.Row(file.UnitCode, file.UnitName, file.Name, file.Kind, (int)file.SizeBytes, file.ReceivedAt);
        sheet.Close();
        return sheet;
    }

    public static ExcelSheet MailsOn(Stream stream, ReportSnapshot report)
    {
        var sheet = new ExcelSheet(stream, MailColumns, marked: 2);
        var names = report.Units.Concat(report.Notes).DistinctBy(unit => unit.Code).ToDictionary(unit => unit.Code, unit => unit.Name);
        sheet.Header();
        foreach (var mail in report.Mails)
        {
            sheet.Row(
                mail.CreatedAt,
                mail.FinishedAt,
                OutboxWords.OfKind(mail.Kind),
                Reader(mail),
                mail.Recipient,
                mail.Subject,
                OutboxWords.OfState(mail.State),
                mail.Reason);
        }

        sheet.Close(
            Rule('G', OutboxWords.OfState(nameof(OutboxState.Dead)), ExcelTint.Bad),
            Rule('G', OutboxWords.OfState(nameof(OutboxState.Expired)), ExcelTint.Warning));
        return sheet;

        // Alerts go to the operator, who is no unit.
        string Reader(MailRecord mail) => mail.UnitCode.Length > 0 ? names.GetValueOrDefault(mail.UnitCode, mail.UnitCode)
            : mail.Kind == nameof(NoticeKind.Alert) ? "" : "Ban Chỉ đạo";
    }

    private static ExcelColouring Rule(char column, string word, ExcelTint tint) => new($"${column}2=\"{word}\"", tint);
}
