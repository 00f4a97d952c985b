using CamHa.Scheduler.Clock;

namespace CamHa.Scheduler.Changes;

/// <summary>How many rows one file changed.</summary>
/// <param name="File">The file's name.</param>
/// <param name="Added">New rows.</param>
/// <param name="Changed">Rows that differ from those in the database.</param>
/// <param name="Unchanged">Rows that equal those in the database.</param>
/// <param name="Removed">Rows ended: by the column <c>active</c>, because the file leaves them out, or as parts and addresses are.</param>
public sealed record FileChanges(string File, int Added, int Changed, int Unchanged, int Removed)
{
    /// <summary>Each change, made when it is asked for: all rows of a large plan would be held once more.</summary>
    public IEnumerable<RowChange> Rows { get; init; } = [];

    /// <summary>What the database has and the file does not; it stays.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];

    /// <summary>The same, one by one in the same order.</summary>
    internal IReadOnlyList<Thing> MissingThings { get; init; } = [];

    /// <summary>Rows that say nothing and were passed over.</summary>
    public int PassedOver { get; init; }
}

/// <summary>One change of one row.</summary>
/// <param name="Row">The row, by what it is found by.</param>
/// <param name="Column">The column that changes; empty for a row that comes or ends.</param>
/// <param name="Before">Its value in the database; empty for a row that comes.</param>
/// <param name="After">Its value in the file; empty for a row that ends.</param>
public sealed record RowChange(string Row, string Column, string Before, string After)
{
    /// <summary>An entry of the record of changes, as people are shown it.</summary>
    public static RowChange Of(ChangeEntry entry, CampaignClock clock)
    {
        var kind = RowShapes.KindOf(entry.Thing.Kind, entry.Field);
        return new(
            entry.Thing.Say(clock),
            entry.Field,
            FieldText.Say(kind, entry.Before ?? "", clock),
            FieldText.Say(kind, entry.After ?? "", clock));
    }
}
