using System.Globalization;
using System.Text;
using CamHa.Scheduler.FridayReport.Documents.Drawing;

namespace CamHa.Scheduler.FridayReport.Documents.Pdf;

/// <summary>
/// Adds bookmarks, language and title, which Skia cannot write. They follow Skia's file as an incremental update (ISO 32000-1,
/// 7.5.6), so that the pages are neither read nor rewritten.
/// </summary>
internal static class PdfOutline
{
    public static byte[] Append(byte[] file, IReadOnlyList<Bookmark> bookmarks, string title, string author, DateTime asOf)
    {
        var tail = Encoding.Latin1.GetString(file.AsSpan(Math.Max(0, file.Length - 1024)));
        var table = Number(tail, "startxref\n");
        var size = Number(tail, "/Size ");
        var root = Number(tail, "/Root ");
        var update = new Update(file.Length);

        var catalog = ObjectAt(file, Offset(file, table, root));
        update.Add(root, string.Create(
            CultureInfo.InvariantCulture,
            $"{catalog[..catalog.LastIndexOf(">>", StringComparison.Ordinal)]}\n/Lang (vi-VN) /ViewerPreferences <</DisplayDocTitle true>>"
            + $" /PageMode /UseOutlines /Outlines {size} 0 R>>"));
        AddOutline(update, bookmarks, size);
        var info = size + 1 + bookmarks.Count;
        update.Add(info, string.Create(
            CultureInfo.InvariantCulture,
            $"<</Title {Words(title)} /Author {Words(author)} /Producer (Skia/PDF)"
            + $" /CreationDate (D:{asOf:yyyyMMddHHmmss}) /ModDate (D:{asOf:yyyyMMddHHmmss})>>"));

        var appended = update.Close(string.Create(
            CultureInfo.InvariantCulture,
            $"<</Size {info + 1} /Root {root} 0 R /Info {info} 0 R /Prev {table}>>"));
        var whole = new byte[file.Length + appended.Length];
        file.CopyTo(whole, 0);
        appended.CopyTo(whole, file.Length);
        return whole;
    }

    /// <summary>One object for the list, then one for each bookmark in their order.</summary>
    private static void AddOutline(Update update, IReadOnlyList<Bookmark> bookmarks, int list)
    {
        var parents = new int[bookmarks.Count]; // -1: the list itself
        var path = new Stack<int>();
        for (var at = 0; at < bookmarks.Count; at++)
        {
            while (path.Count > 0 && bookmarks[path.Peek()].Level >= bookmarks[at].Level)
                path.Pop();
            parents[at] = path.Count > 0 ? path.Peek() : -1;
            path.Push(at);
        }

        var children = Enumerable.Range(0, bookmarks.Count).ToLookup(at => parents[at]);
        var neighbours = new string[bookmarks.Count];
        foreach (var siblings in children)
        {
            var previous = -1;
            foreach (var at in siblings)
            {
                if (previous >= 0)
                    neighbours[previous] += $" /Next {Object(at)} 0 R";
                neighbours[at] = previous >= 0 ? $" /Prev {Object(previous)} 0 R" : "";
                previous = at;
            }
        }

        update.Add(list, $"<</Type /Outlines{Inside(-1)}>>");
        for (var at = 0; at < bookmarks.Count; at++)
        {
            update.Add(
                Object(at),
                $"<</Title {Words(bookmarks[at].Title)} /Parent {Object(parents[at])} 0 R"
                + $" /Dest /{bookmarks[at].Name}{neighbours[at]}{Inside(at)}>>");
        }

        int Object(int at) => list + 1 + at;

        // A negative count shows an entry closed: the reader opens the section of interest.
        string Inside(int parent) => !children.Contains(parent)
            ? ""
            : $" /First {Object(children[parent].First())} 0 R /Last {Object(children[parent].Last())} 0 R"
                + $" /Count {(parent < 0 ? "" : "-")}{children[parent].Count()}";
    }

    private static int Number(string text, string before)
    {
        var start = text.LastIndexOf(before, StringComparison.Ordinal) + before.Length;
        var end = start;
        while (char.IsAsciiDigit(text[end]))
            end++;
        return int.Parse(text.AsSpan(start, end - start), CultureInfo.InvariantCulture);
    }

    /// <summary>Where an object starts. Each entry of the cross-reference table takes twenty bytes.</summary>
    private static int Offset(byte[] file, int table, int number)
    {
        var first = file.AsSpan(table).IndexOf("0000000000 65535 f"u8);
        return int.Parse(file.AsSpan(table + first + (20 * number), 10), CultureInfo.InvariantCulture);
    }

    private static string ObjectAt(byte[] file, int offset)
    {
        var bytes = file.AsSpan(offset);
        var start = bytes.IndexOf(" obj"u8) + 4;
        return Encoding.Latin1.GetString(bytes[start..bytes.IndexOf("endobj"u8)]).Trim();
    }

    private static string Words(string text) => "<FEFF" + Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(Printable.Of(text))) + ">";

    private sealed class Update(int start)
    {
        private readonly StringBuilder _text = new("\n");
        private readonly SortedList<int, int> _offsets = [];

        public void Add(int number, string content)
        {
            _offsets.Add(number, start + _text.Length);
            _text.Append(CultureInfo.InvariantCulture, $"{number} 0 obj\n{content}\nendobj\n");
        }

        public byte[] Close(string trailer)
        {
            var table = start + _text.Length;
            _text.Append("xref\n");
            foreach (var (number, offset) in _offsets)
                _text.Append(CultureInfo.InvariantCulture, $"{number} 1\n{offset:D10} 00000 n \n");
            _text.Append(CultureInfo.InvariantCulture, $"trailer\n{trailer}\nstartxref\n{table}\n%%EOF\n");
            return Encoding.Latin1.GetBytes(_text.ToString());
        }
    }
}
