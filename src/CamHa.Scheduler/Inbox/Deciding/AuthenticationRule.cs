using System.Text;
using System.Text.RegularExpressions;

namespace CamHa.Scheduler.Inbox.Deciding;

/// <summary>
/// Reads the verdict of the server that received a mail (RFC 8601). Only the topmost header is its own, and only where it has the
/// server's name: every other may have come with the mail.
/// </summary>
internal static partial class AuthenticationRule
{
    /// <param name="headers">The mail's Authentication-Results, the topmost first.</param>
    /// <param name="server">The name by which our server signs them; empty where it is not known, and none is believed.</param>
    /// <param name="sender">The address in From.</param>
    public static Verdict Read(IEnumerable<string> headers, string server, string sender)
    {
        if (server.Length == 0 || headers.FirstOrDefault() is not { } topmost)
            return Verdict.None;
        var parts = Bare(topmost).Split(';', StringSplitOptions.TrimEntries);
        if (!parts[0].Split(' ')[0].Equals(server, StringComparison.OrdinalIgnoreCase))
            return Verdict.None;
        var methods = parts.Skip(1).Select(part => Method().Match(part)).Where(match => match.Success)
            .ToLookup(match => match.Groups[1].Value.ToLowerInvariant(), match => (
                Result: match.Groups[2].Value.ToLowerInvariant(), Properties: match.Groups[3].Value));
        var dmarc = methods["dmarc"].ToList();
        if (dmarc.Exists(each => each.Result == "fail"))
            return Verdict.Failed;
        if (dmarc.Count > 0 && dmarc.TrueForAll(each => each.Result == "pass"))
        {
            return dmarc.Exists(each => From().Match(each.Properties) is { Success: true } from && !IsOf(sender, from.Groups[1].Value))
                ? Verdict.None
                : Verdict.Passed;
        }

        return methods["dkim"].Any(each => each.Result == "pass" && IsOf(sender, Domain().Match(each.Properties).Groups[1].Value))
            ? Verdict.Passed
            : Verdict.None;
    }

    // Without comments, and without what stands in quotes: both may repeat the words of whoever wrote the mail.
    private static string Bare(string header)
    {
        var bare = new StringBuilder(header.Length);
        var (depth, isQuoted) = (0, false);
        for (var at = 0; at < header.Length; at++)
        {
            var letter = header[at];
            if (letter == '\\')
                at++;
            else if (letter == '"' && depth == 0)
                isQuoted = !isQuoted;
            else if (isQuoted)
                continue;
            else if (letter == '(')
                depth++;
            else if (letter == ')')
                depth = Math.Max(0, depth - 1);
            else if (depth == 0)
                bare.Append(letter);
            if (letter is '"' or '(' or ')' && (bare.Length == 0 || bare[^1] != ' '))
                bare.Append(' ');
        }

        return bare.ToString().Trim();
    }

    private static bool IsOf(string sender, string domain)
    {
        var own = sender.Split('@')[^1];
        return domain.Length > 0 && (own.Equals(domain, StringComparison.OrdinalIgnoreCase)
            || own.EndsWith($".{domain}", StringComparison.OrdinalIgnoreCase));
    }

    [GeneratedRegex(@"^([A-Za-z][\w-]*)(?:/\d+)?\s*=\s*(\w+)(.*)$", RegexOptions.Singleline)]
    private static partial Regex Method();

    // Of the author that was checked: a mail may name several.
    [GeneratedRegex(@"\bheader\.from\s*=\s*[^@\s;]*?@?([A-Za-z0-9.\-]+)")]
    private static partial Regex From();

    [GeneratedRegex(@"\bheader\.(?:d|i)\s*=\s*""?[^@\s"";]*?@?([A-Za-z0-9.\-]+)""?")]
    private static partial Regex Domain();
}
