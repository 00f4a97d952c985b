using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Accounts;

/// <summary>
/// The page's password, of which only the hash is kept: PBKDF2 with HMAC-SHA512, in the format of ASP.NET Core Identity.
/// </summary>
public static class Password
{
    public const int ShortestLength = 10;

    // OWASP recommends 210,000 with SHA-512, or 600,000 with SHA-256.
    private const int Iterations = 600_000;

    // 13 bytes for format, function, iterations and the salt's length, 16 for the salt, 32 for the key.
    private const int HashBytes = 61;
    private const byte IdentityFormat = 1;
    private static readonly object Nobody = new();
    private static readonly PasswordHasher<object> Hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = Iterations }));

    public static string Hash(string password) => Hasher.HashPassword(Nobody, Composed(password));

    /// <summary>Whether the password is right; takes equally long if it is wrong.</summary>
    public static bool IsRight(string hash, string password) =>
        Hasher.VerifyHashedPassword(Nobody, hash, Composed(password)) != PasswordVerificationResult.Failed;

    /// <summary>Whether the text is a hash made by <see cref="Hash"/>.</summary>
    public static bool IsHash(string text)
    {
        var bytes = new byte[HashBytes];
        return Convert.TryFromBase64String(text, bytes, out var length) && length == HashBytes && bytes[0] == IdentityFormat;
    }

    // One keyboard writes "ế" as one letter, another as a letter and a mark; whoever types it at either means the same.
    private static string Composed(string password) =>
        Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(password)).Normalize(NormalizationForm.FormC);
}
