using CamHa.Scheduler.Submissions;

namespace CamHa.Scheduler.FridayReport.Snapshot;

/// <summary>How a report differs from an earlier one. Lists of strings hold assignment codes.</summary>
public sealed record ReportChanges
{
    /// <summary>The name of the earlier report's week, such as <c>tuần 23/2022</c>.</summary>
    public required string SinceWeek { get; init; }

    public required int OnTimeBefore { get; init; }

    public required int OnTimeNow { get; init; }

    public required IReadOnlyList<string> NewlyDone { get; init; }

    /// <summary>Empty before version 4.</summary>
    public IReadOnlyList<string> NewlyWaiting { get => field ?? []; init; } = [];

    public required IReadOnlyList<string> NewlyOverdue { get; init; }

    public required IReadOnlyList<string> Added { get; init; }

    public required IReadOnlyList<string> Removed { get; init; }

    /// <summary>Units whose submission changed its state; empty before version 2.</summary>
    public IReadOnlyList<UnitChange> Units { get => field ?? []; init; } = [];

    /// <summary>Codes with the dates, such as <c>T03: 30/6/2022 → 15/7/2022</c>.</summary>
    public required IReadOnlyList<string> DueDateMoved { get; init; }
}

/// <summary>A unit whose submission changed its state between two reports.</summary>
public sealed record UnitChange
{
    public required string Name { get; init; }

    /// <summary>Null where the unit is new.</summary>
    public required SubmissionState? Before { get; init; }

    /// <summary>Null where the unit is gone.</summary>
    public required SubmissionState? Now { get; init; }
}
