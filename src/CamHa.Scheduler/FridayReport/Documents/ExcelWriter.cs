using System.Globalization;
using X = DocumentFormat.OpenXml.Spreadsheet;

namespace CamHa.Scheduler.FridayReport.Documents;

/// <summary>The report as a workbook, for who wants to filter and to count: all that the snapshot knows.</summary>
public static class ExcelWriter
{
    private const string Main = "application/vnd.openxmlformats-officedocument.spreadsheetml";

    public static byte[] Write(ReportSnapshot snapshot)
    {
        var model = ReportModel.Of(snapshot);
        (string Name, Func<Stream, ExcelSheet> Write)[] content =
        [
            ("Tổng hợp", stream => ExcelSummary.On(stream, snapshot, model)),
            ("Đơn vị", stream => ExcelTables.UnitsOn(stream, snapshot)),
            ("Nhiệm vụ", stream => ExcelTables.AssignmentsOn(stream, snapshot)),
            ("Báo cáo tuần", stream => ExcelTables.ReportsOn(stream, snapshot)),
            ("Nhật ký gửi thư", stream => ExcelTables.MailsOn(stream, snapshot)),
        ];
        using var package = new OfficePackage(
            "xl/workbook.xml",
            [
                ("xl/workbook.xml", $"{Main}.sheet.main+xml"),
                ("xl/styles.xml", $"{Main}.styles+xml"),
                .. content.Select((_, at) => (Part(at), $"{Main}.worksheet+xml")),
            ]);
        package.PutProperties($"{model.Title} ({model.Dates})", snapshot.Letterhead?.IssuingOrgan ?? snapshot.CampaignName, snapshot.AsOf);
        package.Put("xl/styles.xml", ExcelStyles.Sheet());
        var (sheets, names) = (new X.Sheets(), new X.DefinedNames());
        foreach (var (at, (name, write)) in content.Index())
        {
            package.Put(Part(at), stream =>
            {
                using var sheet = write(stream);
                names.Append(
                    new X.DefinedName($"'{name}'!{Absolute(sheet.Table)}") { Name = "_xlnm._FilterDatabase", LocalSheetId = (uint)at, Hidden = true },
                    new X.DefinedName($"'{name}'!$1:$1") { Name = "_xlnm.Print_Titles", LocalSheetId = (uint)at });
            });
            sheets.Append(new X.Sheet { Name = name, SheetId = (uint)at + 1, Id = Id(at) });
        }

        package.Put("xl/workbook.xml", new X.Workbook(new X.BookViews(new X.WorkbookView()), sheets, names));
        package.PutRelationships("xl/_rels/workbook.xml.rels", [
            ("styles", $"{OfficePackage.Office}/styles", "styles.xml"),
            .. content.Select((_, at) => (Id(at), $"{OfficePackage.Office}/worksheet", Part(at)["xl/".Length..]))]);
        return package.ToArray();
    }

    private static string Id(int at) => string.Create(CultureInfo.InvariantCulture, $"sheet{at + 1}");

    private static string Part(int at) => $"xl/worksheets/{Id(at)}.xml";

    private static string Absolute(string range) => string.Join(':', range.Split(':').Select(cell => $"${cell[0]}${cell[1..]}"));
}
