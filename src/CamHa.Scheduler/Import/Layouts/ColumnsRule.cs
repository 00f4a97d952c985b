using System.Text.RegularExpressions;

namespace CamHa.Scheduler.Import.Layouts;

/// <summary>
/// Which column of a table holds what: by its heading, and where that says nothing or little, by what stands in the column.
/// </summary>
internal static partial class ColumnsRule
{
    // Of the cells with a text.
    private const double Enough = 0.5;
    private const double Sure = 0.8;
    private const double Alike = 0.3;

    // In letters, of a text in the middle.
    private const int Sentence = 12;

    /// <param name="headings">By column; empty for none.</param>
    /// <param name="contents">By column.</param>
    /// <returns>What each column is, by the columns of assignments.csv; empty for nothing.</returns>
    public static IReadOnlyList<(string Is, bool IsSure)> Decide(
        IReadOnlyList<string> headings, IReadOnlyList<ColumnContents> contents)
    {
        var readings = headings.Select(HeadingRule.Decide).ToList();
        var found = new (string Is, bool IsSure)[headings.Count];
        Array.Fill(found, ("", true));
        var taken = new HashSet<string>(StringComparer.Ordinal);
        // A number, if it is no number, is still the heading's: the contents are asked where a heading is weak.
        foreach (var (column, reading) in readings.Index()
            .Where(each => each.Item is { Column.Length: > 0 } reading && (!reading.IsWeak || Agrees(reading.Column, contents[each.Index])))
            .OrderByDescending(each => each.Item!.Score + (each.Item.IsWeak ? 0 : 100)))
        {
            if (taken.Add(reading!.Column))
                found[column] = (reading.Column, true);
        }

        // What no heading says. Whoever has a heading of another kind keeps it.
        foreach (var role in new[] { "code", "due", "lead", "title" })
        {
            if (taken.Contains(role))
                continue;
            var likely = Enumerable.Range(0, headings.Count)
                .Where(column => found[column].Is.Length == 0 && readings[column] is not { Column: "", IsWeak: false })
                .Select(column => (Column: column, Share: Share(role, contents[column])))
                .Where(each => each.Share >= Enough)
                .OrderByDescending(each => role == "title" ? contents[each.Column].Letters : each.Share)
                .ToList();
            if (likely.Count == 0)
                continue;
            // Work begins before it ends, and whoever leads stands before who helps.
            var alike = likely.TakeWhile(each => likely[0].Share - each.Share <= Alike).OrderBy(each => each.Column).ToList();
            var one = role switch
            {
                "due" => alike[^1],
                "lead" => alike[0],
                _ => likely[0],
            };
            taken.Add(role);
            found[one.Column] = (role, one.Share >= Sure && role != "title" && (role is not ("due" or "lead") || alike.Count == 1));
            if (role == "lead" && alike.Count > 1 && taken.Add("support"))
                found[alike[1].Column] = ("support", false);
        }

        return found;
    }

    private static bool Agrees(string role, ColumnContents contents) => role is "lead" or "due" or "code" or "title"
        ? Share(role, contents) >= (role == "lead" ? 0.3 : Enough)
        : true;

    private static double Share(string role, ColumnContents contents) => contents.Cells == 0 ? 0 : role switch
    {
        "code" => contents.Numbers / (double)contents.Cells,
        "due" => contents.Times / (double)contents.Cells,
        "lead" => contents.Units / (double)contents.Cells,
        _ => contents.Letters >= Sentence && Math.Max(contents.Numbers, contents.Times) < Enough * contents.Cells ? 1 : 0,
    };

    /// <summary>Whether a text numbers its row: 1, 1.2, IV, a), T05.</summary>
    public static bool IsNumber(string text) => text.Length <= 12 && NumberOfRow().IsMatch(text.Trim());

    [GeneratedRegex(@"^\(?(?:\d{1,4}(?:[.-]\d{1,3})*|[IVXivx]{1,5}|[A-Za-z]|[A-Za-z]{1,4}[-.]?\d{1,4})[.)]?$")]
    private static partial Regex NumberOfRow();
}

/// <summary>What stands in a column.</summary>
/// <param name="Cells">How many have a text.</param>
/// <param name="Numbers">How many of them number their rows.</param>
/// <param name="Times">How many are about time.</param>
/// <param name="Units">How many name units.</param>
/// <param name="Letters">How many letters a text has in the middle.</param>
internal sealed record ColumnContents(int Cells, int Numbers, int Times, int Units, int Letters);
