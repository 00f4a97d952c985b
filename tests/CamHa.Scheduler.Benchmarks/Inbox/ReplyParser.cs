using System.Text.RegularExpressions;

namespace CamHa.Scheduler.Benchmarks.Inbox;

/// <summary>crisp-oss/email-reply-parser: texts in test/fixtures, and in test/test.js what is expected of them.</summary>
internal static partial class ReplyParser
{
    public static IReadOnlyList<ExpectedText> Read(string folder)
    {
        var tests = File.ReadAllText(Path.Combine(folder, "test/test.js"));
        var common = string.Concat(Common().Match(tests).Groups[1].Value.Split("\\n\\\n"));
        var all = new List<ExpectedText>();
        foreach (Match test in Test().Matches(tests))
        {
            var body = test.Groups["body"].Value;
            if (Fixture().Match(body) is not { Success: true } fixture)
                continue;
            var text = File.ReadAllText(Path.Combine(folder, "test/fixtures", $"{fixture.Groups[1].Value}.txt"));
            var mail = ExpectedText.MailOf(text);
            var name = test.Groups["name"].Value;
            if (body.Contains("equal(COMMON_FIRST_FRAGMENT", StringComparison.Ordinal))
                all.Add(ExpectedText.Equal(name, mail, common));
            else if (Literal().Match(body) is { Success: true } literal)
                all.Add(ExpectedText.Equal(name, mail, Regex.Unescape(literal.Groups[1].Value)));
            else if (OneFragment().IsMatch(body))
                all.Add(ExpectedText.Equal(name, mail, text));
            else if (Pattern().Match(body) is { Success: true } pattern)
                all.Add(new(name, mail, found => Regex.IsMatch(found.Trim(), pattern.Groups[1].Value), pattern.Groups[1].Value));
        }

        return all;
    }

    [GeneratedRegex(@"const COMMON_FIRST_FRAGMENT = '(.*?)';", RegexOptions.Singleline)]
    private static partial Regex Common();

    [GeneratedRegex(@"export function (?<name>\w+)\(test\)\s*\{(?<body>.*?)\n\}", RegexOptions.Singleline)]
    private static partial Regex Test();

    [GeneratedRegex(@"(?:get_email\(""|/fixtures/)(\w+)(?:""|\.txt)")]
    private static partial Regex Fixture();

    [GeneratedRegex(@"equal\(""((?:[^""\\]|\\.)*)"", (?:fragments\[0\]|reply\.fragments\[0\]|email\.getVisibleText|reply\)|text)")]
    private static partial Regex Literal();

    [GeneratedRegex(@"equal\(1, fragments\.length\)|equal\(fragments\.length, 1\)")]
    private static partial Regex OneFragment();

    [GeneratedRegex(@"equal\(true, /(.+?)/m?\.test\((?:fragments\[0\]|reply\))")]
    private static partial Regex Pattern();
}
