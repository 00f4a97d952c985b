using System.Globalization;
using System.Text.RegularExpressions;

namespace CamHa.Scheduler.Inbox.Saying;

/// <summary>
/// The codes of assignments in a text: T04, NV-12, [NTM-T04-7K3F]. With known ones only their like, also as people shorten them: T4.
/// </summary>
internal static partial class AssignmentCodes
{
    // What offices number with such letters, and what is no code at all.
    private static readonly HashSet<string> Others = new(StringComparer.OrdinalIgnoreCase)
    {
        "QĐ", "QD", "NQ", "CV", "KH", "CT", "HD", "TB", "BC", "TTR", "UBND", "QL", "TL", "DT", "ĐT", "DH", "ĐH", "COVID", "TT", "NĐ",
        "ND", "GMT", "UTC", "H", "TV", "WIN", "MB", "GB",
    };

    /// <param name="text">Any text.</param>
    /// <param name="known">The codes that there are; empty where that is not known.</param>
    /// <param name="others">Codes that count only as they are written.</param>
    /// <returns>The code as it is known, or in capitals, and where it stands.</returns>
    public static IReadOnlyList<(string Code, int At, int Length)> In(
        string text, IReadOnlyList<string> known, IReadOnlyList<string>? others = null)
    {
        others ??= [];
        var found = new List<(string, int, int)>();
        foreach (Match match in Code().Matches(text))
        {
            if (Resolved(match.Groups["code"].Value, known, others) is { } code)
                found.Add((code, match.Index, match.Length));
        }

        // One without a figure may be a word.
        found.AddRange(known.Concat(others).Distinct(StringComparer.OrdinalIgnoreCase)
            .Where(code => code.Any(char.IsLetter) && code.Any(char.IsAsciiDigit)).SelectMany(code => Literally(code, text))
            .Where(each => !found.Exists(other => other.Item2 < each.At + each.Length && each.At < other.Item2 + other.Item3)));
        if (known.Count > 0)
        {
            foreach (Match match in Numbered().Matches(text))
            {
                if (known.FirstOrDefault(code => Number(code) == Number(match.Groups[1].Value)) is { } code)
                    found.Add((code, match.Index, match.Length));
            }
        }

        return found;
    }

    // A plan's codes have any form: NTM.2022.15, T000123.
    private static IEnumerable<(string Code, int At, int Length)> Literally(string code, string text)
    {
        for (var at = Find(0); at >= 0; at = Find(at + code.Length))
        {
            var end = at + code.Length;
            if ((at == 0 || !IsOfCode(text, at - 1)) && (end == text.Length || !IsOfCode(text, end)))
                yield return (code, at, code.Length);
        }

        int Find(int from) => text.IndexOf(code, from, StringComparison.OrdinalIgnoreCase);

        // The full stop of a sentence is not.
        static bool IsOfCode(string text, int at) => char.IsLetterOrDigit(text[at])
            || (text[at] is '.' or '-' or '/' or '@' && at > 0 && at + 1 < text.Length && char.IsLetterOrDigit(text[at + 1])
                && char.IsLetterOrDigit(text[at - 1]));
    }

    private static string? Resolved(string text, IReadOnlyList<string> known, IReadOnlyList<string> others)
    {
        var code = text.ToUpperInvariant();
        if (known.Concat(others).FirstOrDefault(each => string.Equals(each, code, StringComparison.OrdinalIgnoreCase)) is { } exact)
            return exact;
        var letters = Letters(code);
        var near = known.Where(each => string.Equals(Letters(each), letters, StringComparison.OrdinalIgnoreCase)).ToList();
        if (near.Find(each => Number(each) == Number(code)) is { } same)
            return same;
        // A code of the same kind that the mail did not ask about is still one; other letters are not.
        return (known.Count == 0 || near.Count > 0) && !Others.Contains(letters) && code.Count(char.IsAsciiDigit) is 2 or 3 ? code : null;
    }

    private static string Letters(string code) => string.Concat(code.TakeWhile(char.IsLetter));

    private static int Number(string code) =>
        int.TryParse(string.Concat(code.SkipWhile(letter => !char.IsAsciiDigit(letter)).TakeWhile(char.IsAsciiDigit)),
            NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;

    [GeneratedRegex(@"(?<![\p{L}\d/.@-])(?:[A-Za-z]{2,8}-)?(?<code>[A-Za-zĐđ]{1,5}-?\d{1,4})(?:-[0-9A-Za-z]{4})?(?![\p{L}\d%/@]|[.,-]\d)")]
    private static partial Regex Code();

    [GeneratedRegex(@"(?:nhiệm vụ|nhiem vu|nv)\s+(?:số\s+|so\s+)?(\d{1,3})(?![\d%/.,])", RegexOptions.IgnoreCase)]
    private static partial Regex Numbered();
}
