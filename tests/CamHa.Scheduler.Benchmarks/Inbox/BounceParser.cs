using System.Text.RegularExpressions;

namespace CamHa.Scheduler.Benchmarks.Inbox;

/// <summary>
/// Perl's Mail::DeliveryStatus::BounceParser: mails in t/corpus, and in t/*.t whom they are about and why. Its reasons for what is
/// dead are user_unknown, user_disabled and domain_error. Under the last it also has refused relaying, which says nothing of the address.
/// </summary>
internal static partial class BounceParser
{
    public static IReadOnlyList<ExpectedBounce> Read(string folder)
    {
        var corpus = Path.Combine(folder, "t/corpus");
        var all = new Dictionary<string, ExpectedBounce>();
        foreach (var test in Directory.GetFiles(Path.Combine(folder, "t"), "*.t").Order(StringComparer.Ordinal))
        {
            var source = File.ReadAllText(test);
            var perFile = DefaultAddress().IsMatch(source) ? ["recipient@example.net"] : Array.Empty<string>();
            var defaultReason = DefaultReason().Match(source).Groups[1].Value;
            var names = Named().Matches(source).Select(match => match.Groups[1].Value)
                .Concat(Globbed().Matches(source)
                    .SelectMany(match => Directory.GetFiles(corpus, match.Groups[1].Value))
                    .Select(Path.GetFileName))
                .Distinct();
            foreach (var name in names)
            {
                var file = Path.Combine(corpus, name!);
                if (!File.Exists(file))
                    continue;
                // What stands between this name and the next belongs to it.
                var at = source.IndexOf(name!, StringComparison.Ordinal);
                var next = Named().Match(source, Math.Max(at, 0) + 1);
                var own = at < 0 ? source : source[at..(next.Success ? next.Index : source.Length)];
                var isBounce = !source.Contains("is_bounce => 0", StringComparison.Ordinal);
                var reason = Reason().Match(own) is { Success: true } said ? said.Groups[1].Value
                    : Reason().Match(source) is { Success: true } common && at < 0 ? common.Groups[1].Value
                    : defaultReason;
                var addresses = Addresses().Match(own) is { Success: true } list
                    ? Address().Matches(list.Value).Select(match => match.Value).ToArray()
                    : perFile;
                all.TryAdd(name!, new(file, isBounce, isBounce ? addresses : [], Verdict(reason, isBounce)));
            }
        }

        return [.. all.Values];
    }

    private static bool? Verdict(string reason, bool isBounce) => !isBounce ? false : reason switch
    {
        "user_unknown" or "user_disabled" or "domain_error" => true,
        "over_quota" or "spam" or "message_too_large" or "unknown" => false,
        _ => null,
    };

    [GeneratedRegex(@"['""](?:t/corpus/)?([\w.-]+\.msg)['""]")]
    private static partial Regex Named();

    [GeneratedRegex(@"glob\s*\(?\s*'t/corpus/([^']+)'")]
    private static partial Regex Globbed();

    [GeneratedRegex(@"addresses\s*=>\s*\['recipient@example\.net'\]")]
    private static partial Regex DefaultAddress();

    [GeneratedRegex(@"\|\| '(\w+)' \)|(?<=std_reason => )'(\w+)',\s*\n\s*reason ")]
    private static partial Regex DefaultReason();

    [GeneratedRegex(@"std_rea\w+\s*(?:=>|,)\s*['""](\w+)['""]")]
    private static partial Regex Reason();

    [GeneratedRegex(@"(?:addresses\s*=>|""recipient""\s*=>)\s*\[?[^\],]*\]?")]
    private static partial Regex Addresses();

    [GeneratedRegex(@"[\w.+-]+@[#\w.-]+\w")]
    private static partial Regex Address();
}
