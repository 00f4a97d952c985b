namespace CamHa.Scheduler.Import;

/// <summary>What an import did, or would do; with errors it did nothing.</summary>
/// <param name="Errors">Every fault found, in the order of files and lines.</param>
/// <param name="Warnings">What is allowed and unusual.</param>
/// <param name="Files">What changed, file by file.</param>
public sealed record ImportResult(
    IReadOnlyList<ImportError> Errors, IReadOnlyList<ImportError> Warnings, IReadOnlyList<FileChanges> Files)
{
    public bool IsApplied => Errors.Count == 0;
}

/// <summary>One fault and its place.</summary>
/// <param name="File">The file's name.</param>
/// <param name="Line">The line, from 1; 0 where the fault is of the file as a whole.</param>
/// <param name="Column">The column's name; empty where the fault is of the line as a whole.</param>
/// <param name="Message">The value and the remedy.</param>
public sealed record ImportError(string File, int Line, string Column, string Message)
{
    public override string ToString() => $"{File}"
        + (Line > 0 ? $", line {Line}" : "")
        + (Column.Length > 0 ? $", column {Column}" : "")
        + $": {Message}";
}

/// <param name="File">The file's name.</param>
/// <param name="Added">New rows.</param>
/// <param name="Changed">Rows that were there and differ.</param>
/// <param name="Unchanged">Rows that were there already.</param>
/// <param name="Removed">Rows the file leaves out and thereby ends: addresses and parts.</param>
public sealed record FileChanges(string File, int Added, int Changed, int Unchanged, int Removed);
