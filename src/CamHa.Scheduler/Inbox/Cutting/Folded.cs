using System.Globalization;
using System.Text;

namespace CamHa.Scheduler.Inbox.Cutting;

/// <summary>Text in small letters and without marks, letter for letter, so that what is found in it stands at the same place.</summary>
internal static class Folded
{
    private static readonly char[] Letters = [.. Enumerable.Range(0, 0x2000).Select(code => Letter((char)code))];

    /// <param name="text">In NFC.</param>
    public static string Of(string text) => string.Create(text.Length, text, (folded, from) =>
    {
        for (var at = 0; at < from.Length; at++)
            folded[at] = from[at] < Letters.Length ? Letters[from[at]] : Far(from[at]);
    });

    private static char Far(char letter) => letter switch
    {
        >= '\u2000' and <= '\u200A' or '\u202F' or '\u3000' => ' ',
        '–' or '—' or '−' => '-',
        '’' or '‘' => '\'',
        '“' or '”' => '"',
        '：' => ':',
        _ => char.ToLowerInvariant(letter),
    };

    private static char Letter(char letter)
    {
        if (letter is '\u00A0' or '\t')
            return ' ';
        if (char.ToLowerInvariant(letter) == 'đ')
            return 'd';
        // Cyrillic letters stay as they are: й is no и.
        if (letter is >= '\u0400' and < '\u0530')
            return char.ToLowerInvariant(letter);
        var first = char.ToLowerInvariant(letter.ToString().Normalize(NormalizationForm.FormD)[0]);
        return first == 'ł' ? 'l' : CharUnicodeInfo.GetUnicodeCategory(first) == UnicodeCategory.NonSpacingMark ? letter : first;
    }
}
