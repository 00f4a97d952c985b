namespace CamHa.Scheduler.Import;

/// <summary>
/// Codes as they were first written. A file that writes one in other letters means the same, and what is written into the
/// database must name it as it stands there: most databases would not find it otherwise.
/// </summary>
internal sealed class KnownCodes(IEnumerable<string> codes)
{
    private readonly HashSet<string> _codes = codes.ToHashSet(StringComparer.OrdinalIgnoreCase);

    public bool Contains(string code) => _codes.Contains(code);

    /// <returns>The code itself where it is a new one.</returns>
    public string AsWritten(string code) => _codes.TryGetValue(code, out var written) ? written : code;
}
