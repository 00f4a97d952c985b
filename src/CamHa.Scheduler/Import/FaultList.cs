namespace CamHa.Scheduler.Import;

/// <summary>Collects all faults of an import, so that one run reports them all.</summary>
internal sealed class FaultList
{
    private const int Limit = 200;
    private readonly List<ImportError> _faults = [];

    public bool IsEmpty => _faults.Count == 0;

    public int Count => _faults.Count;

    public void Add(string file, int line, string column, string message) => _faults.Add(new(file, line, column, message));

    /// <summary>The first two hundred faults and the number of the others; nobody reads two hundred thousand.</summary>
    public IReadOnlyList<ImportError> ToList() => _faults.Count <= Limit
        ? _faults
        : [.. _faults.Take(Limit), new("", 0, "", ImportWords.AndMore(_faults.Count - Limit))];
}
