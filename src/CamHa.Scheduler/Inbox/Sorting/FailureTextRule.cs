using System.Text.RegularExpressions;
using CamHa.Scheduler.Inbox.Cutting;

namespace CamHa.Scheduler.Inbox.Sorting;

/// <summary>
/// Reads whom a failure is about from the words that are meant for people, as qmail, Exim, Exchange, Domino, Yahoo and Gmail write
/// them: an address on a line of its own, or after "to", and what follows it.
/// </summary>
internal static partial class FailureTextRule
{
    private const int MostLines = 400;
    private const int MostRecipients = 100;

    /// <param name="told">The report, down to what it returns.</param>
    /// <param name="ours">Addresses that are the sender's: the report went to them.</param>
    public static IReadOnlyList<(string Address, string Said)> Read(string told, IReadOnlyCollection<string> ours)
    {
        var lines = Before(told).Split('\n').Take(MostLines).Select(line => line.TrimEnd()).ToList();
        var found = lines.SelectMany((line, at) => Address().Matches(line).Select(match => Mention(line, match, at)))
            .Where(mention => !IsServers(mention.Address))
            .ToList();
        var others = found.FindAll(mention => !ours.Contains(mention.Address, StringComparer.OrdinalIgnoreCase));
        if (others.Count > 0)
            found = others;
        var best = found.Count == 0 ? 0 : found.Max(mention => mention.Weight);
        return [.. found.Where(mention => mention.Weight == best && best > 0)
            .DistinctBy(mention => mention.Address.ToLowerInvariant())
            .Take(MostRecipients)
            .Select(mention => (mention.Address, Said(lines, mention, found)))];
    }

    /// <summary>The words around an address that is known from elsewhere.</summary>
    public static string SaidOf(string told, string address)
    {
        var lines = Before(told).Split('\n').Take(MostLines).Select(line => line.TrimEnd()).ToList();
        var at = lines.FindIndex(line => line.Contains(address, StringComparison.OrdinalIgnoreCase));
        return at < 0 ? string.Join('\n', lines.Take(30)) : Said(lines, new(address, at, 0), []);
    }

    /// <summary>What a report says before it returns the mail.</summary>
    public static string Before(string told)
    {
        var lines = told.Split('\n');
        var end = Array.FindIndex(lines, Math.Min(1, lines.Length), line => Returned().IsMatch(line));
        return end < 0 ? told : string.Join('\n', lines.Take(end));
    }

    private static FoundAddress Mention(string line, Match match, int at)
    {
        var before = Folded.Of(line[..match.Index]).TrimEnd('<', '(', '[', '"', '\'', ' ', ':');
        var after = line[(match.Index + match.Length)..].TrimStart('>', ')', ']', '"', '\'', ',', ';', ' ');
        var weight = before.Trim(' ', '*', '-', '·', '•', '\t', '|').Length == 0 || before.Trim() is "to" or "recipient" or "<to" ? 4
            : after.Trim('.', ':', ' ').Length == 0 && before.Length < 60 ? 3
            : Before(before) ? 2
            : 0;
        // "write to postmaster@" is advice.
        return new(match.Value.TrimEnd('.'), at, Advice().IsMatch(before) ? 0 : weight);

        static bool Before(string words) => Words().IsMatch(words);
    }

    private static string Said(List<string> lines, FoundAddress mention, List<FoundAddress> all)
    {
        var said = new List<string> { lines[mention.Line] };
        for (var at = mention.Line + 1; at < lines.Count && said.Count < 10; at++)
        {
            if (all.Exists(other => other.Line == at && other.Weight == mention.Weight && other.Address != mention.Address))
                break;
            // A blank line ends it, but for one directly below the address.
            if (lines[at].Trim().Length == 0 && said.FindLast(line => line.Trim().Length > 0) is { } last
                && last != lines[mention.Line] && !last.EndsWith(':'))
                break;
            said.Add(lines[at]);
        }

        return said.Skip(1).Any(line => line.Trim().Length > 0) || Reason().IsMatch(lines[mention.Line])
            ? string.Join('\n', said)
            : string.Join('\n', lines.Take(mention.Line + 1).TakeLast(6));
    }

    private static bool IsServers(string address) => Servers().IsMatch(address);

    /// <summary>Names without a domain, which AOL and others give their own users.</summary>
    public static IReadOnlyList<string> LocalNames(string told) => LocalName().Match(Before(told)) is { Success: true } found
        ? [.. found.Groups["name"].Captures.Select(capture => capture.Value)]
        : [];

    private sealed record FoundAddress(string Address, int Line, int Weight);

    [GeneratedRegex(@"following (?:recipient|address|user)[^:]{0,200}:\s*\n(?:\s*(?<name>[A-Za-z][\w.-]{2,40})[ \t\r]*(?:\n|$)){1,20}")]
    private static partial Regex LocalName();

    [GeneratedRegex(@"[A-Za-z0-9._%+=/'!#$&*?^`{|}~-]+@[A-Za-z0-9#][A-Za-z0-9.-]*[A-Za-z0-9]")]
    private static partial Regex Address();

    [GeneratedRegex(@"^(?:mailer-?daemon|postmaster|mail-?daemon|abuse|support|helpdesk|help|hostmaster|root)@|@.*\.(?:png|jpg|gif)$",
        RegexOptions.IgnoreCase)]
    private static partial Regex Servers();

    [GeneratedRegex(@"\b(?:to|for|recipient|recipients|user|account|address|mailbox|rcpt|den|toi|dia chi|nguoi nhan)$")]
    private static partial Regex Words();

    [GeneratedRegex(@"\b(?:contact|write to|email|e-mail|mail to|send mail to|forward|assistance|help|question|lien he|"
        + @"from|sender)\b.{0,40}$")]
    private static partial Regex Advice();

    [GeneratedRegex(@"[a-z]{3,}.*[a-z]{3,}.*\b\d{3}\b|unknown|not|full|reject|khong", RegexOptions.IgnoreCase)]
    private static partial Regex Reason();

    [GeneratedRegex(
        @"^\s*(?:[-=_*#]{2,}.*\b(?:copy of|below this line|original message|returned message|unsent message|undelivered message|"
        + @"message header|message text|header of|headers|message follows|thu goc|thư gốc)\b.*|"
        + @"(?:return-path|received|message-id|dkim-signature|mime-version|x-mailer):\s.*|"
        + @"(?:the )?(?:original|your) message (?:follows|headers follow|is (?:included|attached)).*|"
        + @"(?:message|original) headers? follows?:?.*|included is a copy of.*)$",
        RegexOptions.IgnoreCase)]
    private static partial Regex Returned();
}
