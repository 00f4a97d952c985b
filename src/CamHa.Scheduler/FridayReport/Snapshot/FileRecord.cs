namespace CamHa.Scheduler.FridayReport.Snapshot;

/// <summary>A file that came with a submission.</summary>
public sealed record FileRecord
{
    public required string UnitCode { get; init; }

    public required string UnitName { get; init; }

    public required string Name { get; init; }

    /// <summary>What it is, such as <c>Word</c>, <c>ảnh</c>.</summary>
    public required string Kind { get; init; }

    public required long SizeBytes { get; init; }

    public required DateTime ReceivedAt { get; init; }
}
