using CamHa.Scheduler.Submissions;

namespace CamHa.Scheduler.FridayReport.Snapshot;

/// <summary>How many units submitted for a week, as its last report counted them.</summary>
public sealed record WeekFigures
{
    /// <summary>Such as <c>2022-W24</c>.</summary>
    public required string Week { get; init; }

    public required int OnTime { get; init; }

    public required int Late { get; init; }

    /// <summary>Units that owed a submission.</summary>
    public required int Owing { get; init; }

    public static WeekFigures Of(string week, IReadOnlyList<UnitReport> units) => new()
    {
        Week = week,
        OnTime = units.Count(unit => unit.State == SubmissionState.OnTime),
        Late = units.Count(unit => unit.State == SubmissionState.Late),
        Owing = units.Count(unit => unit.State != SubmissionState.Exempt),
    };
}
