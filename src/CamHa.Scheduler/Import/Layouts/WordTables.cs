using System.IO.Compression;
using System.Text;
using CamHa.Scheduler.Import.Workbooks;
using CamHa.Scheduler.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using WordRow = DocumentFormat.OpenXml.Wordprocessing.TableRow;

namespace CamHa.Scheduler.Import.Layouts;

/// <summary>The tables of a Word document. One row at a time is in memory.</summary>
internal static class WordTables
{
    private const int MostColumns = 200;
    private const int MostCells = 1_000_000;

    /// <param name="bytes">The document.</param>
    /// <param name="inner">Takes the places and texts of tables within cells, which are not read.</param>
    /// <exception cref="RefusedDocumentException">It cannot be read, and why.</exception>
    public static IReadOnlyList<Grid> Read(byte[] bytes, ICollection<(string Where, string Text)>? inner = null)
    {
        try
        {
            WorkbookGuard.CheckDocument(bytes);
            using var document = WordprocessingDocument.Open(new MemoryStream(bytes, writable: false), isEditable: false);
            return document.MainDocumentPart is { } part ? Read(part, inner ?? []) : [];
        }
        catch (RefusedWorkbookException e)
        {
            throw new RefusedDocumentException(LayoutWords.OfDocument(e.Message), e);
        }
        catch (Exception e) when (e is not (OutOfMemoryException or RefusedDocumentException))
        {
            // The reader checks little of what it reads: a byte that is wrong may be any exception.
            throw new RefusedDocumentException(LayoutWords.DamagedDocument, e);
        }
    }

    /// <summary>Whether it is a document, whatever it is called; whether it can be read is found out by reading it.</summary>
    public static bool IsDocument(byte[] bytes)
    {
        try
        {
            using var zip = new ZipArchive(new MemoryStream(bytes, writable: false));
            return zip.Entries.Any(entry => entry.FullName.Equals("word/document.xml", StringComparison.OrdinalIgnoreCase));
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    /// <summary>Whether a document that was read has macros; they are not run.</summary>
    public static bool HasMacros(byte[] bytes)
    {
        using var zip = new ZipArchive(new MemoryStream(bytes, writable: false));
        return zip.Entries.Any(entry => entry.Name.Equals("vbaProject.bin", StringComparison.OrdinalIgnoreCase));
    }

    private static List<Grid> Read(MainDocumentPart part, ICollection<(string Where, string Text)> inner)
    {
        using var reader = OpenXmlReader.Create(part);
        var grids = new List<Grid>();
        TableRows? rows = null;
        var cells = 0;
        while (reader.Read())
        {
            if (reader.ElementType == typeof(Table))
            {
                if (reader.IsStartElement)
                {
                    rows = new(GridPlace.WordTable(grids.Count + 1), inner);
                }
                else if (rows is not null)
                {
                    grids.Add(new(GridPlace.WordTable(grids.Count + 1), rows.Rows));
                    rows = null;
                }
            }
            else if (reader.IsStartElement && (reader.ElementType == typeof(Paragraph)
                || reader.ElementType == typeof(AlternateContentFallback)))
            {
                // A table in a frame of text is no table of the document's.
                reader.LoadCurrentElement();
            }
            else if (reader.IsStartElement && reader.ElementType == typeof(WordRow) && reader.LoadCurrentElement() is WordRow row)
            {
                cells += rows?.Add(row) ?? 0;
                if (cells > MostCells)
                    throw new RefusedDocumentException(LayoutWords.TooManyCells(MostCells));
            }
        }

        return grids;
    }

    /// <summary>The rows of a table, with what is merged from row to row.</summary>
    private sealed class TableRows(GridPlace place, ICollection<(string Where, string Text)> inner)
    {
        private readonly Dictionary<int, string> _merged = [];
        private int _line;

        public List<GridRow> Rows { get; } = [];

        /// <returns>How many cells it has.</returns>
        public int Add(WordRow row)
        {
            // Deleted, and kept to be seen until somebody accepts it.
            if (row.TableRowProperties?.GetFirstChild<Deleted>() is not null)
                return 0;
            _line++;
            var cells = new List<GridCell>();
            var before = row.TableRowProperties?.GetFirstChild<GridBefore>()?.Val?.Value ?? 0;
            cells.AddRange(Enumerable.Repeat(new GridCell(""), Math.Clamp(before, 0, MostColumns)));
            foreach (var cell in Cells(row))
            {
                if (cells.Count >= MostColumns)
                    break;
                Add(cells, cell);
            }

            Rows.Add(new(_line, cells));
            return cells.Count;
        }

        private void Add(List<GridCell> cells, TableCell cell)
        {
            var properties = cell.TableCellProperties;
            var span = Math.Clamp(properties?.GridSpan?.Val?.Value ?? 1, 1, MostColumns - cells.Count);
            var column = cells.Count;
            var isContinued = properties?.VerticalMerge is { } merge && !(merge.Val?.Value == MergedCellValues.Restart);
            var isBeside = properties?.HorizontalMerge is { } beside && !(beside.Val?.Value == MergedCellValues.Restart);
            var text = isBeside || properties?.GetFirstChild<CellDeletion>() is not null ? "" : TextOf(cell);
            if (cell.Descendants<WordRow>().ToList() is { Count: > 0 } within && inner.Count < MostColumns)
                inner.Add((place.Of(_line, column), string.Join("; ", within.Select(row => TableRow.Clean(InnerText(row))))));
            if (isContinued && string.IsNullOrWhiteSpace(text))
            {
                cells.Add(new(_merged.GetValueOrDefault(column, ""), IsCarried: true));
            }
            else
            {
                cells.Add(new(text));
                if (properties?.VerticalMerge is not null)
                    _merged[column] = text;
                else
                    _merged.Remove(column);
            }

            for (; span > 1; span--)
                cells.Add(new(""));
        }

        // Cells may stand in controls, of which forms are made.
        private static IEnumerable<TableCell> Cells(OpenXmlElement parent) => parent.ChildElements.SelectMany(child => child switch
        {
            TableCell cell => [cell],
            SdtCell or SdtContentCell or CustomXmlCell => Cells(child),
            _ => [],
        });
    }

    private static string InnerText(WordRow row) =>
        string.Join(' ', row.Elements<TableCell>().Select(TextOf).Where(text => text.Length > 0));

    // A table within the cell is left out: its rows are no rows of this one.
    private static string TextOf(OpenXmlElement cell)
    {
        var text = new StringBuilder();
        AddParagraphs(cell, text);
        return CleanText.Of(text.ToString()).Trim();
    }

    private static void AddParagraphs(OpenXmlElement parent, StringBuilder text)
    {
        foreach (var child in parent.ChildElements)
        {
            if (child is Paragraph)
            {
                AddRuns(child, text);
                text.Append('\n');
            }
            else if (child is SdtBlock or SdtContentBlock or CustomXmlBlock)
            {
                AddParagraphs(child, text);
            }
        }
    }

    private static void AddRuns(OpenXmlElement parent, StringBuilder text)
    {
        foreach (var child in parent.ChildElements)
        {
            switch (child)
            {
                case DocumentFormat.OpenXml.Wordprocessing.Text letters:
                    text.Append(letters.Text);
                    break;
                case TabChar:
                    text.Append(' ');
                    break;
                case Break or CarriageReturn:
                    text.Append('\n');
                    break;
                case NoBreakHyphen:
                    text.Append('-');
                    break;
                // Deleted, or moved to where it is read.
                case DeletedRun or MoveFromRun or AlternateContent or Drawing or Picture:
                    break;
                case Run run when IsHidden(run):
                    break;
                case OpenXmlCompositeElement:
                    AddRuns(child, text);
                    break;
            }
        }
    }

    private static bool IsHidden(Run run) =>
        run.RunProperties?.Vanish is { } vanish && (vanish.Val is null || vanish.Val.Value);
}
