using CamHa.Scheduler.FridayReport.Documents.Excel;
using CamHa.Scheduler.FridayReport.Snapshot;
using CamHa.Scheduler.FridayReport.Wording;

namespace CamHa.Scheduler.FridayReport.Documents;

/// <summary>The report as a workbook to filter and to count in, with everything the snapshot holds.</summary>
public static class ReportWorkbook
{
    public static byte[] Write(ReportSnapshot snapshot)
    {
        var model = ReportModel.Of(snapshot);
        return ExcelWriter.Write(
            $"{model.Title} ({model.Dates})",
            snapshot.Letterhead?.IssuingOrgan ?? snapshot.CampaignName,
            snapshot.AsOf,
            [
                ("Tổng hợp", stream => SummarySheet.On(stream, snapshot, model)),
                ("Đơn vị", stream => TableSheets.UnitsOn(stream, snapshot)),
                ("Nhiệm vụ", stream => TableSheets.AssignmentsOn(stream, snapshot)),
                ("Báo cáo tuần", stream => TableSheets.ReportsOn(stream, snapshot)),
                .. snapshot.Files.Count > 0
                    ? [("Tệp gửi kèm", stream => TableSheets.FilesOn(stream, snapshot))]
                    : Array.Empty<(string, Func<Stream, ExcelSheet>)>(),
                ("Nhật ký gửi thư", stream => TableSheets.MailsOn(stream, snapshot)),
            ]);
    }
}
