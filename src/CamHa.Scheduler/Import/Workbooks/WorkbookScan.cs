namespace CamHa.Scheduler.Import.Workbooks;

/// <summary>What the guard has seen of a workbook, beyond what its reader tells.</summary>
internal sealed record WorkbookScan
{
    /// <summary>By the sheets' order; empty for a file of the old format that is encrypted.</summary>
    public IReadOnlyList<SheetScan> Sheets { get; init; } = [];

    /// <summary>Whether days count from 1904 and the reader does not see it.</summary>
    public bool HasUnseen1904 { get; init; }

    public bool HasMacros { get; init; }
}

/// <summary>What the guard has seen of a sheet.</summary>
internal sealed class SheetScan
{
    // Each is kept; whoever has more has a formula that was filled down for nothing.
    private const int Most = 1_000_000;
    private readonly Dictionary<long, string> _unreadable = [];
    private readonly HashSet<long> _true = [];

    /// <summary>The last row with a value, from 1; 0 for none.</summary>
    public int LastRow { get; set; }

    /// <summary>The error in a cell, such as <c>#N/A</c>; empty for a formula whose result is not there; null where all is well.</summary>
    public string? Unreadable(int line, int column) =>
        _unreadable.Count == 0 ? null : _unreadable.GetValueOrDefault(Key(line, column));

    public void AddUnreadable(int line, int column, string error)
    {
        if (_unreadable.Count == Most)
            throw new RefusedWorkbookException(WorkbookWords.TooManyErrors);
        _unreadable[Key(line, column)] = error;
    }

    /// <summary>Whether a cell is true by that word, for which its reader takes 1 only.</summary>
    public bool IsTrue(int line, int column) => _true.Contains(Key(line, column));

    public void AddTrue(int line, int column)
    {
        if (_true.Count == Most)
            throw new RefusedWorkbookException(WorkbookWords.UnpacksTooFar(UnpackedSize.Most));
        _true.Add(Key(line, column));
    }

    private static long Key(int line, int column) => ((long)line * CellName.LastColumn) + column;
}
