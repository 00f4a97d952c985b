namespace CamHa.Scheduler.Inbox.Cutting;

/// <summary>The words with which mail programs begin a quotation, folded.</summary>
internal static class QuoteWords
{
    private static readonly ILookup<string, string> All =
        WordList.Rows("quote-words.tsv").ToLookup(row => row[0], row => Folded.Of(row[2]));

    public static IReadOnlyList<string> Openings { get; } = Longest("opening");

    public static IReadOnlyList<string> Verbs { get; } = Longest("verb");

    public static IReadOnlyList<string> Banners { get; } = Longest("banner");

    public static IReadOnlyList<string> Devices { get; } = Longest("device");

    public static IReadOnlyList<string> Machines { get; } = Longest("machine");

    /// <summary>By word, what it says: who, when, to whom.</summary>
    public static IReadOnlyDictionary<string, string> Labels { get; } = new[] { "from", "date", "to", "subject", "other" }
        .SelectMany(kind => All[kind].Select(word => (word, kind)))
        .DistinctBy(each => each.word)
        .ToDictionary(each => each.word, each => each.kind);

    private static List<string> Longest(string kind) => [.. All[kind].OrderByDescending(word => word.Length)];
}
