namespace CamHa.Scheduler.Import;

/// <summary>Collects all faults of an import, so that one run reports them all.</summary>
internal sealed class FaultList
{
    private const int Limit = 200;
    private readonly List<ImportError> _faults = [];

    public bool IsEmpty => Count == 0;

    /// <summary>Also of those that are too many to be kept.</summary>
    public int Count { get; private set; }

    public void Add(string file, int line, string column, string message) => Add(new(file, line, column, message));

    public void Add(ImportError fault)
    {
        if (++Count <= Limit)
            _faults.Add(fault);
    }

    /// <summary>Forgets what came after there were <paramref name="count"/>, because one fault explains it all.</summary>
    public void BackTo(int count)
    {
        if (count < _faults.Count)
            _faults.RemoveRange(count, _faults.Count - count);
        Count = count;
    }

    /// <summary>The first two hundred faults and the number of the others; nobody reads two hundred thousand.</summary>
    public IReadOnlyList<ImportError> ToList() => Count <= Limit
        ? _faults
        : [.. _faults, new("", 0, "", ImportWords.AndMore(Count - Limit))];
}
