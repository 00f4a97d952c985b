using CamHa.Scheduler.FridayReport.Documents;
using CamHa.Scheduler.FridayReport.Snapshot;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using X = DocumentFormat.OpenXml.Spreadsheet;

namespace CamHa.Scheduler.Tests.FridayReport.Documents;

/// <summary>A written workbook, opened again.</summary>
internal sealed class Workbook : IDisposable
{
    private readonly MemoryStream _bytes;

    public Workbook(ReportSnapshot snapshot)
        : this(ReportWorkbook.Write(snapshot))
    {
    }

    public Workbook(byte[] bytes)
    {
        _bytes = new(bytes);
        Document = SpreadsheetDocument.Open(_bytes, false);
    }

    public SpreadsheetDocument Document { get; }

    public WorkbookPart Part => Document.WorkbookPart!;

    public IEnumerable<string> Names => Part.Workbook.Sheets!.Elements<X.Sheet>().Select(sheet => sheet.Name!.Value!);

    public X.Worksheet this[string name] =>
        ((WorksheetPart)Part.GetPartById(Part.Workbook.Sheets!.Elements<X.Sheet>().Single(sheet => sheet.Name == name).Id!)).Worksheet;

    public IEnumerable<string> Faults() =>
        from version in new[] { FileFormatVersions.Office2019, FileFormatVersions.Microsoft365 }
        from fault in new OpenXmlValidator(version).Validate(Document)
        select $"{fault.Part?.Uri} {fault.Path?.XPath}: {fault.Description}";

    /// <summary>The rows as they are shown: texts as texts, numbers as they stand in the file.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Rows(string name) =>
        [.. this[name].Descendants<X.Row>().Select(row => (IReadOnlyList<string>)[.. row.Elements<X.Cell>().Select(Shown)])];

    public X.CellFormat FormatOf(X.Cell cell) =>
        Part.WorkbookStylesPart!.Stylesheet.CellFormats!.Elements<X.CellFormat>().ElementAt((int)cell.StyleIndex!.Value);

    public string? FormatCodeOf(X.Cell cell) => Part.WorkbookStylesPart!.Stylesheet.NumberingFormats!.Elements<X.NumberingFormat>()
        .SingleOrDefault(format => format.NumberFormatId! == FormatOf(cell).NumberFormatId!)?.FormatCode;

    public static string Shown(X.Cell cell) => cell.DataType?.Value == X.CellValues.InlineString
        ? cell.InlineString!.InnerText.Replace("_x005F_", "_", StringComparison.Ordinal)
        : cell.CellValue?.InnerText ?? "";

    public void Dispose()
    {
        Document.Dispose();
        _bytes.Dispose();
    }
}
