using System.Text.RegularExpressions;

namespace CamHa.Scheduler.Inbox.Cutting;

/// <summary>Finds where a signature begins: after "-- ", or where a phone says that it is one.</summary>
internal static partial class SignatureRule
{
    // A footer of an office is long, a line of dashes within a text is followed by more.
    private const int MostLines = 15;
    private const int MostAfterDashes = 6;

    /// <param name="lines">A run of lines that are not quoted.</param>
    /// <param name="isFirst">Whether nothing stands before them; a signature follows something.</param>
    /// <returns>The signature's first line; the number of lines where there is none.</returns>
    public static int Start(IReadOnlyList<string> lines, bool isFirst)
    {
        var hasText = !isFirst;
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines[i].Trim();
            if (line.Length == 0)
                continue;
            var after = lines.Skip(i + 1).Count(each => each.Trim().Length > 0);
            if (lines[i] is "-- " && after <= MostLines)
                return i;
            // A form that ends in underscores is a mailing list's footer.
            if (Dashes().IsMatch(line) && after is > 0 and <= MostAfterDashes && hasText
                && lines.Count(each => Dashes().IsMatch(each)) == 1)
                return i;
            if (IsPhones(line) && (hasText || after == 0))
                return i;
            hasText = true;
        }

        return lines.Count;
    }

    /// <summary>Whether a line is one like "Được gửi từ iPhone của tôi".</summary>
    public static bool IsPhones(string line)
    {
        var text = line.Trim(' ', '*', '_', '-', '[', ']', '(', ')');
        // A sentence has more to say.
        if (text.Length is < 8 or > 120 || !char.IsUpper(text[0]) || text.Contains(", ", StringComparison.Ordinal)
            || (text.EndsWith('.') && text.Length > 40))
            return false;
        var folded = Folded.Of(text);
        var device = QuoteWords.Devices.FirstOrDefault(word => folded.StartsWith(word + ' ', StringComparison.Ordinal));
        return device is not null
            // In Vietnamese the same words may begin a sentence.
            && (!IsVietnamese(device) || QuoteWords.Machines.Any(word => folded.Contains(word, StringComparison.Ordinal)));
    }

    private static bool IsVietnamese(string device) => device.Contains("gui ", StringComparison.Ordinal);

    [GeneratedRegex(@"^(?:--|---|_{2,}|—{2,})\s*$")]
    private static partial Regex Dashes();
}
