using System.Globalization;
using CamHa.Scheduler.Submissions;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Inbox.Files;

/// <summary>
/// The name under which a file is shown and written. It has no path and one ending, which is that of what the file is: one that is
/// called <c>baocao.pdf.exe</c>, or is a program called <c>baocao.pdf</c>, opens as nothing.
/// </summary>
internal static class FileNameRule
{
    private const int Longest = 120;
    private const int LongestEnding = 5;

    /// <param name="name">As its sender named it.</param>
    /// <param name="kind">What it is.</param>
    /// <param name="number">Its place in the mail, for one without a name.</param>
    public static string Of(string name, FileKind kind, int number)
    {
        var last = CleanText.OneLine(name).Split('/', '\\')[^1];
        // Signs that a file system does not take, or that turn the order of letters around.
        var clean = string.Concat(last.Select(sign => IsPlain(sign) ? sign : ' '));
        clean = string.Join(' ', clean.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Trim(' ', '.', '-');
        var dot = clean.LastIndexOf('.');
        var ending = dot > 0 && clean.Length - dot is > 1 and <= LongestEnding + 1 && char.IsAsciiLetter(clean[dot + 1])
            ? clean[dot..].ToLowerInvariant()
            : "";
        var stem = ending.Length > 0 ? clean[..dot] : clean;
        stem = stem.Replace('.', '_').Trim(' ', '_', '-').Truncated(Longest).TrimEnd();
        if (stem.Length == 0 || IsDevice(stem))
            stem = $"tep-{number}";
        return stem + (kind.Endings.Contains(ending) ? ending : kind.Ending);
    }

    private static bool IsPlain(char sign) =>
        char.IsLetterOrDigit(sign) || char.GetUnicodeCategory(sign) == UnicodeCategory.NonSpacingMark
        || sign is ' ' or '.' or '-' or '_' or '(' or ')' or '+' or ',' or '&';

    // What Windows takes for a printer.
    private static bool IsDevice(string stem) =>
        stem.ToUpperInvariant() is "CON" or "PRN" or "AUX" or "NUL"
        || (stem.Length == 4 && char.IsAsciiDigit(stem[3])
            && (stem.StartsWith("COM", StringComparison.OrdinalIgnoreCase) || stem.StartsWith("LPT", StringComparison.OrdinalIgnoreCase)));
}
