using System.Text.Json.Serialization;
using CamHa.Scheduler.Changes;

namespace CamHa.Scheduler.Import;

/// <summary>What an import is asked to do.</summary>
/// <param name="IsDryRun">Whether to report the changes without making them.</param>
/// <param name="EndsMissing">Whether to end what the database has and the files leave out.</param>
/// <param name="TakesFile">Whether the file counts where somebody has changed its row in the database since it was exported.</param>
public sealed record ImportWish(bool IsDryRun = false, bool EndsMissing = false, bool TakesFile = false)
{
    /// <summary>Whether in such a row the database counts, and the rest of the file is imported.</summary>
    public bool KeepsDatabase { get; init; }

    /// <summary>Who does it; null for whoever is at the console. A second import under the same key does nothing.</summary>
    public Gesture? By { get; init; }

    /// <summary>
    /// The mark of what a person was shown: what would be something else now, because somebody has changed it meanwhile, is not made.
    /// Null where nothing was shown.
    /// </summary>
    public string? Shown { get; init; }

    /// <summary>Of what the file leaves out, the rows that end, by <see cref="MissingRows.IdOf"/>.</summary>
    internal IReadOnlySet<string> Ends { get; init; } = new HashSet<string>();

    /// <summary>The ids of the campaigns that it may change; null for all, for new ones, and for what all share.</summary>
    public IReadOnlySet<int>? Within { get; init; }
}

/// <summary>What an import did, or would do in a dry run. With errors it did nothing.</summary>
/// <param name="Errors">All faults found, in the order of files and lines.</param>
/// <param name="Warnings">Values that are allowed but unusual.</param>
/// <param name="Files">The changes, file by file.</param>
public sealed record ImportResult(
    IReadOnlyList<ImportError> Errors, IReadOnlyList<ImportError> Warnings, IReadOnlyList<FileChanges> Files)
{
    /// <summary>What each wildcard of assignments.csv stood for.</summary>
    public IReadOnlyList<WildcardCatch> Wildcards { get; init; } = [];

    public bool IsApplied => Errors.Count == 0 && !IsStale;

    /// <summary>Whether it would do something else now than a person was shown; then it did nothing.</summary>
    public bool IsStale { get; init; }

    /// <summary>Whether it had been made before, under the same key.</summary>
    public bool IsRepeated { get; init; }

    /// <summary>What tells what it changes from any other change: of the same rows, from the same values to the same.</summary>
    public string Mark { get; init; } = "";

    /// <summary>Whether it makes the campaign, which no undo takes back.</summary>
    public bool IsFirst => Files.Any(file => file is { File: "campaign.csv", Added: > 0 });

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

    /// <summary>Where a row was changed in the file and in the database; null for any other fault.</summary>
    [JsonIgnore]
    internal ReturnConflict? Conflict { get; init; }

    public override string ToString() => (File, Cell) switch
    {
        ("", _) => Message,
        (_, null) => $"{ImportWords.Place(File, Line, Column)}: {Message}",
        (_, "") => $"{File}: {Message}",
        _ => $"{File}!{Cell}: {Message}",
    };
}

/// <summary>A row that was changed both in the file and in the database.</summary>
/// <param name="InFile">What the file says.</param>
/// <param name="InDatabase">What the database says.</param>
internal sealed record ReturnConflict(string InFile, string InDatabase);

/// <summary>The units that a wildcard in a cell stands for.</summary>
public sealed record WildcardCatch(int Line, string Column, string Pattern, IReadOnlyList<string> Units);
