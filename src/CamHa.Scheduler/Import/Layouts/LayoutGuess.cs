namespace CamHa.Scheduler.Import.Layouts;

/// <summary>What a table that is not in our form is taken for, for a person to confirm or to correct.</summary>
internal sealed record LayoutGuess
{
    private static readonly string[] Needed = ["title", "lead", "due"];

    /// <summary>What tells this layout from others: a hash of its headings.</summary>
    public string Layout { get; init; } = "";

    public IReadOnlyList<ColumnGuess> Columns { get; init; } = [];

    public IReadOnlyList<UnitGuess> Units { get; init; } = [];

    public IReadOnlyList<DueGuess> Dues { get; init; } = [];

    /// <summary>Titles of sections, sums, signatures.</summary>
    public IReadOnlyList<LeftOutRow> LeftOut { get; init; } = [];

    /// <summary>The assignments.</summary>
    public IReadOnlyList<RowGuess> Rows { get; init; } = [];

    /// <summary>How many assignments there are.</summary>
    public int Assignments => Rows.Count;

    /// <summary>Whether nothing is left for a person to say.</summary>
    public bool IsSure => MissingColumns.Count == 0 && Units.All(unit => unit.IsSettled) && Dues.All(due => due.IsSure)
        && Rows.All(row => row.IsSettled);

    /// <summary>Columns without which there is no assignment.</summary>
    public IReadOnlyList<string> MissingColumns =>
        [.. Needed.Where(needed => !Columns.Any(column => column.Is == needed))];
}

/// <param name="Column">Its place, such as <c>E</c> or 3.</param>
/// <param name="Heading">As the table has it; empty for none.</param>
/// <param name="Is">The column of assignments.csv; empty for what is not read.</param>
/// <param name="IsSure">Whether its heading says so, or nearly all of its cells.</param>
internal sealed record ColumnGuess(string Column, string Heading, string Is, bool IsSure);

/// <param name="Text">As a cell has it.</param>
/// <param name="Reading">What it is taken for.</param>
/// <param name="Where">The first place.</param>
/// <param name="Count">How many cells have it.</param>
internal sealed record UnitGuess(string Text, UnitReading Reading, string Where, int Count)
{
    public bool IsSettled => Reading.IsSure || Reading.IsLeftOut;
}

/// <param name="Text">As a cell has it.</param>
/// <param name="Reading">Null where it is not understood.</param>
/// <param name="Where">The first place.</param>
/// <param name="Count">How many cells have it.</param>
internal sealed record DueGuess(string Text, DueReading? Reading, string Where, int Count)
{
    public bool IsSure => Reading is { IsSure: true };
}

/// <summary>An assignment as it would be imported.</summary>
/// <param name="Where">Its place.</param>
/// <param name="Code">The code that it keeps or gets.</param>
/// <param name="Title">Its title.</param>
internal sealed record RowGuess(string Where, string Code, string Title)
{
    public bool IsNew { get; init; }

    public IReadOnlyList<string> Leads { get; init; } = [];

    public IReadOnlyList<string> Supports { get; init; } = [];

    public DateOnly? Due { get; init; }

    /// <summary>The columns whose cell is empty, and must not be.</summary>
    public IReadOnlyList<string> Lacks { get; init; } = [];

    /// <summary>The title of the assignment with this code, which may be meant and may not; null where nothing is asked.</summary>
    public string? Like { get; init; }

    public bool IsSettled => Lacks.Count == 0 && Like is null;
}
