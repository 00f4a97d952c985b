using System.Buffers;
using System.Text;

namespace CamHa.Scheduler.Text;

/// <summary>Makes text from outside fit to be kept and mailed, without rewriting what it says.</summary>
public static class CleanText
{
    // What Vietnamese is written with: all of it composed, none of it a control or half a surrogate pair.
    private static readonly SearchValues<char> Plain = SearchValues.Create(
    [
        '\n', '\t', '–', '—', '‘', '’', '“', '”', '…', '•', '₫',
        .. Enumerable.Range(' ', '\u0300' - ' ').Concat(Enumerable.Range('\u1e00', 0x100)).Select(code => (char)code).Where(each => !char.IsControl(each)),
    ]);

    /// <summary>
    /// NFC, line feeds only, no control characters; a surrogate without its other half becomes U+FFFD, because
    /// neither NFC nor UTF-8 can hold it.
    /// </summary>
    public static string Of(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return "";
        // Nearly all text is clean already, and every mail is looked at whole.
        if (!text.AsSpan().ContainsAnyExcept(Plain))
            return text;
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.Replace("\r\n", "\n", StringComparison.Ordinal).EnumerateRunes())
        {
            // No letters, and neither NFC nor XML takes them.
            if (rune.Value is 0xFFFE or 0xFFFF)
                continue;
            if (rune.Value is '\n' or '\t' || !Rune.IsControl(rune))
                clean.Append(rune);
            else if (rune.Value is '\r')
                clean.Append('\n');
        }

        return clean.ToString().Normalize(NormalizationForm.FormC);
    }

    /// <summary>The same on one line: what goes into a header or a name must not end it.</summary>
    public static string OneLine(string? text) =>
        string.Join(' ', Of(text).Split(['\n', '\t', '\u2028', '\u2029'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
