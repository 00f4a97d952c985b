namespace CamHa.Scheduler.Import;

/// <summary>What an import is asked to do.</summary>
/// <param name="IsDryRun">Whether to report the changes without making them.</param>
/// <param name="EndsMissing">Whether to end what the database has and the files leave out.</param>
public sealed record ImportWish(bool IsDryRun = false, bool EndsMissing = false);

/// <summary>What an import did, or would do in a dry run. With errors it did nothing.</summary>
/// <param name="Errors">All faults found, in the order of files and lines.</param>
/// <param name="Warnings">Values that are allowed but unusual.</param>
/// <param name="Files">The changes, file by file.</param>
public sealed record ImportResult(
    IReadOnlyList<ImportError> Errors, IReadOnlyList<ImportError> Warnings, IReadOnlyList<FileChanges> Files)
{
    /// <summary>What each wildcard of assignments.csv stood for.</summary>
    public IReadOnlyList<WildcardCatch> Wildcards { get; init; } = [];

    public bool IsApplied => Errors.Count == 0;

    /// <summary>Whether it changed so much that the campaign's next reminders are held until somebody has seen them.</summary>
    public bool IsLarge { get; init; }
}

/// <summary>A fault and its place.</summary>
/// <param name="File">The file's name.</param>
/// <param name="Line">The line, counted from 1; 0 for a fault of the whole file.</param>
/// <param name="Column">The column's name; empty for a fault of the whole line.</param>
/// <param name="Message">The value and the remedy.</param>
public sealed record ImportError(string File, int Line, string Column, string Message)
{
    public override string ToString() => File.Length == 0 ? Message : $"{ImportWords.Place(File, Line, Column)}: {Message}";
}

/// <summary>The units that a wildcard in a cell stands for.</summary>
public sealed record WildcardCatch(int Line, string Column, string Pattern, IReadOnlyList<string> Units);

/// <summary>How many rows one file changed.</summary>
/// <param name="File">The file's name.</param>
/// <param name="Added">New rows.</param>
/// <param name="Changed">Rows that differ from those in the database.</param>
/// <param name="Unchanged">Rows that equal those in the database.</param>
/// <param name="Removed">Rows ended: by the column <c>active</c>, because the file leaves them out, or as parts and addresses are.</param>
public sealed record FileChanges(string File, int Added, int Changed, int Unchanged, int Removed)
{
    /// <summary>Each change.</summary>
    public IReadOnlyList<RowChange> Rows { get; init; } = [];

    /// <summary>What the database has and the file does not; it stays.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];

    /// <summary>Rows that say nothing and were passed over.</summary>
    public int PassedOver { get; init; }
}

/// <summary>One change of one row.</summary>
/// <param name="Row">The row, by what it is found by.</param>
/// <param name="Column">The column that changes; empty for a row that comes or ends.</param>
/// <param name="Before">Its value in the database; empty for a row that comes.</param>
/// <param name="After">Its value in the file; empty for a row that ends.</param>
public sealed record RowChange(string Row, string Column, string Before, string After);
