using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Web.Safety;

/// <summary>The page's password: only its hash is kept, by ASP.NET Core Identity's own algorithm, PBKDF2 with HMAC-SHA512.</summary>
public static class Password
{
    public const int ShortestLength = 10;

    // OWASP asks for 210,000 of SHA-512, or 600,000 of SHA-256.
    private const int Iterations = 600_000;

    // Format, function, iterations and salt's length, 16 bytes of salt, 32 of the key.
    private const int HashBytes = 61;
    private const byte IdentityFormat = 1;
    private static readonly object Nobody = new();
    private static readonly PasswordHasher<object> Hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = Iterations }));

    public static string Hash(string password) => Hasher.HashPassword(Nobody, password);

    /// <summary>Takes as long for a wrong password as for the right one.</summary>
    public static bool IsRight(string hash, string password) => Hasher.VerifyHashedPassword(Nobody, hash, password) != PasswordVerificationResult.Failed;

    public static bool IsHash(string text)
    {
        var bytes = new byte[HashBytes];
        return Convert.TryFromBase64String(text, bytes, out var length) && length == HashBytes && bytes[0] == IdentityFormat;
    }
}
