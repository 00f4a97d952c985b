using System.Globalization;
using System.Text.RegularExpressions;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Import.Layouts;

/// <summary>
/// The codes of assignments whose table has none of ours. What is there already by the same title keeps its code, and no code that
/// is there is given to another title.
/// </summary>
internal static partial class AssignmentCodeRule
{
    private const int LongestCode = 32;

    /// <param name="rows">Numbers and titles, in the table's order.</param>
    /// <param name="existing">Codes and titles of the database.</param>
    /// <returns>By row, the code, and the code that its number says and another title has; null for none.</returns>
    public static IReadOnlyList<(string Code, string? TakenCode)> Decide(
        IReadOnlyList<(string Number, string Title)> rows, IReadOnlyList<(string Code, string Title)> existing)
    {
        var byTitle = existing.GroupBy(each => FoldKey.Of(each.Title))
            .ToDictionary(group => group.Key, group => new Queue<string>(group.Select(each => each.Code).Order(StringComparer.Ordinal)));
        var titles = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (code, title) in existing)
            titles.TryAdd(code, title);
        var wanted = Wanted(rows);
        var codes = new string?[rows.Count];
        var taken = new string?[rows.Count];
        var used = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (i, row) in rows.Index())
        {
            if (byTitle.TryGetValue(FoldKey.Of(row.Title), out var same) && same.TryDequeue(out var code))
                used.Add(codes[i] = code);
        }

        var next = 0;
        foreach (var (i, row) in rows.Index().Where(each => codes[each.Index] is null))
        {
            var own = wanted[i];
            // A title that was corrected keeps its code; a title that is another's does not take it.
            var isOther = titles.TryGetValue(own, out var title) && FoldKey.Nearest(row.Title, [title]) is null;
            if (isOther)
                taken[i] = own;
            while (isOther || used.Contains(own))
            {
                own = Plain(++next, rows.Count);
                isOther = titles.ContainsKey(own);
            }

            used.Add(codes[i] = own);
        }

        return [.. codes.Zip(taken, (code, other) => (code!, other))];
    }

    // Numbers that begin anew in each section are counted through.
    private static List<string> Wanted(IReadOnlyList<(string Number, string Title)> rows)
    {
        var own = rows.Select(row => Own(row.Number, rows.Count)).ToList();
        return own.TrueForAll(code => code is not null) && own.Distinct(StringComparer.OrdinalIgnoreCase).Count() == rows.Count
            ? own.ConvertAll(code => code!)
            : [.. rows.Select((_, i) => Plain(i + 1, rows.Count))];
    }

    private static string? Own(string number, int count)
    {
        var text = number.Trim(' ', '.', ')', '(');
        if (text.Length is 0 or > LongestCode - 1 || !Code().IsMatch(text))
            return null;
        return char.IsAsciiLetter(text[0]) ? text
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var plain) ? Plain(plain, count)
            : $"T{text}";
    }

    private static string Plain(int number, int count) =>
        $"T{number.ToString(CultureInfo.InvariantCulture).PadLeft(Math.Max(2, count.ToString(CultureInfo.InvariantCulture).Length), '0')}";

    // “5”, “1.2”, “NV-03”; a letter alone numbers within something else.
    [GeneratedRegex(@"^(?:\d{1,6}(?:[.-]\d{1,4})*|[A-Za-z]{1,6}[-._]?\d[A-Za-z0-9._-]*)$")]
    private static partial Regex Code();
}
