using System.Buffers;
using System.Text;

namespace CamHa.Scheduler.Text;

/// <summary>Makes text from outside fit for storage and mail without changing what it says.</summary>
public static class CleanText
{
    // The characters of Vietnamese text: all composed, no controls, no surrogates.
    private static readonly SearchValues<char> Plain = SearchValues.Create(
    [
        '\n', '\t', '–', '—', '‘', '’', '“', '”', '…', '•', '₫',
        .. Enumerable.Range(' ', '\u0300' - ' ')
            .Concat(Enumerable.Range('\u1e00', 0x100))
            .Select(code => (char)code)
            .Where(letter => !char.IsControl(letter)),
    ]);

    // They turn the direction of what follows: a name could turn the address beside it.
    private static readonly SearchValues<char> Directions =
        SearchValues.Create("\u061C\u200E\u200F\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069");

    /// <summary>
    /// In NFC, with line feeds only and without control characters. An unpaired surrogate becomes U+FFFD, because neither NFC
    /// nor UTF-8 can hold it.
    /// </summary>
    public static string Of(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return "";
        // Nearly all text is clean already, and every mail passes here.
        if (!text.AsSpan().ContainsAnyExcept(Plain))
            return text;
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.Replace("\r\n", "\n", StringComparison.Ordinal).EnumerateRunes())
        {
            // Noncharacters, which NFC and XML refuse.
            if (rune.Value is 0xFFFE or 0xFFFF)
                continue;
            if (rune.Value is '\n' or '\t' || !Rune.IsControl(rune))
                clean.Append(rune);
            else if (rune.Value is '\r')
                clean.Append('\n');
        }

        return clean.ToString().Normalize(NormalizationForm.FormC);
    }

    /// <summary>The same on one line, for names and titles, which a line break would end.</summary>
    public static string OneLine(string? text) => string.Join(
        ' ',
        Of(text).Split(['\n', '\t', '\u2028', '\u2029'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    /// <summary>The same without marks of writing direction, for what mail programs show beside an address.</summary>
    public static string HeaderLine(string? text)
    {
        var line = OneLine(text);
        return line.AsSpan().ContainsAny(Directions) ? string.Concat(line.Where(letter => !Directions.Contains(letter))).Trim() : line;
    }
}
