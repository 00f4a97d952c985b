using System.Globalization;
using System.IO.Compression;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using CellWords = DocumentFormat.OpenXml.Spreadsheet.Text;
using OurCellName = CamHa.Scheduler.Import.Workbooks.CellName;

namespace CamHa.Scheduler.Tests.Import.Workbooks;

/// <summary>A workbook for a test, sheet by sheet; null leaves a cell out.</summary>
internal sealed class WorkbookBuilder
{
    private readonly List<(string Name, object?[][] Rows, SheetLook Look)> _sheets = [];
    private readonly List<string> _formats = [];

    public bool Is1904 { get; init; }

    /// <summary>Texts, numbers, days, flags, and what <see cref="With"/> and <see cref="Computed"/> make.</summary>
    public WorkbookBuilder Sheet(string name, params object?[][] rows) => Shown(name, new(), rows);

    public WorkbookBuilder Shown(string name, SheetLook look, params object?[][] rows)
    {
        _sheets.Add((name, rows, look));
        return this;
    }

    /// <summary>A number with a format.</summary>
    public static object With(double number, string format) => (number, format);

    /// <summary>A formula with what was kept of its result; null for nothing. <c>#N/A</c> is an error.</summary>
    public static object Computed(string formula, object? result) => (formula, result);

    public byte[] ToBytes()
    {
        using var memory = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(memory, SpreadsheetDocumentType.Workbook))
        {
            var book = document.AddWorkbookPart();
            book.Workbook = new(new WorkbookProperties { Date1904 = Is1904 }, new Sheets());
            foreach (var (name, rows, look) in _sheets)
            {
                var part = book.AddNewPart<WorksheetPart>();
                part.Worksheet = Worksheet(rows, look);
                book.Workbook.Sheets!.AppendChild(new Sheet
                {
                    Name = name,
                    SheetId = (uint)book.Workbook.Sheets.Count() + 1,
                    Id = book.GetIdOfPart(part),
                    State = look.State,
                });
            }

            book.AddNewPart<WorkbookStylesPart>().Stylesheet = Styles();
        }

        return memory.ToArray();
    }

    /// <summary>The same with one part changed, or added.</summary>
    public static byte[] Change(byte[] workbook, string part, Func<string, string> change)
    {
        using var memory = new MemoryStream();
        memory.Write(workbook);
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Update, leaveOpen: true))
        {
            var before = "";
            if (zip.GetEntry(part) is { } entry)
            {
                using (var reader = new StreamReader(entry.Open()))
                    before = reader.ReadToEnd();
                entry.Delete();
            }

            using var writer = new StreamWriter(zip.CreateEntry(part).Open(), new UTF8Encoding(false));
            writer.Write(change(before));
        }

        return memory.ToArray();
    }

    private Worksheet Worksheet(object?[][] rows, SheetLook look)
    {
        var data = new SheetData();
        foreach (var (at, values) in rows.Index())
        {
            var row = new Row { RowIndex = (uint)at + 1, Hidden = look.HiddenRows.Contains(at + 1) ? true : null };
            foreach (var (column, value) in values.Index())
            {
                if (value is not null)
                    row.AppendChild(Cell(OurCellName.Of(at + 1, column), value));
            }

            data.AppendChild(row);
        }

        var sheet = new Worksheet();
        if (look.HiddenColumn is { } hidden)
            sheet.AppendChild(new Columns(new Column { Min = hidden, Max = hidden, Width = 9, Hidden = true }));
        sheet.AppendChild(data);
        if (look.Merges.Count > 0)
            sheet.AppendChild(new MergeCells(look.Merges.Select(range => new MergeCell { Reference = range })));
        return sheet;
    }

    private Cell Cell(string name, object value)
    {
        var cell = new Cell { CellReference = name };
        switch (value)
        {
            case (string formula, var result):
                if (result is not null)
                    cell = Cell(name, result);
                if (result is string kept)
                {
                    cell.RemoveAllChildren();
                    (cell.DataType, cell.CellValue) = (kept.StartsWith('#') ? CellValues.Error : CellValues.String, new(kept));
                }

                cell.CellFormula = new(formula);
                break;
            case string text:
                cell.DataType = CellValues.InlineString;
                // Bold is what follows a bar: rich text.
                cell.InlineString = text.Split('|') is [var plain, var bold]
                    ? new(Run(plain), Run(bold, new RunProperties(new Bold())))
                    : new(new CellWords(text) { Space = SpaceProcessingModeValues.Preserve });
                break;
            case bool flag:
                (cell.DataType, cell.CellValue) = (CellValues.Boolean, new(flag));
                break;
            case DateTime day:
                cell.CellValue = new((day - (Is1904 ? new DateTime(1904, 1, 1) : new DateTime(1899, 12, 30))).TotalDays);
                cell.StyleIndex = Style(day.TimeOfDay == TimeSpan.Zero ? "dd/mm/yyyy" : "dd/mm/yyyy hh:mm");
                break;
            case (double number, string format):
                cell.CellValue = new(number);
                cell.StyleIndex = Style(format);
                break;
            default:
                cell.CellValue = new(Convert.ToDouble(value, CultureInfo.InvariantCulture));
                break;
        }

        return cell;
    }

    private static Run Run(string text, RunProperties? properties = null)
    {
        var run = new Run();
        if (properties is not null)
            run.AppendChild(properties);
        run.AppendChild(new CellWords(text) { Space = SpaceProcessingModeValues.Preserve });
        return run;
    }

    private uint Style(string format)
    {
        if (!_formats.Contains(format))
            _formats.Add(format);
        return (uint)_formats.IndexOf(format) + 1;
    }

    private Stylesheet Styles() => new(
        new NumberingFormats(_formats.Select((format, at) => new NumberingFormat { NumberFormatId = 200 + (uint)at, FormatCode = format })),
        new DocumentFormat.OpenXml.Spreadsheet.Fonts(new Font()),
        new Fills(new Fill()),
        new Borders(new Border()),
        new CellStyleFormats(new CellFormat()),
        new CellFormats(new[] { new CellFormat() }.Concat(_formats.Select(
            (_, at) => new CellFormat { NumberFormatId = 200 + (uint)at, ApplyNumberFormat = true }))));
}

/// <summary>How a sheet is shown.</summary>
internal sealed record SheetLook
{
    public EnumValue<SheetStateValues>? State { get; init; }

    public IReadOnlyList<int> HiddenRows { get; init; } = [];

    /// <summary>From 1.</summary>
    public uint? HiddenColumn { get; init; }

    public IReadOnlyList<string> Merges { get; init; } = [];
}
