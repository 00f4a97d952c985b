namespace CamHa.Scheduler.FridayReport.Documents.Content;

/// <summary>
/// Cuts a row that is higher than a third of a page into rows that stay whole, each of which names what it is about: a page that
/// begins with empty cells says nothing.
/// </summary>
internal static class RowPiecesRule
{
    private const int MostLines = 16;
    private const int MostLinesAcross = 11;

    /// <param name="row">The cells' texts.</param>
    /// <param name="shares">The columns' shares of the table's width.</param>
    /// <param name="named">The column that says of a later piece that it is one.</param>
    /// <param name="isLandscape">Whether the table lies along the long side of the page.</param>
    public static IReadOnlyList<IReadOnlyList<string>> Decide(
        IReadOnlyList<string> row,
        IReadOnlyList<int> shares,
        int named,
        bool isLandscape = false)
    {
        var most = isLandscape ? MostLinesAcross : MostLines;
        var pieces = row.Select((text, at) => Pieces(text, LettersOf(shares[at], isLandscape), most)).ToList();
        return
        [
            .. Enumerable.Range(0, pieces.Max(own => own.Count)).Select(piece => (IReadOnlyList<string>)
            [
                .. pieces.Select((own, at) => own.Count > 1 ? own.ElementAtOrDefault(piece) ?? ""
                    : at == named && piece > 0 ? $"{row[at]} (tiếp)"
                    : row[at]),
            ]),
        ];
    }

    /// <summary>Whether a text takes no more than a third of a page, so that its row moves to the next page whole.</summary>
    public static bool IsShort(string text, int share, bool isLandscape)
    {
        var letters = LettersOf(share, isLandscape);
        return text.Split('\n').Sum(line => LinesOf(line, letters)) <= (isLandscape ? MostLinesAcross : MostLines);
    }

    private static List<string> Pieces(string text, int letters, int most)
    {
        var pieces = new List<string>();
        var piece = new List<string>();
        var lines = 0;
        foreach (var line in text.Split('\n').SelectMany(line => Cut(line, letters * most)))
        {
            var own = LinesOf(line, letters);
            if (lines > 0 && lines + own > most)
            {
                pieces.Add(string.Join('\n', piece));
                piece.Clear();
                lines = 0;
            }

            piece.Add(line);
            lines += own;
        }

        pieces.Add(string.Join('\n', piece));
        return pieces;
    }

    // After a unit's name, or else after a word.
    private static IEnumerable<string> Cut(string line, int longest)
    {
        while (line.Length > longest)
        {
            var at = line.LastIndexOf("; ", longest - 1, StringComparison.Ordinal) + 1;
            if (at < longest / 2)
                at = line.LastIndexOf(' ', longest - 1);
            if (at < longest / 2)
                at = char.IsLowSurrogate(line[longest]) ? longest - 1 : longest;
            yield return line[..at];
            line = line[at..].TrimStart(' ');
        }

        yield return line;
    }

    private static int LinesOf(string line, int letters) => Math.Max(1, (line.Length + letters - 1) / letters);

    private static int LettersOf(int share, bool isLandscape) => Math.Max(2, (int)ColumnShareRule.LettersOf(share, isLandscape));
}
