using CamHa.Scheduler.Changes;

namespace CamHa.Scheduler.Import;

/// <summary>What an import is asked to do.</summary>
/// <param name="IsDryRun">Whether to report the changes without making them.</param>
/// <param name="EndsMissing">Whether to end what the database has and the files leave out.</param>
/// <param name="TakesFile">Whether the file counts where somebody has changed its row in the database since it was exported.</param>
public sealed record ImportWish(bool IsDryRun = false, bool EndsMissing = false, bool TakesFile = false);

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

    /// <summary>Its number in the record of changes; null where it changed nothing, or only showed it.</summary>
    public long? ChangeId { get; init; }

    /// <summary>The campaign's code; empty for the calendar alone.</summary>
    public string Campaign { get; init; } = "";

    /// <summary>The submissions that came with it.</summary>
    public IReadOnlyList<Thing> Submitted { get; init; } = [];

    /// <summary>Whether it changed so much that the campaign's next reminders are held until somebody has seen them.</summary>
    public bool IsLarge { get; init; }

    /// <summary>What a dry run would have written; null where it was written.</summary>
    internal DryChange? Dry { get; init; }
}

/// <summary>A fault and its place.</summary>
/// <param name="File">The file's name; in a workbook the sheet's.</param>
/// <param name="Line">The line, counted from 1; 0 for a fault of the whole file.</param>
/// <param name="Column">The column's name; empty for a fault of the whole line.</param>
/// <param name="Message">The value and the remedy.</param>
public sealed record ImportError(string File, int Line, string Column, string Message)
{
    /// <summary>In a workbook, the cell such as <c>E17</c>, a row's number, or nothing for the whole sheet; null in a file.</summary>
    public string? Cell { get; init; }

    public override string ToString() => (File, Cell) switch
    {
        ("", _) => Message,
        (_, null) => $"{ImportWords.Place(File, Line, Column)}: {Message}",
        (_, "") => $"{File}: {Message}",
        _ => $"{File}!{Cell}: {Message}",
    };
}

/// <summary>The units that a wildcard in a cell stands for.</summary>
public sealed record WildcardCatch(int Line, string Column, string Pattern, IReadOnlyList<string> Units);
