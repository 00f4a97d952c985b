using System.Globalization;
using System.Text;

namespace CamHa.Scheduler.FridayReport.Documents.Drawing;

/// <summary>
/// Turns people's text into characters that the shipped fonts can draw. A character they lack (an emoji, Arabic) becomes its
/// code point, such as <c>[U+1F600]</c>; an empty box would not say what is missing.
/// </summary>
internal static class Printable
{
    /// <summary>
    /// Composed, with lines ended by <c>\n</c> only and without invisible characters: marks that turn the writing direction
    /// could make a line read as another.
    /// </summary>
    public static string Of(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.ReplaceLineEndings("\n").EnumerateRunes())
        {
            if (rune.Value == '\n')
                clean.Append('\n');
            else if (rune.Value == '\t')
                clean.Append(' ');
            else if ((rune.Value & 0xFFFE) == 0xFFFE || rune.Value is >= 0xFDD0 and <= 0xFDEF)
                clean.Append('\uFFFD'); // a non-character, which normalisation rejects
            else if (!IsInvisible(rune))
                clean.Append(rune.ToString());
        }

        var composed = clean.ToString().Normalize();
        return composed.All(letter => letter == '\n' || Face.Serif(0).Glyph(letter) != 0) ? composed : Named(composed);
    }

    private static bool IsInvisible(Rune rune) =>
        rune.Value is >= 0xFE00 and <= 0xFE0F
        || (rune.Value > 0x7E && Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format)
        || rune.Value < 0x20;

    private static string Named(string text)
    {
        var named = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value == '\n' || (rune.IsBmp && Face.Serif(0).Glyph((char)rune.Value) != 0))
                named.Append((char)rune.Value);
            else
                named.Append(CultureInfo.InvariantCulture, $"[U+{rune.Value:X4}]");
        }

        return named.ToString();
    }
}
