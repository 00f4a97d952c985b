namespace CamHa.Scheduler.Import;

/// <summary>
/// Codes in the spelling that the database holds. Files may write them in another case, but rows written to the database must
/// use its spelling, because most databases compare codes with case.
/// </summary>
internal sealed class KnownCodes(IEnumerable<string> codes)
{
    // Not before it is asked for: of two hundred thousand assignments, most files name none.
    private readonly Lazy<HashSet<string>> _codes = new(() => codes.ToHashSet(StringComparer.OrdinalIgnoreCase));
    private readonly Lazy<ILookup<string, string>> _numbers = new(() => codes.Where(IsNumber).ToLookup(code => code.TrimStart('0')));

    /// <summary>None, for a code that is new wherever it stands.</summary>
    public static KnownCodes None { get; } = new([]);

    public bool Contains(string code) => _codes.Value.Contains(code);

    /// <returns>The known spelling; for a new code the code itself.</returns>
    public string AsWritten(string code) => _codes.Value.TryGetValue(code, out var written) ? written : code;

    /// <returns>The known code of which Excel made this number; null where there is none, or the number is a known code.</returns>
    public string? WithItsZeros(string number) =>
        number.Length > 0 && IsNumber(number) && !_codes.Value.Contains(number)
            ? _numbers.Value[number.TrimStart('0')].FirstOrDefault(code => code.Length > number.Length)
            : null;

    private static bool IsNumber(string code) => code.All(char.IsAsciiDigit);
}
