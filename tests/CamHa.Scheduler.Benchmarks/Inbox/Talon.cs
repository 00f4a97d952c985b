using System.Text.RegularExpressions;

namespace CamHa.Scheduler.Benchmarks.Inbox;

/// <summary>mailgun/talon: texts within its Python tests, mails and pages in tests/fixtures.</summary>
internal static partial class Talon
{
    private const string ReplyOfPages = "Hi. I am fine.\n\nThanks,\nAlex";

    public static IReadOnlyList<ExpectedText> Read(string folder)
    {
        var fixtures = Path.Combine(folder, "tests/fixtures");
        var all = new List<ExpectedText>();
        foreach (var file in Directory.GetFiles(Path.Combine(fixtures, "html_replies")).Order(StringComparer.Ordinal))
            all.Add(ExpectedText.Equal(Path.GetFileName(file), ExpectedText.MailOf(File.ReadAllText(file), "html"), ReplyOfPages));
        foreach (var file in Directory.GetFiles(Path.Combine(fixtures, "standard_replies"), "*.eml").Order(StringComparer.Ordinal))
        {
            var reply = file[..^4] + "_reply_text";
            var expected = File.Exists(reply) ? File.ReadAllText(reply) : "Hello";
            // Talon parts signatures in a step of its own, and these hold them.
            all.Add(ExpectedText.Equal(Path.GetFileName(file), File.ReadAllBytes(file), Signature().Replace(expected, "")));
        }

        all.AddRange(InTests(File.ReadAllText(Path.Combine(folder, "tests/text_quotations_test.py")), "plain"));
        all.AddRange(InTests(File.ReadAllText(Path.Combine(folder, "tests/html_quotations_test.py")), "html"));
        return all;
    }

    private static IEnumerable<ExpectedText> InTests(string tests, string type)
    {
        foreach (Match test in Test().Matches(tests))
        {
            var body = test.Groups["body"].Value;
            var name = test.Groups["name"].Value;
            // Its own stages, and settings that nobody else has.
            if (body.Contains("MAX_LINES", StringComparison.Ordinal) || !body.Contains("extract_from_", StringComparison.Ordinal))
                continue;
            var texts = Quoted().Matches(body).ToList();
            foreach (Match check in Check().Matches(body))
            {
                var expected = check.Groups["literal"] is { Success: true } literal ? Unescaped(literal.Value)
                    : Last(texts, check.Groups["variable"].Value, check.Index);
                var mail = check.Groups["inline"] is { Success: true } inline
                    ? Unescaped(inline.Value)
                    : Last(texts, "msg_body", check.Index);
                if (expected is not null && mail is not null)
                {
                    yield return ExpectedText.Equal(
                        name, ExpectedText.MailOf(mail, type), type == "html" ? Tags().Replace(expected, "") : expected);
                }
            }
        }
    }

    // A test may check several mails, one after the other.
    private static string? Last(List<Match> texts, string name, int before) =>
        texts.FindLast(match => match.Groups["name"].Value == name && match.Index < before) is { } text
            ? Unescaped(text.Groups["text"].Value)
            : null;

    private static string Unescaped(string text) =>
        text.Contains('\\', StringComparison.Ordinal) ? Regex.Unescape(text).Replace("&#160;", " ", StringComparison.Ordinal) : text;

    [GeneratedRegex(@"\n\s*(?:-- \n.*|Sent from my \w+\s*)$", RegexOptions.Singleline)]
    private static partial Regex Signature();

    [GeneratedRegex(@"^def (?<name>test_\w+)\([^)]*\):\n(?<body>(?:[ \t].*\n|\n|[^d@#\n].*\n)*)", RegexOptions.Multiline)]
    private static partial Regex Test();

    [GeneratedRegex(@"(?<name>msg_body|reply|expected) = u?(?<q>""""""|''')(?<text>.*?)\k<q>", RegexOptions.Singleline)]
    private static partial Regex Quoted();

    [GeneratedRegex(@"eq_\(\s*u?(?:(?<q>[""'])(?<literal>(?:(?!\k<q>).)*)\k<q>|(?<variable>\w+)),\s*(?:RE_WHITESPACE\.sub\(\s*'', )?"
        + @"quotations\.extract_from_\w+\(\s*(?:u?(?<t>""""""|''')(?<inline>.*?)\k<t>|msg_body)\)", RegexOptions.Singleline)]
    private static partial Regex Check();

    [GeneratedRegex(@"</?(?:html|head|body|div|br|blockquote|hr)/?>")]
    private static partial Regex Tags();
}
