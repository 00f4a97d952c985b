namespace CamHa.Scheduler.FridayReport.Documents;

/// <summary>
/// The widths of a table's columns, by what is in them: a column of long texts gets more, but not so much that others break
/// within a word.
/// </summary>
internal static class ColumnShareRule
{
    private const int Whole = 100;

    // For a word that is longer it is better to break it than to take the room of all other columns.
    private const double Widest = 15;

    /// <param name="columns">Each column's texts, with its header.</param>
    /// <param name="isLandscape">Whether the table lies along the long side of the page, where a letter takes a smaller share.</param>
    /// <returns>Shares that add up to 100.</returns>
    public static IReadOnlyList<int> Decide(IReadOnlyList<IReadOnlyList<string>> columns, bool isLandscape = false)
    {
        var (letter, padding) = isLandscape ? (0.92, 1.3) : (1.4, 2);
        // What every column needs for its longest word and its padding comes first, the rest by weight.
        var least = columns.Select(texts => Math.Min(Widest, (texts.Max(LongestIn) * letter) + padding)).ToList();
        if (least.Sum() > Whole)
            least = least.ConvertAll(share => share * Whole / least.Sum());
        var weights = columns.Select(WeightOf).ToList();
        var room = Whole - least.Sum();
        var shares = least.Zip(weights, (words, weight) => (int)(words + (room * weight / weights.Sum()))).ToList();
        shares[weights.IndexOf(weights.Max())] += Whole - shares.Sum();
        return shares;
    }

    // The root: twice the text takes wider lines as well as more of them.
    private static double WeightOf(IReadOnlyList<string> texts)
    {
        // A text's own line breaks stay, however wide the column.
        var average = texts.Skip(1).Select(text => (double)text.Split('\n').Max(line => line.Length)).DefaultIfEmpty().Average();
        return 0.1 + Math.Sqrt(Math.Max(0, average - texts.Max(LongestIn)));
    }

    private static int LongestIn(string text) =>
        text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Select(word => word.Length).DefaultIfEmpty().Max();
}
