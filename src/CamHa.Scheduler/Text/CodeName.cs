using System.Security.Cryptography;
using System.Text;

namespace CamHa.Scheduler.Text;

/// <summary>
/// A code as a part of a file name or a Message-ID. Two codes never give the same: one with anything but letters, digits, hyphens
/// and underscores gets a hash for that. Case does not count in codes, nor in Windows' file names.
/// </summary>
internal static class CodeName
{
    // Windows keeps these for its devices.
    private static readonly string[] Devices =
    [
        "CON", "PRN", "AUX", "NUL",
        .. Enumerable.Range(1, 9).SelectMany(number => new[] { $"COM{number}", $"LPT{number}" }),
    ];

    public static string Of(string code) => IsPlain(code) ? code : $"{Folded(code)}-{Hash(code)}";

    private static bool IsPlain(string code) =>
        code.Length > 0 && code.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_')
        && !Devices.Contains(code, StringComparer.OrdinalIgnoreCase);

    private static string Folded(string code) =>
        string.Concat(code.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-' ? letter : '_'));

    private static string Hash(string code) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(code)).AsSpan(0, 4));
}
