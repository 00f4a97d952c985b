using System.Text.RegularExpressions;
using CamHa.Scheduler.Inbox.Cutting;

namespace CamHa.Scheduler.Inbox.Saying;

/// <summary>A word, number or sign of a sentence.</summary>
/// <param name="Text">In small letters.</param>
/// <param name="Plain">The same without marks.</param>
/// <param name="At">Where it begins in the sentence.</param>
/// <param name="IsCapital">Whether it begins with a capital, in a sentence that is not all capitals.</param>
internal readonly partial record struct Token(string Text, string Plain, int At, bool IsCapital = false)
{
    /// <summary>
    /// Whether it is that word. Without marks it may be any word of those letters; with other marks it is another: "chữa" is not "chưa".
    /// </summary>
    public bool Is(Token word) => Text == word.Text || (Text == Plain && Plain == word.Plain);

    public static List<Token> Of(string sentence)
    {
        var small = sentence.ToLowerInvariant();
        var folded = Folded.Of(small);
        var isMixed = sentence.Any(char.IsLower);
        return [.. Words().Matches(small).Select(match => new Token(
            match.Value, folded.Substring(match.Index, match.Length), match.Index, isMixed && char.IsUpper(sentence[match.Index])))];
    }

    [GeneratedRegex(@"\d+(?:[.,/-]\d+)*\s?%?|n't|[\p{L}\p{M}]+|[,:?!()]")]
    private static partial Regex Words();
}
