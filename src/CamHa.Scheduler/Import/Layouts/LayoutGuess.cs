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

    /// <summary>How many assignments there are.</summary>
    public int Assignments { get; init; }

    /// <summary>Whether nothing is left for a person to say.</summary>
    public bool IsSure => MissingColumns.Count == 0 && Units.All(unit => unit.IsSettled) && Dues.All(due => due.IsSure);

    /// <summary>The same without the texts that stand for the same in another guess, where they are sure.</summary>
    public LayoutGuess Without(LayoutGuess other)
    {
        var units = other.Units.Where(unit => unit.Reading.IsSure)
            .ToDictionary(unit => UnitTexts.Key(unit.Text), unit => unit.Reading.Units);
        var dues = other.Dues.Where(due => due.IsSure).ToDictionary(due => UnitTexts.Key(due.Text), due => due.Reading!);
        return this with
        {
            Units = [.. Units.Where(unit => unit.IsSettled
                && !(units.TryGetValue(UnitTexts.Key(unit.Text), out var codes) && codes.SequenceEqual(unit.Reading.Units)))],
            Dues = [.. Dues.Where(due => due.IsSure && !(dues.TryGetValue(UnitTexts.Key(due.Text), out var reading)
                && reading.Day == due.Reading!.Day && reading.Note == due.Reading.Note))],
            LeftOut = [],
        };
    }

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

/// <summary>What a person has said of a layout: its columns, and the texts that stand for something else than was guessed.</summary>
internal sealed record LayoutMap
{
    /// <summary>By the folded heading, or for a column without one by its place: the column of assignments.csv.</summary>
    public IReadOnlyDictionary<string, string> Columns { get; init; } = new Dictionary<string, string>();

    /// <summary>By the folded text.</summary>
    public IReadOnlyDictionary<string, MappedUnits> Units { get; init; } = new Dictionary<string, MappedUnits>();

    /// <summary>By the folded text.</summary>
    public IReadOnlyDictionary<string, MappedDue> Dues { get; init; } = new Dictionary<string, MappedDue>();

    public static LayoutMap Nothing { get; } = new();

    /// <summary>How a column is found again.</summary>
    public static string KeyOf(string heading, string column) =>
        HeadingRule.Folded(heading) is { Length: > 0 } folded ? folded : $"#{column}";
}

/// <param name="Text">As it was written.</param>
/// <param name="Units">Codes, or wildcards such as <c>BPT-*</c>.</param>
/// <param name="IsLeftOut">Whether it stands for nobody.</param>
internal sealed record MappedUnits(string Text, IReadOnlyList<string> Units, bool IsLeftOut);

/// <param name="Text">As it was written.</param>
/// <param name="Day">The day.</param>
/// <param name="Note">What belongs into the note; empty for nothing.</param>
internal sealed record MappedDue(string Text, DateOnly Day, string Note);
