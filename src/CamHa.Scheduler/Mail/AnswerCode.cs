using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Mail;

/// <summary>
/// The code at the end of a subject, such as <c>[NTM-T04-5M7K3F9Q]</c>, by which an answer is known that has lost every other trace of
/// the mail it answers, or never had one. It names the mail; its last letters are made from the Message-ID of that very copy, which has
/// the installation's secret in it, so only who has seen the copy can know them.
/// </summary>
/// <param name="Id">The number of the mail that it names.</param>
/// <param name="Check">What only who has seen it can know.</param>
internal sealed partial record AnswerCode(long Id, string Check)
{
    /// <summary>Stands in a mail where the code of each copy will.</summary>
    public const string Mark = "CAMHAANSWERCODE";

    /// <summary>Letters of the check: each has one of 32 values.</summary>
    public const int CheckLength = 6;

    // Crockford's: no letter that is taken for a figure.
    private const string Letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int LongestTag = 6;
    private const int LongestAbout = 12;

    // Of the part of an address before the @ (RFC 5321).
    private const int LongestName = 64;

    /// <summary>How the codes of a mail begin.</summary>
    /// <param name="tag">The campaign's.</param>
    /// <param name="about">The assignment or the week that it asks about; empty for several.</param>
    public static string Stem(string tag, string about)
    {
        var word = Plain(FoldKey.Of(tag).Split(' ')[0]);
        var begin = word.Length > 0 ? word[..Math.Min(word.Length, LongestTag)] : "MA";
        // What would not come out as it is, is left out.
        return about.Length is > 0 and <= LongestAbout && Plain(about).Equals(about, StringComparison.OrdinalIgnoreCase)
            ? $"{begin}-{Plain(about)}"
            : begin;
    }

    /// <param name="stem">How it begins.</param>
    /// <param name="id">The number of the mail.</param>
    /// <param name="messageId">The Message-ID of the copy.</param>
    public static string Of(string stem, long id, string messageId)
    {
        var number = new StringBuilder();
        for (var rest = id; rest > 0 || number.Length == 0; rest /= Letters.Length)
            number.Insert(0, Letters[(int)(rest % Letters.Length)]);
        return $"{stem}-{number}{CheckOf(messageId)}";
    }

    /// <summary>Those in a text, in their order.</summary>
    public static IEnumerable<AnswerCode> In(string text) =>
        from match in Code().Matches(text)
        let number = match.Groups["id"].Value.ToUpperInvariant().Aggregate(0L, (sum, letter) => (sum * 32) + Letters.IndexOf(letter))
        select new AnswerCode(number, match.Groups["check"].Value.ToUpperInvariant());

    /// <summary>A text in which each code is only the assignment that it asks about.</summary>
    public static string Reduced(string text) => Code().Replace(text, match =>
        match.Groups["about"].Value is { Length: > 0 } about && !about.StartsWith(Week(""), StringComparison.OrdinalIgnoreCase)
            ? $"[{about}]" : "");

    /// <summary>A text without its codes.</summary>
    public static string Without(string text) => Code().Replace(text, "").TrimEnd();

    /// <summary>An address with a code in its name; as it was where that is too long for a name.</summary>
    public static string WithPlus(string address, string code)
    {
        var at = address.LastIndexOf('@');
        return at + code.Length + 1 <= LongestName ? $"{address[..at]}+{code}{address[at..]}" : address;
    }

    /// <summary>The codes in the names of addresses, as they stand in a text.</summary>
    public static string InNames(IEnumerable<string> addresses) => string.Concat(
        from address in addresses
        let plus = address.IndexOf('+', StringComparison.Ordinal)
        let at = address.LastIndexOf('@')
        where plus > 0 && at > plus
        select $"[{address[(plus + 1)..at]}]");

    /// <summary>What a code says of a reporting week.</summary>
    /// <param name="number">The week's number.</param>
    public static string Week(int number) => Week(number.ToString(CultureInfo.InvariantCulture));

    /// <summary>Whether it is the code of the copy that has this Message-ID.</summary>
    public bool IsOf(string messageId) => CryptographicOperations.FixedTimeEquals(
        Encoding.ASCII.GetBytes(CheckOf(messageId)), Encoding.ASCII.GetBytes(Check));

    private static string Week(string number) => $"TUAN{number}";

    private static string CheckOf(string messageId)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"answer-code\n{messageId}"));
        return string.Concat(Enumerable.Range(0, CheckLength).Select(at => Letters[hash[at] % Letters.Length]));
    }

    private static string Plain(string text) =>
        string.Concat(text.ToUpperInvariant().Where(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-')).Trim('-');

    [GeneratedRegex(
        @"\[(?:[A-Z0-9]{1,6})-(?:(?<about>[A-Z0-9-]{1,12})-)?(?<id>[0-9A-HJKMNP-TV-Z]{1,12})(?<check>[0-9A-HJKMNP-TV-Z]{6})\]",
        RegexOptions.IgnoreCase)]
    private static partial Regex Code();
}
