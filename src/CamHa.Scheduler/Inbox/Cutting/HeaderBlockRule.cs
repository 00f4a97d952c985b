using System.Text.RegularExpressions;

namespace CamHa.Scheduler.Inbox.Cutting;

/// <summary>
/// Finds the block of labels that Outlook, Zimbra and others put above what they quote: "Từ: … Đã gửi: … Tới: … Chủ đề: …", in any
/// order. "Từ: 13/6, Đến: 19/6" in a report is none: a block has an address, or who, when and what.
/// </summary>
internal static partial class HeaderBlockRule
{
    private const int MostLines = 14;

    /// <returns>How many lines from this one on; 0 for none.</returns>
    public static int Span(IReadOnlyList<MailLine> lines, int at)
    {
        if (Label(lines[at].Text) is not (("from" or "date" or "to" or "subject") and var first))
            return IsOneLine(lines[at].Text) ? 1 : 0;
        var found = new HashSet<string> { first };
        var hasAddress = lines[at].Text.Contains('@', StringComparison.Ordinal);
        var end = at + 1;
        // Values go on over lines: many recipients, a long subject.
        var between = 0;
        for (var i = at + 1; i < lines.Count && i < at + MostLines && between <= 2 && lines[i].Origin == lines[at].Origin; i++)
        {
            if (lines[i].IsBlank)
            {
                // One blank line may stand between, where each label is a paragraph.
                if (i + 1 >= lines.Count || Label(lines[i + 1].Text) is null)
                    break;
            }
            else if (Label(lines[i].Text) is { } label)
            {
                found.Add(label);
                hasAddress |= lines.Skip(end).Take(i - end + 1).Any(line => line.Text.Contains('@', StringComparison.Ordinal));
                end = i + 1;
                between = 0;
            }
            else
            {
                between++;
            }
        }

        var isDated = found.Contains("from") || found.Contains("date");
        return (found.Count >= 2 && hasAddress && isDated)
            || (found.Count >= 3 && found.Contains("from") && (found.Contains("date") || found.Contains("subject")))
            ? end - at
            : IsOneLine(lines[at].Text) ? 1 : 0;
    }

    private static string? Label(string line)
    {
        var match = Labelled().Match(Folded.Of(line));
        return match.Success ? QuoteWords.Labels.GetValueOrDefault(match.Groups[1].Value.Trim()) : null;
    }

    // Line breaks get lost where HTML is read as text.
    private static bool IsOneLine(string line)
    {
        if (line.Length is < 40 or > 2000 || !line.Contains('@', StringComparison.Ordinal) || Label(line) is not "from")
            return false;
        var kinds = Inside().Matches(Folded.Of(line))
            .SelectMany(match => new[] { match.Groups[1].Value, match.Groups[1].Value.Split(' ')[^1] })
            .Select(label => QuoteWords.Labels.GetValueOrDefault(label))
            .ToHashSet();
        return kinds.Contains("date") || (kinds.Contains("to") && kinds.Contains("subject"));
    }

    [GeneratedRegex(@"^[\s*_|>]*([\p{L}][\p{L} '-]{0,24}?)[\s*_]*:")]
    private static partial Regex Labelled();

    [GeneratedRegex(@"(?<![\p{L}])([\p{L}]+(?: [\p{L}]+)?)\s?:")]
    private static partial Regex Inside();
}
