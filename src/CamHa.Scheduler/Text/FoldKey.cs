using System.Globalization;
using System.Text;

namespace CamHa.Scheduler.Text;

/// <summary>A key under which spellings of a name are equal that differ in case, diacritics, đ or the kind of blanks.</summary>
public static class FoldKey
{
    public static string Of(string name)
    {
        var folded = new StringBuilder(name.Length);
        foreach (var letter in CleanText.OneLine(name).ToLowerInvariant().Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(letter) == UnicodeCategory.NonSpacingMark)
                continue;
            if (!char.IsWhiteSpace(letter))
                folded.Append(letter == 'đ' ? 'd' : letter);
            else if (folded.Length > 0 && folded[^1] != ' ')
                folded.Append(' ');
        }

        return folded.ToString().TrimEnd();
    }

    /// <summary>The candidate most similar to <paramref name="text"/>; null where none is near.</summary>
    public static string? Nearest(string text, IEnumerable<string> candidates)
    {
        var wanted = Of(text);
        return candidates
            .Select(candidate => (candidate, distance: Distance(wanted, Of(candidate))))
            .Where(each => each.distance <= Math.Max(2, wanted.Length / 3))
            .OrderBy(each => each.distance)
            .Select(each => each.candidate)
            .FirstOrDefault();
    }

    // Levenshtein distance.
    private static int Distance(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var cost = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(cost, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }

    /// <summary>
    /// Whether all words of a search are in a text, in any order and without diacritics, which people leave out on a phone. An empty search
    /// finds all; a mark without its letter finds nothing.
    /// </summary>
    public static bool Finds(string search, string text)
    {
        var (words, key) = (Of(search).Split(' ', StringSplitOptions.RemoveEmptyEntries), Of(text));
        return search.Length == 0 || (words.Length > 0 && Array.TrueForAll(words, word => key.Contains(word, StringComparison.Ordinal)));
    }
}
