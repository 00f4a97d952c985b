namespace CamHa.Scheduler.Import.Layouts;

/// <summary>What a person has said of a layout: its columns, and the texts that stand for something else than was guessed.</summary>
internal sealed record LayoutMap
{
    /// <summary>The layout that it was written for; empty for any.</summary>
    public string Layout { get; init; } = "";

    /// <summary>The file that it is used for now.</summary>
    public string File { get; init; } = "";

    /// <summary>By the folded heading, or for a column without one by its place: the column of assignments.csv.</summary>
    public IReadOnlyDictionary<string, string> Columns { get; init; } = new Dictionary<string, string>();

    /// <summary>By <see cref="UnitTexts.Key"/>.</summary>
    public IReadOnlyDictionary<string, MappedUnits> Units { get; init; } = new Dictionary<string, MappedUnits>();

    /// <summary>By <see cref="UnitTexts.Key"/>.</summary>
    public IReadOnlyDictionary<string, MappedDue> Dues { get; init; } = new Dictionary<string, MappedDue>();

    /// <summary>By their places in the file that it is used for.</summary>
    public IReadOnlyDictionary<string, MappedRow> Rows { get; init; } = new Dictionary<string, MappedRow>();

    /// <summary>The codes that rows of this layout have got.</summary>
    public IReadOnlyList<GivenCode> Codes { get; init; } = [];

    public static LayoutMap Nothing { get; } = new();

    /// <summary>How a column is found again.</summary>
    public static string KeyOf(string heading, string column) =>
        HeadingRule.Folded(heading) is { Length: > 0 } folded ? folded : $"#{column}";

    /// <summary>This, and what was said before of what this says nothing of.</summary>
    public LayoutMap Over(LayoutMap before) => this with
    {
        Columns = Columns.Count > 0 ? Columns : before.Columns,
        Units = Merged(Units, before.Units),
        Dues = Merged(Dues, before.Dues),
        Codes = before.Codes,
    };

    private static Dictionary<string, T> Merged<T>(IReadOnlyDictionary<string, T> now, IReadOnlyDictionary<string, T> before) =>
        now.Concat(before).DistinctBy(each => each.Key).ToDictionary(each => each.Key, each => each.Value);
}

/// <param name="Text">As it was written.</param>
/// <param name="Units">Codes, or wildcards such as <c>BPT-*</c>.</param>
/// <param name="IsLeftOut">Whether it stands for nobody.</param>
internal sealed record MappedUnits(string Text, IReadOnlyList<string> Units, bool IsLeftOut);

/// <param name="Text">As it was written.</param>
/// <param name="Day">The day.</param>
/// <param name="Note">What belongs into the note; empty for nothing.</param>
/// <param name="File">The file that it was said of: “Tuần 4” is another day in another month's.</param>
internal sealed record MappedDue(string Text, DateOnly Day, string Note, string File);

/// <summary>What a person says of one row.</summary>
/// <param name="Code">The assignment that it is, or that it is new; empty for what is guessed.</param>
/// <param name="IsLeftOut">Whether it is no assignment.</param>
internal sealed record MappedRow(string Code, bool IsLeftOut)
{
    /// <summary>Who leads, where its cell is empty.</summary>
    public IReadOnlyList<string> Units { get; init; } = [];

    /// <summary>When it is due, where its cell is empty.</summary>
    public DateOnly? Day { get; init; }
}
