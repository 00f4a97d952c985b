using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using X = DocumentFormat.OpenXml.Spreadsheet;

namespace CamHa.Scheduler.FridayReport.Documents;

/// <summary>The report as a workbook, for who wants to filter and to count: all that the snapshot knows.</summary>
/// <remarks>Every relationship is given its name, or the library would make up another one each time.</remarks>
public static class ExcelWriter
{
    public static byte[] Write(ReportSnapshot snapshot)
    {
        var model = ReportModel.Of(snapshot);
        (string Name, Func<WorksheetPart, ExcelSheet> Write)[] content =
        [
            ("Tổng hợp", part => ExcelSummary.On(part, snapshot, model)),
            ("Đơn vị", part => ExcelTables.UnitsOn(part, snapshot)),
            ("Nhiệm vụ", part => ExcelTables.AssignmentsOn(part, snapshot)),
            ("Báo cáo tuần", part => ExcelTables.ReportsOn(part, snapshot)),
            ("Nhật ký gửi thư", part => ExcelTables.MailsOn(part, snapshot)),
        ];
        using var package = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(package, SpreadsheetDocumentType.Workbook))
        {
            // Compressed once, when it is rewritten.
            document.CompressionOption = System.IO.Packaging.CompressionOption.NotCompressed;
            var workbook = document.AddNewPart<WorkbookPart>("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml", "rId1");
            var (sheets, names) = (new X.Sheets(), new X.DefinedNames());
            foreach (var (at, (name, write)) in content.Index())
            {
                var id = string.Create(CultureInfo.InvariantCulture, $"rId{at + 1}");
                using var sheet = write(workbook.AddNewPart<WorksheetPart>(id));
                sheets.Append(new X.Sheet { Name = name, SheetId = (uint)at + 1, Id = id });
                names.Append(
                    new X.DefinedName($"'{name}'!{Absolute(sheet.Table)}") { Name = "_xlnm._FilterDatabase", LocalSheetId = (uint)at, Hidden = true },
                    new X.DefinedName($"'{name}'!$1:$1") { Name = "_xlnm.Print_Titles", LocalSheetId = (uint)at });
            }

            workbook.AddNewPart<WorkbookStylesPart>("rIdStyles").Stylesheet = ExcelStyles.Sheet();
            workbook.Workbook = new(new X.BookViews(new X.WorkbookView()), sheets, names);
            WriteProperties(document.AddNewPart<CoreFilePropertiesPart>("application/vnd.openxmlformats-package.core-properties+xml", "rId2"), snapshot, model);
        }

        return FixedZip.Rewrite(package);
    }

    private static void WriteProperties(CoreFilePropertiesPart part, ReportSnapshot snapshot, ReportModel model)
    {
        XNamespace core = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties";
        XNamespace dc = "http://purl.org/dc/elements/1.1/";
        XNamespace terms = "http://purl.org/dc/terms/";
        XNamespace instance = "http://www.w3.org/2001/XMLSchema-instance";
        var properties = new XElement(
            core + "coreProperties",
            new XAttribute(XNamespace.Xmlns + "cp", core),
            new XAttribute(XNamespace.Xmlns + "dc", dc),
            new XAttribute(XNamespace.Xmlns + "dcterms", terms),
            new XAttribute(XNamespace.Xmlns + "xsi", instance),
            new XElement(dc + "title", ExcelText.Clean($"{model.Title} ({model.Dates})")),
            new XElement(dc + "creator", ExcelText.Clean(snapshot.Letterhead?.IssuingOrgan ?? snapshot.CampaignName)),
            new XElement(terms + "created", new XAttribute(instance + "type", "dcterms:W3CDTF"), snapshot.AsOf.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)));
        using var stream = part.GetStream(FileMode.Create);
        using var writer = XmlWriter.Create(stream);
        properties.WriteTo(writer);
    }

    private static string Absolute(string range) => string.Join(':', range.Split(':').Select(cell => $"${cell[0]}${cell[1..]}"));
}
