using System.Text;
using System.Text.RegularExpressions;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Import.Layouts;

/// <summary>
/// A table that was copied in Excel or Word and pasted as text: cells separated by tabs. Excel puts a cell with line breaks into
/// quotation marks; Word does not, and its rows have to be found by their tabs.
/// </summary>
internal static partial class PastedText
{
    public static Grid Of(string text)
    {
        var records = Records(CleanText.Of(text).TrimStart('\uFEFF'));
        var tabs = records.Where(record => record.Cells.Count > 1).CountBy(record => record.Cells.Count)
            .OrderByDescending(each => each.Value).ThenByDescending(each => each.Key).Select(each => each.Key).FirstOrDefault(1);
        // A row of Word's whose cells have several paragraphs is several lines, of which most are shorter than a whole row.
        var width = records.Count == 0 ? 1 : Math.Max(tabs, Headings(records) ?? 1);
        return new(GridPlace.Text, [.. Joined(records, width).Select(record =>
            new GridRow(record.Line, [.. record.Cells.Select(cell => new GridCell(cell))]))]);
    }

    private static int? Headings(List<(int Line, List<string> Cells)> records) => records
        .Where(record => record.Cells.Count(cell => HeadingRule.IsExact(cell)) >= 2)
        .Select(record => (int?)record.Cells.Count)
        .FirstOrDefault();

    private static IEnumerable<(int Line, List<string> Cells)> Joined(List<(int Line, List<string> Cells)> records, int width)
    {
        (int Line, List<string> Cells)? open = null;
        (int Line, List<string> Cells)? whole = null;
        foreach (var record in records)
        {
            if (open is { } begun)
            {
                if (begun.Cells.Count + record.Cells.Count - 1 <= width)
                {
                    begun.Cells[^1] += "\n" + record.Cells[0];
                    begun.Cells.AddRange(record.Cells.Skip(1));
                    if (begun.Cells.Count == width)
                        (whole, open) = (begun, null);
                    continue;
                }

                if (whole is { } last)
                    yield return last;
                (whole, open) = (begun, null);
            }

            // The last cell's second paragraph, unless it is the title of a section.
            if (record.Cells.Count == 1 && whole is { Cells: var cells } && cells.Count == width && width > 1
                && record.Cells[0].Length > 0 && !Numbered().IsMatch(record.Cells[0]))
            {
                cells[^1] += "\n" + record.Cells[0];
                continue;
            }

            if (whole is { } ended)
                yield return ended;
            whole = null;
            if (record.Cells.Count > 1 && record.Cells.Count < width)
                open = record;
            else
                whole = record;
        }

        if (whole is { } row)
            yield return row;
        if (open is { } rest)
            yield return rest;
    }

    private static List<(int Line, List<string> Cells)> Records(string text)
    {
        var records = new List<(int, List<string>)>();
        var (line, at) = (1, 0);
        while (at < text.Length)
        {
            var cells = new List<string>();
            var begin = line;
            do
                cells.Add(Cell(text, ref at, ref line));
            while (at < text.Length && text[at++] == '\t');
            line++;
            records.Add((begin, cells));
        }

        return records;
    }

    // Up to the tab or the line break after it.
    private static string Cell(string text, ref int at, ref int line)
    {
        if (at < text.Length && text[at] == '"' && Quoted(text, at) is var (cell, end))
        {
            line += cell.AsSpan().Count('\n');
            at = end;
            return cell;
        }

        var stop = text.AsSpan(at).IndexOfAny('\t', '\n');
        var plain = stop < 0 ? text[at..] : text.Substring(at, stop);
        at += plain.Length;
        return plain;
    }

    // Null where the mark is not closed before a tab: it is a letter like any other.
    private static (string Cell, int End)? Quoted(string text, int at)
    {
        var cell = new StringBuilder();
        for (var i = at + 1; i < text.Length && text[i] != '\t'; i++)
        {
            if (text[i] != '"')
                cell.Append(text[i]);
            else if (i + 1 < text.Length && text[i + 1] == '"')
                cell.Append(text[i++]);
            else
                return i + 1 == text.Length || text[i + 1] is '\t' or '\n' ? (cell.ToString(), i + 1) : null;
        }

        return null;
    }

    [GeneratedRegex(@"^\s*(?:[IVXivx]+|[A-Za-z]|\d+)[.)/]")]
    private static partial Regex Numbered();
}
