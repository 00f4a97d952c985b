using System.Globalization;
using CamHa.Scheduler.FridayReport.Documents.OpenXml;
using X = DocumentFormat.OpenXml.Spreadsheet;

namespace CamHa.Scheduler.FridayReport.Documents.Excel;

/// <param name="Name">The sheet's name.</param>
/// <param name="Write">Writes and closes the sheet.</param>
/// <param name="HasNotes">Whether there are notes on its cells; a file names its parts before the first is written.</param>
internal sealed record ExcelPage(string Name, Func<Stream, ExcelSheet> Write, bool HasNotes = false);

/// <summary>Writes a workbook. The same content gives the same file, byte for byte.</summary>
internal static class ExcelWriter
{
    /// <summary>By which a sheet names the part with the boxes of its notes.</summary>
    public const string BoxesId = "boxes";

    private const string Workbook = "xl/workbook.xml";
    private const string Styles = "xl/styles.xml";
    private const string Main = "application/vnd.openxmlformats-officedocument.spreadsheetml";

    /// <param name="title">The file's title.</param>
    /// <param name="creator">The issuing office.</param>
    /// <param name="at">The only time the file holds.</param>
    /// <param name="content">The sheets by their names, in order; each writes and closes its sheet.</param>
    public static byte[] Write(
        string title,
        string creator,
        DateTime at,
        params IReadOnlyList<(string Name, Func<Stream, ExcelSheet> Write)> content)
    {
        ExcelPage[] pages = [.. content.Select(sheet => new ExcelPage(sheet.Name, sheet.Write))];
        using var package = new OfficePackage(Workbook, Types(pages));
        package.PutProperties(title, creator, at);
        package.Put(Styles, ExcelStyles.OfReport());
        Put(package, pages, []);
        return package.ToArray();
    }

    /// <summary>Writes a workbook that people fill in; it may be larger than what is kept in memory.</summary>
    /// <param name="file">The file, which is closed.</param>
    /// <param name="title">The file's title.</param>
    /// <param name="creator">The issuing office.</param>
    /// <param name="pages">The sheets, in order.</param>
    /// <param name="names">Formulas that the sheets' checks use by their names.</param>
    public static void WriteForm(
        Stream file, string title, string creator, IReadOnlyList<ExcelPage> pages, IReadOnlyList<(string Name, string Formula)> names)
    {
        using var package = new OfficePackage(file, Workbook, Types(pages));
        package.PutProperties(title, creator, at: null);
        package.Put(Styles, ExcelStyles.OfForm());
        Put(package, pages, names);
    }

    private static IReadOnlyList<(string Part, string Type)> Types(IReadOnlyList<ExcelPage> pages) =>
    [
        (Workbook, $"{Main}.sheet.main+xml"),
        (Styles, $"{Main}.styles+xml"),
        .. pages.Select((_, index) => (Part(index), $"{Main}.worksheet+xml")),
        .. pages.Index().Where(page => page.Item.HasNotes).SelectMany(page => new[]
        {
            (Texts(page.Index), $"{Main}.comments+xml"),
            (Boxes(page.Index), "application/vnd.openxmlformats-officedocument.vmlDrawing"),
        }),
    ];

    private static void Put(
        OfficePackage package, IReadOnlyList<ExcelPage> pages, IReadOnlyList<(string Name, string Formula)> further)
    {
        var (sheets, names) = (new X.Sheets(), new X.DefinedNames());
        foreach (var (index, page) in pages.Index())
        {
            ExcelSheet? written = null;
            package.Put(Part(index), stream =>
            {
                using var sheet = written = page.Write(stream);
                names.Append(
                    new X.DefinedName($"'{page.Name}'!{Absolute(sheet.Table)}")
                    {
                        Name = "_xlnm._FilterDatabase",
                        LocalSheetId = (uint)index,
                        Hidden = true,
                    },
                    new X.DefinedName($"'{page.Name}'!$1:$1") { Name = "_xlnm.Print_Titles", LocalSheetId = (uint)index });
            });
            if (page.HasNotes)
                PutNotes(package, index, written!);
            sheets.Append(new X.Sheet { Name = page.Name, SheetId = (uint)index + 1, Id = Id(index) });
        }

        names.Append(further.Select(name => new X.DefinedName(name.Formula) { Name = name.Name }));
        package.Put(Workbook, new X.Workbook(new X.BookViews(new X.WorkbookView()), sheets, names));
        package.PutRelationships("xl/_rels/workbook.xml.rels", [
            ("styles", $"{OfficePackage.Office}/styles", "styles.xml"),
            .. pages.Select((_, index) => (Id(index), $"{OfficePackage.Office}/worksheet", Part(index)["xl/".Length..]))]);
    }

    private static void PutNotes(OfficePackage package, int index, ExcelSheet sheet)
    {
        package.Put(Texts(index), ExcelNotes.Texts(sheet.Notes));
        package.Put(Boxes(index), stream => ExcelNotes.Boxes(stream, sheet.Notes, sheet.Widths, sheet.Heights, index + 1));
        package.PutRelationships(
            $"xl/worksheets/_rels/{Id(index)}.xml.rels",
            ("texts", $"{OfficePackage.Office}/comments", $"../{Texts(index)["xl/".Length..]}"),
            (BoxesId, $"{OfficePackage.Office}/vmlDrawing", $"../{Boxes(index)["xl/".Length..]}"));
    }

    private static string Id(int index) => string.Create(CultureInfo.InvariantCulture, $"sheet{index + 1}");

    private static string Part(int index) => $"xl/worksheets/{Id(index)}.xml";

    private static string Texts(int index) => $"xl/notes/{Id(index)}.xml";

    private static string Boxes(int index) => $"xl/notes/{Id(index)}.vml";

    private static string Absolute(string range) => string.Join(':', range.Split(':').Select(cell => $"${cell[0]}${cell[1..]}"));
}
