using System.Globalization;
using CamHa.Scheduler.FridayReport.Documents.OpenXml;
using X = DocumentFormat.OpenXml.Spreadsheet;

namespace CamHa.Scheduler.FridayReport.Documents.Excel;

/// <summary>Writes a workbook. The same content gives the same file, byte for byte.</summary>
internal static class ExcelWriter
{
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
        using var package = new OfficePackage(
            "xl/workbook.xml",
            [
                ("xl/workbook.xml", $"{Main}.sheet.main+xml"),
                ("xl/styles.xml", $"{Main}.styles+xml"),
                .. content.Select((_, index) => (Part(index), $"{Main}.worksheet+xml")),
            ]);
        package.PutProperties(title, creator, at);
        package.Put("xl/styles.xml", ExcelStyles.Sheet());
        var (sheets, names) = (new X.Sheets(), new X.DefinedNames());
        foreach (var (index, (name, write)) in content.Index())
        {
            package.Put(Part(index), stream =>
            {
                using var sheet = write(stream);
                names.Append(
                    new X.DefinedName($"'{name}'!{Absolute(sheet.Table)}")
                    {
                        Name = "_xlnm._FilterDatabase",
                        LocalSheetId = (uint)index,
                        Hidden = true,
                    },
                    new X.DefinedName($"'{name}'!$1:$1") { Name = "_xlnm.Print_Titles", LocalSheetId = (uint)index });
            });
            sheets.Append(new X.Sheet { Name = name, SheetId = (uint)index + 1, Id = Id(index) });
        }

        package.Put("xl/workbook.xml", new X.Workbook(new X.BookViews(new X.WorkbookView()), sheets, names));
        package.PutRelationships("xl/_rels/workbook.xml.rels", [
            ("styles", $"{OfficePackage.Office}/styles", "styles.xml"),
            .. content.Select((_, index) => (Id(index), $"{OfficePackage.Office}/worksheet", Part(index)["xl/".Length..]))]);
        return package.ToArray();
    }

    private static string Id(int index) => string.Create(CultureInfo.InvariantCulture, $"sheet{index + 1}");

    private static string Part(int index) => $"xl/worksheets/{Id(index)}.xml";

    private static string Absolute(string range) => string.Join(':', range.Split(':').Select(cell => $"${cell[0]}${cell[1..]}"));
}
