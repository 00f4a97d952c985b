namespace CamHa.Scheduler.Import.Layouts;

/// <summary>Finds the headings of a grid, below a letterhead and a title, in one row or two.</summary>
internal static class HeaderRule
{
    /// <summary>In rows: a letterhead and a title stand above the headings.</summary>
    public const int Within = 60;

    private const int Short = 40;

    /// <returns>Null where no row is one of headings.</returns>
    public static Header? Decide(Grid grid)
    {
        var counts = grid.Rows.Take(Within).Select(row => Known(row)).ToList();
        var best = counts.Count == 0 ? 0 : counts.Max();
        if (best < 2)
        {
            counts = [.. grid.Rows.Take(Within).Select(Meant)];
            best = counts.Count == 0 ? 0 : counts.Max();
        }

        if (best < 2)
            return null;
        var at = counts.IndexOf(best);
        var (first, last) = (at, at);
        // Headings that stand over others or below them: “Đơn vị thực hiện” over “Chủ trì” and “Phối hợp”.
        if (at + 1 < grid.Rows.Count && IsOfHeadings(grid.Rows[at + 1]))
            last = at + 1;
        else if (at > 0 && IsOfHeadings(grid.Rows[at - 1]))
            first = at - 1;
        var headings = Enumerable.Range(0, grid.Width).Select(column => Heading(grid, first, last, column)).ToList();
        // The numbers of the columns.
        var end = last + 1;
        while (end < grid.Rows.Count && IsOfNumbers(grid.Rows[end]))
            end++;
        return new(first, end, headings);
    }

    /// <summary>Whether a row says the headings again, as on the next page.</summary>
    public static bool IsRepeated(GridRow row, IReadOnlyList<string> headings)
    {
        var own = row.Own.ToList();
        return own.Count > 1 && own.TrueForAll(column => column < headings.Count && headings[column].Length > 0
            && HeadingRule.Folded(row[column].Text) == HeadingRule.Folded(headings[column]));
    }

    /// <summary>Whether a row only numbers the columns: (1), (2), (3).</summary>
    public static bool IsOfNumbers(GridRow row)
    {
        var own = row.Own.Select(column => row[column].Text.Trim(' ', '(', ')', '[', ']')).ToList();
        return own.Count > 2 && own.Count(text => text.Length == 1) >= own.Count - 1
            && own.TrueForAll(text => text.Length <= 2 && text.All(char.IsAsciiLetterOrDigit))
            && own.Where(text => text.All(char.IsAsciiDigit)).Select(int.Parse).ToList() is { Count: > 1 } numbers
            && numbers.Zip(numbers.Skip(1)).All(pair => pair.Second == pair.First + 1);
    }

    private static int Known(GridRow row)
    {
        var columns = Enumerable.Range(0, row.Cells.Count)
            .Where(column => HeadingRule.IsExact(row[column].Text))
            .Select(column => HeadingRule.Decide(row[column].Text)!.Column)
            .Where(column => column.Length > 0)
            .ToHashSet(StringComparer.Ordinal);
        // A sentence with one such word in each of two cells is none.
        return columns.Contains("title") || columns.Contains("lead") || columns.Contains("due") ? columns.Count : 0;
    }

    // Headings in words of their own: short ones, most of which say something, and no row's number or sentence among them.
    private static int Meant(GridRow row)
    {
        var own = row.Own.Select(column => row[column].Text).ToList();
        if (own.Count < 3 || own.Exists(text => text.Length > Short || text.Any(char.IsAsciiDigit)))
            return 0;
        var said = own.Select(HeadingRule.Decide).OfType<HeadingReading>().ToList();
        var columns = said.Select(reading => reading.Column).Where(column => column.Length > 0).ToHashSet(StringComparer.Ordinal);
        return 2 * said.Count > own.Count && columns.Contains("title") && (columns.Contains("lead") || columns.Contains("due"))
            && columns.Count > 2 ? columns.Count : 0;
    }

    private static bool IsOfHeadings(GridRow row) =>
        row.Own.ToList() is { Count: > 0 } own && own.TrueForAll(column => HeadingRule.IsExact(row[column].Text)) && own.Count > 1;

    private static string Heading(Grid grid, int first, int last, int column)
    {
        var below = grid.Rows[last][column].Text;
        return TableRow.Clean(string.IsNullOrWhiteSpace(below) ? grid.Rows[first][column].Text : below);
    }
}

/// <param name="First">The row, from 0.</param>
/// <param name="End">The row after it and what belongs to it.</param>
/// <param name="Headings">By column; empty for none.</param>
internal sealed record Header(int First, int End, IReadOnlyList<string> Headings);
