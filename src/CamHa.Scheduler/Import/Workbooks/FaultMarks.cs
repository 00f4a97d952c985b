using System.Xml;
using System.Xml.Linq;
using CamHa.Scheduler.FridayReport.Documents.Excel;
using CamHa.Scheduler.FridayReport.Documents.OpenXml;

namespace CamHa.Scheduler.Import.Workbooks;

/// <summary>
/// Writes the same workbook with the faults of its import: notes at red cells. Its parts are copied but for those that hold them, so
/// that nothing of it is lost that only Excel knows.
/// </summary>
internal sealed class FaultMarks : IDisposable
{
    private const string Workbook = "xl/workbook.xml";
    private const string Threads = "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment";
    private const string SpreadsheetTypes = "application/vnd.openxmlformats-officedocument.spreadsheetml";
    private const string Red = "FFFF8080";
    private static readonly XNamespace Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    // For a workbook that has no formats at all.
    private const string Plain =
        """
        <styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts count="1"><font/></fonts>
        <fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>
        <borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="1"><xf/></cellXfs></styleSheet>
        """;

    // What stands before the formats of rules in the part of the styles.
    private static readonly string[] BeforeFormats =
        ["numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles"];

    private readonly PackageParts _parts;
    private readonly List<(string Name, string Part, bool IsHidden)> _sheets;

    private FaultMarks(byte[] workbook)
    {
        _parts = new(workbook);
        var parts = _parts.Related(Workbook).DistinctBy(each => each.Id).ToDictionary(each => each.Id, each => each.Part);
        _sheets =
        [
            .. from sheet in _parts.Document(Workbook)?.Root?.Descendants(Main + "sheet") ?? []
               let id = (string?)sheet.Attribute((XNamespace)OfficePackage.Office + "id") ?? ""
               where parts.ContainsKey(id) && _parts.Has(parts[id])
               select ((string?)sheet.Attribute("name") ?? "", parts[id], (string?)sheet.Attribute("state") is "hidden" or "veryHidden"),
        ];
    }

    /// <param name="workbook">It, which is looked through first.</param>
    /// <param name="faults">At least one.</param>
    /// <param name="file">Where it is written to.</param>
    /// <exception cref="RefusedWorkbookException">It cannot be read, and why.</exception>
    public static void Write(byte[] workbook, IReadOnlyList<ImportError> faults, Stream file)
    {
        WorkbookGuard.Check(workbook);
        if (workbook is not [0x50, 0x4B, ..])
            throw new RefusedWorkbookException(WorkbookWords.NotMarked);
        try
        {
            using var marks = new FaultMarks(workbook);
            if (marks._sheets.Count == 0)
                throw new RefusedWorkbookException(WorkbookWords.NotMarked);
            marks.Mark(faults);
            marks._parts.Write(file);
        }
        catch (Exception e) when (e is XmlException or InvalidDataException or ArgumentException or InvalidOperationException)
        {
            throw new RefusedWorkbookException(WorkbookWords.Damaged, e);
        }
    }

    public void Dispose() => _parts.Dispose();

    private void Mark(IReadOnlyList<ImportError> faults)
    {
        var placed = faults.Select(Place).ToLookup(fault => fault.Sheet);
        int? format = null;
        foreach (var (at, sheet) in _sheets.Index())
        {
            var all = placed[at].ToList();
            using var stream = _parts.Open(sheet.Part);
            var look = MarkedSheet.Look(stream, all.Select(fault => fault.Line));
            if (all.Count == 0 && !look.IsMarked && !FaultNotes.HasOurs(Texts(sheet.Part).Document))
                continue;
            var threads = Threaded(sheet.Part);
            var seen = all.ConvertAll(fault => (Cell: look.Seen(fault.Line, fault.Column), Fault: fault));
            if (all.Count > 0)
                format ??= Format();
            var notes = seen
                .Select(each => (At: Free(each.Cell, threads), each.Fault))
                .GroupBy(each => CellName.Of(each.At.Line, each.At.Column), each => each.Fault.SaidAt(each.At))
                .ToDictionary(each => each.Key, each => string.Join('\n', each.Distinct()));
            var boxesId = Put(at, look, notes);
            var cells = seen.Select(each => CellName.Of(each.Cell.Line, each.Cell.Column)).Distinct().ToList();
            _parts.Put(sheet.Part, to =>
            {
                using var from = _parts.Open(sheet.Part);
                MarkedSheet.Copy(from, to, cells, format ?? 0, boxesId);
            });
        }
    }

    // A fault without a cell of its own stands at the first of its row, or of its sheet, or of the first sheet that is seen.
    private PlacedFault Place(ImportError fault)
    {
        var (name, cell) = (fault.File, fault.Cell ?? "");
        // A table in a form of its own has its places in one word.
        if (cell.Length == 0 && SheetOf(name) < 0 && name.LastIndexOf('!') is > 0 and var end)
            (name, cell) = (name[..end], name[(end + 1)..]);
        var sheet = SheetOf(name);
        if (sheet < 0)
        {
            var first = Math.Max(0, _sheets.FindIndex(each => !each.IsHidden));
            return new(first, 1, 0, fault.ToString(), fault.ToString());
        }

        var (line, column) = CellName.Parse(cell) ?? CellName.Parse($"A{cell}") ?? (1, 0);
        return new(sheet, line, column, fault.Message, fault.ToString());
    }

    private int SheetOf(string name) => _sheets.FindIndex(sheet => sheet.Name == name);

    // Excel shows a conversation in place of its cell's note.
    private static (int Line, int Column) Free((int Line, int Column) cell, HashSet<(int, int)> threads)
    {
        while (threads.Contains(cell))
            cell = (cell.Line, cell.Column + 1);
        return cell;
    }

    private HashSet<(int, int)> Threaded(string sheet) =>
    [
        .. from related in _parts.Related(sheet)
           where related.Type == Threads
           from thread in _parts.Document(related.Part)?.Root?.Elements() ?? []
           where thread.Name.LocalName == "threadedComment"
           select CellName.Parse((string?)thread.Attribute("ref") ?? "") into cell
           where cell is not null
           select cell.Value,
    ];

    // By what the sheet has to name its boxes from now on; null where it does so, or needs none.
    private string? Put(int at, MarkedSheet look, Dictionary<string, string> notes)
    {
        var sheet = _sheets[at].Part;
        var (part, document) = Texts(sheet);
        if (document is null)
        {
            if (notes.Count == 0)
                return null;
            part = _parts.Free("xl", $"camhaNotes{at + 1}", ".xml");
            _parts.Relate(sheet, "camhaNotes", "comments", part);
            _parts.Declare(part, $"{SpreadsheetTypes}.comments+xml");
            document = FaultNotes.Empty();
        }

        var changed = FaultNotes.Change(document, notes);
        _parts.Put(part, document);
        ExcelNote[] shown =
        [
            .. from note in changed
               let cell = CellName.Parse(note.Key)
               where cell is not null
               select new ExcelNote(cell.Value.Line - 1, cell.Value.Column, note.Value),
        ];
        var (boxes, before) = (_parts.Related(sheet).FirstOrDefault(each => each.Id == look.BoxesId).Part, (string?)null);
        string? id = null;
        if (boxes is not null && _parts.Has(boxes))
        {
            using var reader = new StreamReader(_parts.Open(boxes));
            before = reader.ReadToEnd();
        }
        else
        {
            boxes = _parts.Free("xl", $"camhaBoxes{at + 1}", ".vml");
            id = _parts.Relate(sheet, look.BoxesId ?? "camhaBoxes", "vmlDrawing", boxes);
            _parts.Declare(boxes, "application/vnd.openxmlformats-officedocument.vmlDrawing");
        }

        var bytes = FaultNotes.Boxes(before, shown, look, at + 1);
        _parts.Put(boxes, stream => stream.Write(bytes));
        return look.BoxesId is null ? id : null;
    }

    private (string Part, XDocument? Document) Texts(string sheet) =>
        _parts.Related(sheet).FirstOrDefault(each => each.Type == $"{OfficePackage.Office}/comments").Part is { } part
            ? (part, _parts.Document(part))
            : ("", null);

    // The number of the format that makes cells red; one of an earlier round serves again.
    private int Format()
    {
        var part = _parts.Related(Workbook).FirstOrDefault(each => each.Type == $"{OfficePackage.Office}/styles").Part;
        var document = part is null ? null : _parts.Document(part);
        if (document is null)
        {
            part = _parts.Free("xl", "camhaStyles", ".xml");
            _parts.Relate(Workbook, "camhaStyles", "styles", part);
            _parts.Declare(part, $"{SpreadsheetTypes}.styles+xml");
            document = XDocument.Parse(Plain);
        }

        var formats = document.Root!.Element(Main + "dxfs");
        if (formats is null)
        {
            formats = new(Main + "dxfs");
            if (document.Root.Elements().LastOrDefault(each => BeforeFormats.Contains(each.Name.LocalName)) is { } last)
                last.AddAfterSelf(formats);
            else
                document.Root.AddFirst(formats);
        }

        var red = new XElement(Main + "dxf", new XElement(Main + "fill", new XElement(
            Main + "patternFill",
            new XAttribute("patternType", "solid"),
            new XElement(Main + "fgColor", new XAttribute("rgb", Red)),
            new XElement(Main + "bgColor", new XAttribute("rgb", Red)))));
        var all = formats.Elements(Main + "dxf").ToList();
        if (all.FindIndex(each => XNode.DeepEquals(each, red)) is >= 0 and var known)
            return known;
        formats.Add(red);
        formats.SetAttributeValue("count", all.Count + 1);
        _parts.Put(part!, document);
        return all.Count;
    }

    /// <summary>A fault and the cell that it is shown at.</summary>
    private sealed record PlacedFault(int Sheet, int Line, int Column, string Message, string Named)
    {
        /// <summary>With its place, where it stands at another.</summary>
        public string SaidAt((int Line, int Column) cell) => cell == (Line, Column) ? Message : Named;
    }
}
