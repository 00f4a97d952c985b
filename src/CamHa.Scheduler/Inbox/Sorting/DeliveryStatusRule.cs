using System.Text.RegularExpressions;

namespace CamHa.Scheduler.Inbox.Sorting;

/// <summary>Reads a delivery status by RFC 3464, as servers really write it: blank lines anywhere, addresses in every form.</summary>
internal static partial class DeliveryStatusRule
{
    private const int MostRecipients = 500;

    /// <returns>Those that failed or are late, and how many arrived.</returns>
    public static (IReadOnlyList<StatusOfRecipient> Failed, int Arrived) Read(string status)
    {
        var failed = new List<StatusOfRecipient>();
        var arrived = 0;
        foreach (var fields in Blocks(status))
        {
            if (!fields.ContainsKey("final-recipient") && !fields.ContainsKey("original-recipient"))
                continue;
            var action = fields.GetValueOrDefault("action", "").Trim().ToLowerInvariant();
            if (action is "delivered" or "relayed" or "expanded" or "deliverable")
            {
                arrived++;
                continue;
            }

            var code = fields.GetValueOrDefault("status", "");
            var said = $"{fields.GetValueOrDefault("diagnostic-code", "")} {Comment().Match(code).Value}".Trim();
            failed.Add(new(
                // Ours is the address that we sent to, and not where it was forwarded.
                Address(fields.GetValueOrDefault("original-recipient")) ?? Address(fields.GetValueOrDefault("final-recipient")) ?? "",
                Code().Match(code) is { Success: true } found ? found.Value : null,
                said,
                action is "delayed"));
            if (failed.Count == MostRecipients)
                break;
        }

        return (failed, arrived);
    }

    private static IEnumerable<Dictionary<string, string>> Blocks(string status)
    {
        var block = new Dictionary<string, string>();
        string? last = null;
        foreach (var line in status.Split('\n'))
        {
            if (line.Trim().Length == 0)
            {
                if (block.Count > 0)
                    yield return block;
                (block, last) = ([], null);
            }
            else if (line[0] is ' ' or '\t' && last is not null)
            {
                block[last] += ' ' + line.Trim();
            }
            else if (Field().Match(line) is { Success: true } field)
            {
                last = field.Groups[1].Value.ToLowerInvariant();
                if (last == "final-recipient" && block.ContainsKey(last))
                {
                    yield return block;
                    block = [];
                }

                block[last] = field.Groups[2].Value.Trim();
            }
        }

        if (block.Count > 0)
            yield return block;
    }

    // "rfc822; a@b", "<a@b>", "@relay:a@b", "LOCAL; a@b".
    private static string? Address(string? recipient)
    {
        if (recipient is null)
            return null;
        var text = recipient[(recipient.IndexOf(';', StringComparison.Ordinal) + 1)..].Trim(' ', '<', '>', '"', '\'', '\t');
        if (text.StartsWith('@') && text.Contains(':', StringComparison.Ordinal))
            text = text[(text.LastIndexOf(':') + 1)..];
        text = text.Split(' ', '>')[0];
        return text.IndexOf('@', StringComparison.Ordinal) is > 0 and var at && at < text.Length - 1 ? text : null;
    }

    [GeneratedRegex(@"^([A-Za-z][A-Za-z0-9-]*)\s*:(.*)$")]
    private static partial Regex Field();

    [GeneratedRegex(@"[245]\.\d{1,3}\.\d{1,3}")]
    private static partial Regex Code();

    [GeneratedRegex(@"\([^)]*\)")]
    private static partial Regex Comment();
}

/// <param name="Address">Empty where the report names none that is one.</param>
/// <param name="Status">Such as <c>5.1.1</c>.</param>
/// <param name="Said">The server's words.</param>
/// <param name="IsDelayed">Whether it is still tried.</param>
internal sealed record StatusOfRecipient(string Address, string? Status, string Said, bool IsDelayed);
