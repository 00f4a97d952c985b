using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using CamHa.Scheduler.FridayReport.Documents.Excel;
using CamHa.Scheduler.FridayReport.Documents.OpenXml;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Import.Workbooks;

/// <summary>
/// The notes of a sheet that say what is wrong with its cells. A note that is there keeps its text, and the faults stand below it.
/// </summary>
internal static partial class FaultNotes
{
    /// <summary>What begins the faults in a note, in either language; they are found by it, and taken away, in the next round.</summary>
    public const string Sign = "[camha import]";

    private const string Author = "camha";
    private const int Longest = 30_000;
    private static readonly XNamespace Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    public static bool HasOurs(XDocument? texts) => texts?.Root?.Value.Contains(Sign, StringComparison.Ordinal) == true;

    /// <summary>Puts notes in, and takes those of an earlier round away.</summary>
    /// <param name="texts">The notes that are there.</param>
    /// <param name="faults">By the names of the cells.</param>
    /// <returns>The whole text of each cell's note; empty where it is gone.</returns>
    public static Dictionary<string, string> Change(XDocument texts, IReadOnlyDictionary<string, string> faults)
    {
        var list = texts.Root!.Element(Main + "commentList") ?? throw new RefusedWorkbookException(WorkbookWords.Damaged);
        var changed = new Dictionary<string, string>();
        var known = new Dictionary<string, XElement>();
        foreach (var comment in list.Elements(Main + "comment").ToList())
        {
            var cell = (string?)comment.Attribute("ref") ?? "";
            if (!Strip(comment))
            {
                known[cell] = comment;
                continue;
            }

            changed[cell] = Text(comment);
            if (changed[cell].Length > 0)
                known[cell] = comment;
            else
                comment.Remove();
        }

        foreach (var (cell, fault) in faults)
        {
            var own = $"{Sign}\n{fault}".Abbreviated(Longest);
            if (known.TryGetValue(cell, out var comment))
                Append(comment, own);
            else
                list.Add(comment = New(texts, cell, own));
            changed[cell] = Text(comment);
        }

        return changed;
    }

    public static XDocument Empty() =>
        new(new XElement(Main + "comments", new XElement(Main + "authors"), new XElement(Main + "commentList")));

    /// <summary>The boxes in which the notes are shown. They may be no XML: Excel writes them as a page of old.</summary>
    /// <param name="boxes">Those that are there; null for none.</param>
    /// <param name="notes">The notes that are new or changed; those without a text are gone.</param>
    /// <param name="sheet">How it is laid out.</param>
    /// <param name="number">The sheet's number.</param>
    public static byte[] Boxes(string? boxes, IReadOnlyList<ExcelNote> notes, MarkedSheet sheet, int number)
    {
        if (boxes is null)
        {
            using var memory = new MemoryStream();
            ExcelNotes.Boxes(memory, [], [], [], number);
            boxes = Encoding.UTF8.GetString(memory.ToArray());
        }

        var byCell = notes.ToDictionary(note => (note.Row, note.Column));
        var shown = new HashSet<(int, int)>();
        boxes = Shape().Replace(boxes, shape =>
        {
            if (!shape.Value.Contains("ObjectType=\"Note\"", StringComparison.Ordinal)
                || At(RowOfShape(), shape.Value) is not { } row || At(ColumnOfShape(), shape.Value) is not { } column
                || !byCell.TryGetValue((row, column), out var note))
                return shape.Value;
            return note.Text.Length == 0 || !shown.Add((row, column)) ? ""
                : AnchorOfShape().Replace(shape.Value, $"<x:Anchor>{ExcelNotes.Anchor(note, sheet.Width, sheet.Height)}</x:Anchor>");
        });
        var last = ShapeId().Matches(boxes)
            .Select(match => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture))
            .Append(number * 1024)
            .Max();
        var more = string.Concat(notes
            .Where(note => note.Text.Length > 0 && !shown.Contains((note.Row, note.Column)))
            .Select((note, at) => ExcelNotes.Box(note, last + at + 1, sheet.Width, sheet.Height)));
        var end = boxes.LastIndexOf("</xml>", StringComparison.Ordinal);
        return end < 0 ? throw new RefusedWorkbookException(WorkbookWords.Damaged) : Encoding.UTF8.GetBytes(boxes.Insert(end, more));
    }

    private static int? At(Regex place, string shape) =>
        place.Match(shape) is { Success: true } match ? int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : null;

    // Without what says how to pronounce it.
    private static IEnumerable<XElement> Texts(XElement comment) =>
        comment.Element(Main + "text")?.Descendants(Main + "t").Where(text => text.Parent!.Name != Main + "rPh") ?? [];

    private static string Text(XElement comment) => string.Concat(Texts(comment).Select(text => text.Value));

    // Cuts the faults of an earlier round off; false where there are none.
    private static bool Strip(XElement comment)
    {
        var whole = Text(comment);
        var left = whole.IndexOf(Sign, StringComparison.Ordinal);
        if (left < 0)
            return false;
        left = whole[..left].TrimEnd().Length;
        foreach (var text in Texts(comment).ToList())
        {
            var kept = Math.Min(left, text.Value.Length);
            left -= kept;
            if (kept > 0)
                text.Value = text.Value[..kept];
            else if (text.Parent!.Name == Main + "r")
                text.Parent.Remove();
            else
                text.Remove();
        }

        return true;
    }

    private static void Append(XElement comment, string own)
    {
        var text = comment.Element(Main + "text");
        if (text is null)
            comment.AddFirst(text = new XElement(Main + "text"));
        if (text.Element(Main + "t") is { } plain)
            plain.ReplaceWith(new XElement(Main + "r", new XElement(plain)));
        text.Add(new XElement(Main + "r", Words((Text(comment).Length > 0 ? "\n\n" : "") + own)));
    }

    private static XElement New(XDocument texts, string cell, string own)
    {
        var authors = texts.Root!.Element(Main + "authors");
        if (authors is null)
            texts.Root.AddFirst(authors = new XElement(Main + "authors"));
        var names = authors.Elements(Main + "author").Select(author => author.Value).ToList();
        if (!names.Contains(Author))
            authors.Add(new XElement(Main + "author", Author));
        return new(
            Main + "comment",
            new XAttribute("ref", cell),
            new XAttribute("authorId", names.Contains(Author) ? names.IndexOf(Author) : names.Count),
            new XElement(Main + "text", new XElement(Main + "r", Words(own))));
    }

    private static XElement Words(string text) => new(
        Main + "t", new XAttribute(XNamespace.Xml + "space", "preserve"), ExcelText.Escape(XmlText.Safe(text)));

    [GeneratedRegex(@"<v:shape\b.*?</v:shape>\s*", RegexOptions.Singleline)]
    private static partial Regex Shape();

    [GeneratedRegex(@"<x:Row>\s*(\d{1,7})\s*</x:Row>")]
    private static partial Regex RowOfShape();

    [GeneratedRegex(@"<x:Column>\s*(\d{1,5})\s*</x:Column>")]
    private static partial Regex ColumnOfShape();

    [GeneratedRegex(@"<x:Anchor>[^<]*</x:Anchor>")]
    private static partial Regex AnchorOfShape();

    [GeneratedRegex(@"_s(\d{1,8})""")]
    private static partial Regex ShapeId();
}
