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
        var parts = Comment().Replace(topmost, " ").Split(';', StringSplitOptions.TrimEntries);
        if (!parts[0].Split(' ')[0].Equals(server, StringComparison.OrdinalIgnoreCase))
            return Verdict.None;
        var methods = parts.Skip(1).Select(part => Method().Match(part)).Where(match => match.Success)
            .ToLookup(match => match.Groups[1].Value.ToLowerInvariant(), match => (
                Result: match.Groups[2].Value.ToLowerInvariant(), Domain: Domain().Match(match.Groups[3].Value).Groups[1].Value));
        if (methods["dmarc"].Any(each => each.Result == "pass"))
            return Verdict.Passed;
        if (methods["dmarc"].Any(each => each.Result == "fail"))
            return Verdict.Failed;
        return methods["dkim"].Any(each => each.Result == "pass" && IsOf(sender, each.Domain)) ? Verdict.Passed : Verdict.None;
    }

    private static bool IsOf(string sender, string domain)
    {
        var own = sender.Split('@')[^1];
        return domain.Length > 0 && (own.Equals(domain, StringComparison.OrdinalIgnoreCase)
            || own.EndsWith($".{domain}", StringComparison.OrdinalIgnoreCase));
    }

    [GeneratedRegex(@"\([^()]*\)")]
    private static partial Regex Comment();

    [GeneratedRegex(@"^([A-Za-z][\w-]*)(?:/\d+)?\s*=\s*(\w+)(.*)$", RegexOptions.Singleline)]
    private static partial Regex Method();

    [GeneratedRegex(@"\bheader\.(?:d|i)\s*=\s*""?[^@\s"";]*?@?([A-Za-z0-9.\-]+)""?")]
    private static partial Regex Domain();
}
