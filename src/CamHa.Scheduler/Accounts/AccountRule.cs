using System.Text.RegularExpressions;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Accounts;

/// <summary>What an account must be like.</summary>
internal static partial class AccountRule
{
    public const int LongestName = 50;
    public const int LongestPerson = 200;

    /// <summary>As the forms' fields are.</summary>
    public const int LongestPassword = 200;

    // What is guessed first, here and elsewhere; the rest is for the throttle.
    private static readonly HashSet<string> Common = new(StringComparer.Ordinal)
    {
        "1234567890", "0123456789", "12345678910", "qwertyuiop", "password123", "matkhau123", "matkhau1234", "abcdefghij", "1111111111",
        "0000000000", "camha123456", "nongthonmoi", "nongthonmoi1", "administrator", "thukynhacviec", "anhyeuem123", "iloveyou123",
        "1q2w3e4r5t", "qwerty12345", "q1w2e3r4t5", "123456789a", "a123456789", "aa12345678", "vietnam123", "hatinh12345", "ubnd123456",
    };

    /// <summary>A name as it was typed, which somebody's may be.</summary>
    public static string Typed(string text) => text.Trim().ToLowerInvariant().Truncated(LongestName);

    /// <exception cref="AccountRefusedException">The name cannot be used.</exception>
    public static string Name(string text)
    {
        var name = text.Trim().ToLowerInvariant();
        return Names().IsMatch(name)
            ? name : throw new AccountRefusedException(AccountWords.Name(text.Trim().Truncated(LongestName)), "name");
    }

    /// <exception cref="AccountRefusedException">There is none.</exception>
    public static string Person(string text)
    {
        var person = CleanText.OneLine(text).Truncated(LongestPerson).Trim();
        return person.Length > 0 ? person : throw new AccountRefusedException(AccountWords.Person, "person");
    }

    /// <param name="name">The account's name.</param>
    /// <param name="password">The password, as it was typed.</param>
    /// <exception cref="AccountRefusedException">It is easily guessed.</exception>
    public static void CheckPassword(string name, string password)
    {
        if (password.Length < Password.ShortestLength)
            throw new AccountRefusedException(AccountWords.Password(password.Length), "password");
        // The login's field holds no more.
        if (password.Length > LongestPassword)
            throw new AccountRefusedException(AccountWords.PasswordIsLong(LongestPassword), "password");
        var folded = FoldKey.Of(password).Replace(" ", "", StringComparison.Ordinal);
        var holdsName = name.Length >= 4 && folded.Contains(name, StringComparison.Ordinal);
        if (Common.Contains(folded) || folded.Distinct().Count() < 4 || holdsName)
            throw new AccountRefusedException(AccountWords.PasswordIsCommon, "password");
    }

    /// <exception cref="AccountRefusedException">There is none.</exception>
    public static AccountRoles Roles(AccountRoles roles) =>
        roles != AccountRoles.None ? roles : throw new AccountRefusedException(AccountWords.RolesNeeded, "roles");

    [GeneratedRegex("^[a-z0-9][a-z0-9.-]{0,48}[a-z0-9]$")]
    private static partial Regex Names();
}
