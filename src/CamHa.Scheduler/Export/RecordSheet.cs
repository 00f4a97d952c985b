using CamHa.Scheduler.Changes;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.FridayReport.Documents.Excel;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Export;

/// <summary>The record of changes as a sheet, to be filtered and counted; an import passes it over.</summary>
internal static class RecordSheet
{
    private static readonly ExcelColumn[] Columns =
    [
        new("Lần sửa", 10) { Note = "Chỉ để xem và đếm: trang này không được nạp. Một lần sửa có thể có nhiều chỗ sửa." },
        new("Lúc", 18),
        new("Người sửa", 28),
        new("Cách", 12),
        new("Loại", 16),
        new("Của", 30),
        new("Chỗ sửa", 20),
        new("Trước", 40),
        new("Sau", 40),
        new("Lý do", 36),
        new("Nguồn", 26),
        new("Ghi chú", 26),
    ];

    /// <param name="record">At least one row.</param>
    /// <param name="clock">For instants, which are written as times of the wall clock.</param>
    public static ExcelPage Page(RecordOfPlan record, CampaignClock clock) => new(PlanSheets.Record, stream => Language.InVietnamese(() =>
    {
        var sheet = new ExcelSheet(stream, Columns, isForm: true);
        sheet.Header();
        foreach (var row in record.Rows)
            sheet.Row(Cells(row, clock));
        if (record.Older > 0)
            sheet.Row(ExcelCell.Line($"Còn {record.Older} chỗ sửa cũ hơn không có ở đây; xem bằng lệnh camha change list."));
        sheet.Close();
        return sheet;
    }), HasNotes: true);

    private static IReadOnlyList<ExcelCell> Cells(RecordRow row, CampaignClock clock)
    {
        var entry = row.ToEntry();
        var isCounted = entry.NewRows > 0;
        return
        [
            (int)row.Id,
            (DateTime?)clock.WallClock(row.MadeAt),
            row.MadeBy,
            EntryWords.Way(row.Way),
            EntryWords.Kind(entry.Thing.Kind),
            isCounted ? "" : entry.Thing.Say(clock),
            isCounted ? $"{entry.NewRows} dòng mới" : EntryWords.Field(entry),
            isCounted ? "" : EntryWords.Value(entry, entry.Before, clock),
            isCounted ? "" : EntryWords.Value(entry, entry.After, clock),
            row.Reason,
            row.Source,
            !row.IsApplied ? "chờ sửa bên phần mềm khác"
            : row.UndoesId is { } undone ? $"hoàn tác lần {undone}"
            : entry.Before is null ? "mới"
            : entry.After is null ? "bỏ"
            : "",
        ];
    }
}
