using System.Text;
using System.Text.RegularExpressions;

namespace CamHa.Scheduler.Benchmarks.Inbox;

/// <summary>A mail and what is expected to be new in it.</summary>
/// <param name="Name">Of the test.</param>
/// <param name="Mail">Its bytes.</param>
/// <param name="IsMet">Whether a text is what is expected.</param>
/// <param name="Says">What is expected, to be shown.</param>
internal sealed partial record ExpectedText(string Name, byte[] Mail, Func<string, bool> IsMet, string Says)
{
    public static ExpectedText Equal(string name, byte[] mail, string expected) =>
        new(name, mail, text => Bare(text) == Bare(expected), expected);

    /// <summary>The mail that has a text, and nothing else.</summary>
    public static byte[] MailOf(string text, string type = "plain") =>
        Encoding.UTF8.GetBytes($"Content-Type: text/{type}; charset=utf-8\n\n{text}");

    // Where blanks and line breaks stand is another question.
    private static string Bare(string text) => Blanks().Replace(text, "");

    [GeneratedRegex(@"[\s\u00A0]+")]
    private static partial Regex Blanks();
}

/// <summary>A mail and what it reports.</summary>
/// <param name="File">Where it is.</param>
/// <param name="IsBounce">Whether it is a bounce at all.</param>
/// <param name="Addresses">Whom it is about; empty where that is not known.</param>
/// <param name="IsHard">Whether the address is dead; null where that is not known.</param>
internal sealed record ExpectedBounce(string File, bool IsBounce, IReadOnlyList<string> Addresses, bool? IsHard);
