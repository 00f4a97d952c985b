namespace CamHa.Scheduler.Import;

/// <summary>
/// Codes in the spelling that the database holds. Files may write them in another case, but rows written to the database must
/// use its spelling, because most databases compare codes with case.
/// </summary>
internal sealed class KnownCodes(IEnumerable<string> codes)
{
    private readonly HashSet<string> _codes = codes.ToHashSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>None, for a code that is new wherever it stands.</summary>
    public static KnownCodes None { get; } = new([]);

    public bool Contains(string code) => _codes.Contains(code);

    /// <returns>The known spelling; for a new code the code itself.</returns>
    public string AsWritten(string code) => _codes.TryGetValue(code, out var written) ? written : code;

    /// <returns>The known code of which Excel made this number; null where there is none, or the number is a known code.</returns>
    public string? WithItsZeros(string number) =>
        number.Length > 0 && number.All(char.IsAsciiDigit) && !_codes.Contains(number)
            ? _codes.FirstOrDefault(code =>
                code.Length > number.Length && code.All(char.IsAsciiDigit) && code.TrimStart('0') == number.TrimStart('0'))
            : null;
}
