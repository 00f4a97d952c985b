namespace CamHa.Scheduler.FridayReport.Snapshot;

/// <summary>What people have written into a week's report before it is issued.</summary>
public sealed record ReportDraft
{
    /// <summary>The most characters of <see cref="Number"/>.</summary>
    public const int LongestNumber = 20;

    /// <summary>The most characters of <see cref="Introduction"/>.</summary>
    public const int LongestIntroduction = 2_000;

    /// <summary>The document's number, such as <c>12</c>; empty where it is written by hand.</summary>
    public string Number { get; init; } = "";

    /// <summary>Stands before the report's first section, a paragraph a line; may be empty.</summary>
    public string Introduction { get; init; } = "";

    public DateTimeOffset WrittenAt { get; init; }

    /// <summary>The account that wrote it.</summary>
    public string WrittenBy { get; init; } = "";

    /// <summary>Null until somebody has approved it.</summary>
    public DateTimeOffset? ApprovedAt { get; init; }

    public string? ApprovedBy { get; init; }
}
