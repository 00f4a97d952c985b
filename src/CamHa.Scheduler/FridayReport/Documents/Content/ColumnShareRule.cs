namespace CamHa.Scheduler.FridayReport.Documents.Content;

/// <summary>
/// The widths of a table's columns, by what is in them: a column of long texts gets more, but not so much that others break
/// within a word.
/// </summary>
internal static class ColumnShareRule
{
    private const int Whole = 100;

    // Of a text that asks for more, whose row is cut into several.
    private const int MostOfText = 400;

    // For a word that is longer it is better to break it than to take the room of all other columns.
    private const double Widest = 15;

    /// <param name="columns">Each column's texts, with its header.</param>
    /// <param name="isLandscape">Whether the table lies along the long side of the page, where a letter takes a smaller share.</param>
    /// <returns>Shares that add up to 100.</returns>
    public static IReadOnlyList<int> Decide(IReadOnlyList<IReadOnlyList<string>> columns, bool isLandscape = false)
    {
        var (letter, padding) = Measures(isLandscape);
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

    /// <summary>How many letters a line of a column has room for.</summary>
    public static double LettersOf(int share, bool isLandscape)
    {
        var (letter, padding) = Measures(isLandscape);
        return (share - padding) / letter;
    }

    private static (double Letter, double Padding) Measures(bool isLandscape) => isLandscape ? (0.92, 1.3) : (1.4, 2);

    // The root: twice the text takes wider lines as well as more of them. Of the squares, because a row is as high as its
    // highest cell: one long text among empty cells needs the room as well.
    private static double WeightOf(IReadOnlyList<string> texts)
    {
        var longest = texts.Max(LongestIn);
        // A text's own line breaks stay, however wide the column.
        var beyond = texts.Skip(1).Select(text =>
            (double)Math.Min(MostOfText, text.Split('\n').Sum(line => Math.Max(0, line.Length - longest))));
        return 0.1 + Math.Sqrt(Math.Sqrt(beyond.Select(each => each * each).DefaultIfEmpty().Average()));
    }

    private static int LongestIn(string text) =>
        text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Select(word => word.Length).DefaultIfEmpty().Max();
}
