namespace CamHa.Scheduler.Changes;

/// <summary>An entry as its table has it.</summary>
internal record EntryRow
{
    /// <summary>When its gesture was made, where the statement asks for it.</summary>
    public DateTimeOffset MadeAt { get; init; }

    public ThingKind Kind { get; init; }

    public string Assignment { get; init; } = "";

    public string Unit { get; init; } = "";

    public string Item { get; init; } = "";

    public string Field { get; init; } = "";

    public string? ValueBefore { get; init; }

    public string? ValueAfter { get; init; }

    public int NewRows { get; init; }

    public ChangeEntry ToEntry() => new()
    {
        Thing = new(Kind, Assignment, Unit, Item),
        Field = Field,
        Before = ValueBefore,
        After = ValueAfter,
        NewRows = NewRows,
    };
}
