namespace CamHa.Scheduler.Import;

/// <summary>A table of an import. Its rows are read once, and may be read as they are asked for.</summary>
internal sealed class ImportTable(TablePlace place, IEnumerable<TableRow> rows)
{
    public TablePlace Place => place;

    public IEnumerable<TableRow> Rows => rows;

    /// <summary>So many rows at most, where that is known; room for them is made at once.</summary>
    public int AtMost { get; init; }

    /// <summary>False where rows could not be read, known once they have been: what other tables name may be in them.</summary>
    public bool IsComplete { get; set; } = true;

    public static ImportTable Unreadable(TablePlace place) => new(place, []) { IsComplete = false };
}
