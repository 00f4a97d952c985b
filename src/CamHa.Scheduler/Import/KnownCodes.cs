namespace CamHa.Scheduler.Import;

/// <summary>
/// Codes in the spelling that the database holds. Files may write them in another case, but rows written to the database must
/// use its spelling, because most databases compare codes with case.
/// </summary>
internal sealed class KnownCodes(IEnumerable<string> codes)
{
    private readonly HashSet<string> _codes = codes.ToHashSet(StringComparer.OrdinalIgnoreCase);

    public bool Contains(string code) => _codes.Contains(code);

    /// <returns>The known spelling; for a new code the code itself.</returns>
    public string AsWritten(string code) => _codes.TryGetValue(code, out var written) ? written : code;
}
