using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.FridayReport.Documents.Excel;

/// <summary>What Excel offers and takes in a column's cells below the header.</summary>
internal sealed record ExcelCheck
{
    /// <summary>Excel takes no longer list that stands in the check itself.</summary>
    private const int LongestList = 255;

    private ExcelCheck()
    {
    }

    /// <summary>The formula of the list that drops down; null where none does.</summary>
    public string? List { get; private init; }

    /// <summary>The first and the last day; null where the check is a list.</summary>
    public (DateOnly First, DateOnly Last)? Days { get; private init; }

    /// <summary>What to write; empty where anything may be written.</summary>
    public string Message { get; init; } = "";

    /// <summary>Whether nothing else may be written, or only after a warning.</summary>
    public bool IsStrict { get; init; }

    /// <summary>The words but those with a comma; null where no list can hold them.</summary>
    public static ExcelCheck? OneOf(IEnumerable<string> words)
    {
        var list = string.Join(
            ',',
            from word in words.Select(CleanText.OneLine).Distinct(StringComparer.Ordinal)
            where word.Length > 0 && !word.Contains(',', StringComparison.Ordinal)
            select word);
        return list.Length is 0 or > LongestList ? null : new() { List = $"\"{list.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" };
    }

    /// <summary>The values of a range that has a name.</summary>
    public static ExcelCheck Named(string name) => new() { List = name };

    public static ExcelCheck Between(DateOnly first, DateOnly last) => new() { Days = (first, last) };
}
