using System.Text;

namespace CamHa.Scheduler.Import;

/// <summary>
/// Signs that a column is not proper Unicode: Vietnamese of the old fonts (TCVN3, VNI), letters read in the wrong code page,
/// letters that are lost. They are counted over a column, because one sign alone may be a foreign name.
/// </summary>
internal sealed class OldText
{
    private const int Enough = 2;

    // Where TCVN3 puts Vietnamese letters, and Unicode puts signs that stand in no word.
    private const string Tcvn3Signs = "µ¸¶·¹¨»¾¼½©®ª«¬§¡¢£¤¥¦\u00AD×÷";

    // The marks of VNI after a vowel, of those that no Vietnamese vowel is followed by.
    private const string VniMarks = "øûåïùäëüØÛÅÏÙÄËÜ";
    private const string Vowels = "aeouyôöAEOUYÔÖ";

    // They end a quotation or a sentence after a letter, so they prove nothing.
    private const string Closing = "\u00A0”’“‘…–—»";

    private static readonly Dictionary<char, byte>[] CodePages = [BytesOf(1252), BytesOf(1258)];
    private int _tcvn3;
    private int _vni;
    private int _mojibake;
    private int _lost;
    private int _questions;

    /// <summary>The name of the old encoding, with its fonts, that most signs speak for; null for none.</summary>
    public (string Name, string Fonts)? Encoding =>
        _tcvn3 >= Enough && _tcvn3 >= _vni ? ("TCVN3", ".VnTime") : _vni >= Enough ? ("VNI Windows", "VNI-Times") : null;

    /// <summary>What must not be imported; null for nothing.</summary>
    public string? Fault => _lost > 0 ? ImportWords.LostLetters
        : _mojibake > 0 ? ImportWords.Mojibake
        : Encoding is var (name, fonts) ? ImportWords.OldEncoding(name, fonts)
        : null;

    /// <summary>What may be right all the same; null for nothing.</summary>
    public string? Doubt => _questions > 0 ? ImportWords.QuestionMarks : null;

    /// <returns>Whether the text shows a sign.</returns>
    public bool Add(string text)
    {
        var before = (_tcvn3, _vni, _mojibake, _lost, _questions);
        if (text.Contains('?', StringComparison.Ordinal) && !text.Contains("://", StringComparison.Ordinal))
            _questions += Enumerable.Range(1, Math.Max(0, text.Length - 2)).Count(at => IsLostMark(text, at));
        if (Ascii.IsValid(text))
            return before != (_tcvn3, _vni, _mojibake, _lost, _questions);
        _lost += text.Contains('\uFFFD', StringComparison.Ordinal) ? 1 : 0;
        _mojibake += CodePages.Any(page => IsMojibake(text, page)) ? 1 : 0;
        // Letters that only Unicode has.
        if (!text.Any(letter => letter is (>= '\u1EA0' and <= '\u1EF9') or (>= '\u0300' and <= '\u0323') or 'đ' or 'Đ' or 'ă' or 'Ă' or 'ơ'
            or 'Ơ' or 'ư' or 'Ư'))
        {
            for (var at = 0; at < text.Length; at++)
            {
                var isAfter = at > 0 && char.IsLetter(text[at - 1]);
                var isBefore = at + 1 < text.Length && char.IsLetter(text[at + 1]);
                _tcvn3 += !Tcvn3Signs.Contains(text[at]) ? 0
                    : isAfter && isBefore ? Enough
                    // At a word's edge some are quotation marks.
                    : (isAfter || isBefore) && text[at] is not ('«' or '»') ? 1
                    : 0;
                _vni += VniMarks.Contains(text[at]) && at > 0 && Vowels.Contains(text[at - 1]) ? 1 : 0;
                _vni += text[at] is 'ñ' or 'Ñ' && !isAfter && isBefore ? 1 : 0;
            }
        }

        return before != (_tcvn3, _vni, _mojibake, _lost, _questions);
    }

    private static bool IsLostMark(string text, int at) =>
        text[at] == '?' && char.IsLetter(text[at - 1]) && char.IsLower(text[at + 1]);

    // UTF-8 read as one byte a letter: “Ã¡” for “á”, “áº¿” for “ế”.
    private static bool IsMojibake(string text, Dictionary<char, byte> page)
    {
        for (var at = 0; at + 1 < text.Length; at++)
        {
            if (!page.TryGetValue(text[at], out var lead) || !page.TryGetValue(text[at + 1], out var second) || second is < 0x80 or > 0xBF)
                continue;
            if (lead is >= 0xC3 and <= 0xC6 && !Closing.Contains(text[at + 1]))
                return true;
            if (lead == 0xE1 && second is >= 0xB8 and <= 0xBB && at + 2 < text.Length
                && page.TryGetValue(text[at + 2], out var third) && third is >= 0x80 and <= 0xBF)
                return true;
        }

        return false;
    }

    private static Dictionary<char, byte> BytesOf(int codePage)
    {
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(codePage)!;
        return Enumerable.Range(0x80, 0x80).ToDictionary(code => encoding.GetString([(byte)code])[0], code => (byte)code);
    }
}
