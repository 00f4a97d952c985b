using System.Text;
using System.Text.RegularExpressions;

namespace CamHa.Scheduler.Benchmarks.Inbox;

/// <summary>
/// cfortune/PHP-Bounce-Handler: mails in eml. It says nothing of each. So whom one is about is what its fields say, or its line
/// "address:"; and dead is what its own table (bounce_responses.php) gives a status 5.1.x by the first of its words that is there.
/// </summary>
internal static partial class BounceHandler
{
    public static IReadOnlyList<ExpectedBounce> Read(string folder)
    {
        var table = Row().Matches(File.ReadAllText(Path.Combine(folder, "bounce_responses.php")))
            .Select(match => (
                Words: new Regex(match.Groups["words"].Value.Replace("\\/", "/", StringComparison.Ordinal), RegexOptions.IgnoreCase),
                Status: match.Groups["status"].Value))
            .ToList();
        var all = new List<ExpectedBounce>();
        foreach (var file in Directory.GetFiles(Path.Combine(folder, "eml")).Order(StringComparer.Ordinal))
        {
            var text = File.ReadAllText(file, Encoding.Latin1);
            // What is returned says nothing of why.
            var report = Returned().Split(text, 2)[0];
            if (Path.GetExtension(file) == ".txt" || !Failure().IsMatch(report))
            {
                all.Add(new(file, IsBounce: false, [], IsHard: false));
                continue;
            }

            var original = Field("Original-Recipient").Matches(text);
            var addresses = (original.Count > 0 ? original : Field("Final-Recipient").Matches(text))
                .Concat(Field("X-Failed-Recipients").Matches(report))
                .SelectMany(match => Address().Matches(match.Groups[1].Value))
                .Select(match => match.Value)
                .Concat(Alone().Matches(report).Select(match => match.Groups[1].Value))
                .Distinct(StringComparer.OrdinalIgnoreCase)
                .ToList();
            var status = table.Find(row => row.Words.IsMatch(report)).Status;
            var isHard = status is null ? Code(report) : status.StartsWith("5.1", StringComparison.Ordinal);
            all.Add(new(file, IsBounce: true, addresses, isHard));
        }

        return all;
    }

    // Its table begins with the codes in the mail itself.
    private static bool? Code(string report) => Enhanced().Match(report) is { Success: true } code
        ? code.Value.StartsWith("5.1", StringComparison.Ordinal) || code.Value.StartsWith("5.2.1", StringComparison.Ordinal)
        : null;

    private static Regex Field(string name) =>
        new($@"^{name}:\s*(?:rfc822;)?\s*(.+)$", RegexOptions.Multiline | RegexOptions.IgnoreCase);

    [GeneratedRegex(@"^\s*['""](?<words>.+?)['""]\s*=>\s*'(?<status>\d\.\d\.\d+)'", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(
        @"^(?:Content-Type: message/rfc822|--- Below this line|-+ This is a copy).*$", RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    private static partial Regex Returned();

    [GeneratedRegex(
        @"failure notice|delivery failed|delivery has failed|returned to sender|\(failure\)|undeliverable|delayed|blocked by our",
        RegexOptions.IgnoreCase)]
    private static partial Regex Failure();

    [GeneratedRegex(@"[\w.+-]+@[\w.-]+\w")]
    private static partial Regex Address();

    [GeneratedRegex(@"^\s*<?([\w.+-]+@[\w.-]+\w)>?:?\s*$", RegexOptions.Multiline)]
    private static partial Regex Alone();

    [GeneratedRegex(@"(?<![\d.])[45]\.\d\.\d{1,2}(?![\d.])")]
    private static partial Regex Enhanced();
}
