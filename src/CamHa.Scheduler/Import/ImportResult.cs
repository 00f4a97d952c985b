namespace CamHa.Scheduler.Import;

/// <summary>What an import did, or would do in a dry run. With errors it did nothing.</summary>
/// <param name="Errors">All faults found, in the order of files and lines.</param>
/// <param name="Warnings">Values that are allowed but unusual.</param>
/// <param name="Files">The changes, file by file.</param>
public sealed record ImportResult(
    IReadOnlyList<ImportError> Errors, IReadOnlyList<ImportError> Warnings, IReadOnlyList<FileChanges> Files)
{
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
    public override string ToString() => $"{File}"
        + (Line > 0 ? $", line {Line}" : "")
        + (Column.Length > 0 ? $", column {Column}" : "")
        + $": {Message}";
}

/// <summary>How many rows one file changed.</summary>
/// <param name="File">The file's name.</param>
/// <param name="Added">New rows.</param>
/// <param name="Changed">Rows that differ from those in the database.</param>
/// <param name="Unchanged">Rows that equal those in the database.</param>
/// <param name="Removed">Rows ended because the file leaves them out; only addresses and parts are.</param>
public sealed record FileChanges(string File, int Added, int Changed, int Unchanged, int Removed);
