using System.Text.RegularExpressions;

namespace CamHa.Scheduler.Inbox.Cutting;

/// <summary>
/// Finds the line that says who wrote what follows: "On … wrote:", "Vào … đã viết:". By its build and not by its words: a date, an
/// address, a verb at the end, over up to five lines, because they are wrapped, even inside the address.
/// </summary>
internal static partial class AttributionRule
{
    private const int MostLines = 5;
    private const int Longest = 400;

    /// <returns>How many lines from this one on; 0 for none.</returns>
    public static int Span(IReadOnlyList<MailLine> lines, int at)
    {
        var joined = "";
        var first = Plain(lines[at].Text);
        // The digits of T04 are no date.
        var isDated = LoneDigit().IsMatch(first[..Math.Min(30, first.Length)]);
        var goesOn = isDated || IsOpened(first);
        if (!goesOn && !first.EndsWith(':') && !first.StartsWith('-'))
            return 0;
        for (var count = 1; count <= (goesOn ? MostLines : 1) && at + count <= lines.Count; count++)
        {
            var line = lines[at + count - 1];
            if (line.IsBlank || line.Origin == LineOrigin.Quoted || joined.Length + line.Text.Length > Longest)
                return 0;
            // It begins there, and what stands above it was typed.
            if (count > 1 && IsOpened(Plain(line.Text)) && !IsOpened(first))
                return 0;
            joined = count == 1 ? Plain(line.Text) : $"{joined} {Plain(line.Text)}";
            if (Is(joined, isDated, IsBeforeQuotation(lines, at + count), count == 1))
                return count;
        }

        return 0;
    }

    /// <summary>Where, in a line, an answer ends and such a line begins; 0 for nowhere. Line breaks get lost on the way.</summary>
    public static int Within(string line)
    {
        if (line.Length > Longest || IsOpened(Plain(line)))
            return 0;
        var found = Shared().Match(Folded.Of(line));
        return found.Success && found.Groups["line"].Value is var rest && HasDate(rest) && Is(Plain(rest), true, false, true)
            ? found.Groups["line"].Index
            : 0;
    }

    private static bool Is(string text, bool startsDated, bool isBeforeQuotation, bool isOneLine)
    {
        var endsInColon = text.EndsWith(':');
        var bare = text.TrimEnd(':', ' ', '-');
        var verb = QuoteWords.Verbs.FirstOrDefault(
            word => bare.EndsWith(word, StringComparison.Ordinal)
                && (bare.Length == word.Length || !char.IsLetter(bare[^(word.Length + 1)])));
        var isOpened = IsOpened(text);
        var address = Address().Matches(text).LastOrDefault();
        var hasDate = HasDate(text);
        var saysWho = hasDate || address is not null || text.AsSpan().ContainsAnyInRange('0', '9');
        if (verb is not null && isOpened && (endsInColon || address is not null) && saysWho)
            return true;
        if (endsInColon && address is not null)
        {
            var isDated = hasDate && (isOpened || startsDated);
            if ((verb is not null && isOneLine) || (isDated && text.Length - address.Index - address.Length <= 60))
                return true;
        }

        var hasVerb = verb is not null || QuoteWords.Verbs.Any(word => text.Contains($" {word} ", StringComparison.Ordinal));
        return (hasVerb && Dashed().IsMatch(text))
            || OldGmail().IsMatch(text)
            || (endsInColon && hasDate && WroteAt().IsMatch(text))
            || (isBeforeQuotation && isOneLine && endsInColon && text.Length <= 120 && (verb is not null || (isOpened && hasDate)));
    }

    private static bool IsOpened(string text) =>
        QuoteWords.Openings.Any(word => text.StartsWith(word + ' ', StringComparison.Ordinal));

    private static bool HasDate(string text) => Date().IsMatch(text);

    private static bool IsBeforeQuotation(IReadOnlyList<MailLine> lines, int at)
    {
        while (at < lines.Count && lines[at].IsBlank)
            at++;
        return at < lines.Count && lines[at].Origin is LineOrigin.Quoted or LineOrigin.Indented;
    }

    // Text forms of HTML put stars around what is bold.
    private static string Plain(string line) => DashesBefore().Replace(Folded.Of(line).Trim(' ', '*', '_'), "$1").Trim();

    [GeneratedRegex(@"(?<![\p{L}\d])\d")]
    private static partial Regex LoneDigit();

    [GeneratedRegex(@"[^\s<>()\[\]@:]+@[^\s<>()\[\]@]+")]
    private static partial Regex Address();

    [GeneratedRegex(@"(?:19|20)\d\d|\b\d{1,2}[:.h]\d{2}\b|\b\d{1,2}[/-]\d{1,2}\b")]
    private static partial Regex Date();

    // "------ On … wrote ------" keeps its dashes, "----- Vào … đã viết:" loses them.
    [GeneratedRegex(@"^-{2,}\s*(.*:)$")]
    private static partial Regex DashesBefore();

    [GeneratedRegex(@"^-{2,}[^-].{0,200}?-{2,}:?$")]
    private static partial Regex Dashed();

    [GeneratedRegex(@"^\d{4}[/-]\d{1,2}[/-]\d{1,2} .{0,120}<[^\s<>]+@[^\s<>]+>:?$")]
    private static partial Regex OldGmail();

    [GeneratedRegex(@"\bviet vao (?:luc|ngay) ")]
    private static partial Regex WroteAt();

    [GeneratedRegex(@"^\W*\w.*?(?:\s|-{2,}\s*)(?<line>(?:on (?:mon|tue|wed|thu|fri|sat|sun|\d|jan|feb|mar|apr|"
        + @"may|jun|jul|aug|sep|oct|nov|dec)|vao (?:th|luc|ngay|cn|\d)).{10,300}:)$")]
    private static partial Regex Shared();
}
