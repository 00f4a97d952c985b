using CamHa.Scheduler.Inbox.Cutting;

namespace CamHa.Scheduler.Inbox.Sorting;

/// <summary>Words to be found in a folded text; "*" stands for up to eighty other letters.</summary>
internal sealed class Phrases(IEnumerable<string> phrases)
{
    private const int MostBetween = 80;

    private static readonly Dictionary<string, Phrases> Sorting = WordList.Rows("sorting-words.tsv")
        .GroupBy(row => $"{row[0]}/{row[1]}")
        .ToDictionary(group => group.Key, group => new Phrases(group.Select(row => row[2])));

    private readonly string[][] _phrases = [.. phrases.Select(phrase => phrase.Split('*', StringSplitOptions.RemoveEmptyEntries))];

    /// <param name="says">What the words say: <c>failure</c>, <c>absence</c>.</param>
    /// <param name="where">Where they stand: <c>subject</c>, <c>text</c>.</param>
    public static Phrases That(string says, string where) => Sorting[$"{says}/{where}"];

    /// <returns>The first that is there; null for none.</returns>
    public string? In(string folded) =>
        Array.Find(_phrases, parts => Holds(folded, parts)) is { } found ? string.Join('*', found) : null;

    private static bool Holds(string text, string[] parts)
    {
        var first = text.IndexOf(parts[0], StringComparison.Ordinal);
        if (parts.Length == 1 || first < 0)
            return first >= 0;
        for (; first >= 0; first = text.IndexOf(parts[0], first + 1, StringComparison.Ordinal))
        {
            var at = first + parts[0].Length;
            var isThere = true;
            foreach (var part in parts.AsSpan(1))
            {
                var found = text.AsSpan(at, Math.Min(MostBetween + part.Length, text.Length - at)).IndexOf(part, StringComparison.Ordinal);
                isThere &= found >= 0;
                at += found + part.Length;
                if (!isThere)
                    break;
            }

            if (isThere)
                return true;
        }

        return false;
    }
}
