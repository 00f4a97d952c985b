namespace CamHa.Scheduler.FridayReport.Documents;

/// <summary>
/// The widths of a table's columns, by what is in them: a column of long texts gets more, but not so much that others break
/// within a word.
/// </summary>
internal static class ColumnShareRule
{
    private const int Whole = 100;
    private const int Narrowest = 3;

    // In characters: one broken line of this length still reads well.
    private const int LongestWord = 12;

    /// <param name="columns">Each column's texts, with its header.</param>
    /// <returns>Shares that add up to 100.</returns>
    public static IReadOnlyList<int> Decide(IReadOnlyList<IReadOnlyList<string>> columns)
    {
        var weights = columns.Select(WeightOf).ToList();
        var least = columns.Select(texts => Math.Max(Narrowest, Math.Min(LongestWord, texts.Max(LongestIn)))).ToList();
        // What every column needs for its longest word comes first, the rest by weight.
        var room = Math.Max(0, Whole - least.Sum());
        var shares = least.Zip(weights, (words, weight) => words + (int)(room * weight / weights.Sum())).ToList();
        shares[weights.IndexOf(weights.Max())] += Whole - shares.Sum();
        return shares;
    }

    // The root: twice the text takes wider lines as well as more of them.
    private static double WeightOf(IReadOnlyList<string> texts) =>
        Math.Sqrt(1 + texts.Skip(1).Select(text => (double)text.Length).DefaultIfEmpty().Average());

    private static int LongestIn(string text) =>
        text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Select(word => word.Length).DefaultIfEmpty().Max();
}
