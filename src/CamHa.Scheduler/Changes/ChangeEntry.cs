namespace CamHa.Scheduler.Changes;

/// <summary>One change of one field; or, of an import, how many rows were merely new.</summary>
public sealed record ChangeEntry
{
    /// <summary>The field of a unit that is its link: it stands in the record, and in no file.</summary>
    internal const string Link = "link";

    public Thing Thing { get; init; }

    /// <summary>The field's name as in the CSV file; empty where new rows are counted.</summary>
    public string Field { get; init; } = "";

    /// <summary>Null where the row came with the change.</summary>
    public string? Before { get; init; }

    /// <summary>Null where the row ended with the change.</summary>
    public string? After { get; init; }

    /// <summary>How many rows were merely new; <see cref="After"/> names them, one a line.</summary>
    public int NewRows { get; init; }
}
