namespace CamHa.Scheduler.Import.Layouts;

/// <summary>What was read, and what it was taken for.</summary>
internal sealed record LayoutReading(LayoutGuess Guess, IReadOnlyList<LayoutRow> Rows)
{
    /// <summary>The other tables of the file.</summary>
    public IReadOnlyList<UnreadTable> NotRead { get; init; } = [];
}

/// <param name="Name">What it is called.</param>
/// <param name="HasHeadings">Whether it has headings of assignments, other ones than the table that is read.</param>
internal sealed record UnreadTable(string Name, bool HasHeadings);

/// <summary>An assignment, as far as it could be read.</summary>
internal sealed record LayoutRow(GridPlace Place, int Line)
{
    /// <summary>Where the columns of assignments.csv stand.</summary>
    public IReadOnlyDictionary<string, int> Columns { get; init; } = new Dictionary<string, int>();

    public RowCode Code { get; init; } = new("");

    /// <summary>As the table has it.</summary>
    public string Number { get; init; } = "";

    /// <summary>What a person says of which assignment it is.</summary>
    public string Said { get; init; } = "";

    public string Title { get; init; } = "";

    public IReadOnlyList<string> Leads { get; init; } = [];

    public IReadOnlyList<string> Supports { get; init; } = [];

    /// <summary>Whether the table says who helps, be it nobody.</summary>
    public bool HasSupports { get; init; }

    public DateOnly? Due { get; init; }

    public string DueText { get; init; } = "";

    public string Target { get; init; } = "";

    public string TargetUnit { get; init; } = "";

    public string Note { get; init; } = "";

    public bool HasUnsureLeads { get; init; }

    public bool HasUnsureSupports { get; init; }

    /// <summary>The columns whose cell is empty, and must not be.</summary>
    public IEnumerable<string> Lacks =>
    [
        .. Title.Length == 0 ? ["title"] : Array.Empty<string>(),
        .. Leads.Count == 0 && !HasUnsureLeads ? ["lead"] : Array.Empty<string>(),
        .. Due is null && DueText.Length == 0 ? ["due"] : Array.Empty<string>(),
    ];

    public NumberedRow Numbered() => new(Number, Title) { Leads = HasUnsureLeads ? null : Leads, Due = Due, Said = Said };

    public RowGuess Guess() => new(Place.Of(Line, null), Code.Code, Title)
    {
        IsNew = Code.IsNew,
        Leads = Leads,
        Supports = Supports,
        Due = Due,
        Lacks = [.. Lacks],
        Like = Code.Like?.Title,
    };
}
