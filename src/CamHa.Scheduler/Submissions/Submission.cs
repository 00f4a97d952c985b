using CamHa.Scheduler.Changes;

namespace CamHa.Scheduler.Submissions;

/// <summary>A unit's text for a week; a correction is a further one for the same week.</summary>
public sealed record Submission
{
    public int UnitId { get; init; }

    public string UnitCode { get; init; } = "";

    public string UnitName { get; init; } = "";

    /// <summary>Whether the unit owes a submission each week; the others' texts are notes.</summary>
    public bool OwesWeekly { get; init; }

    public bool IsSpecialist { get; init; }

    /// <summary>The ISO week it is for, such as <c>2022-W24</c>.</summary>
    public string Week { get; init; } = "";

    public DateTimeOffset SubmittedAt { get; init; }

    /// <summary>Codes of the assignments it mentions; may be empty.</summary>
    public string Assignments { get; init; } = "";

    public string Results { get; init; } = "";

    public string Difficulties { get; init; } = "";

    public string Proposals { get; init; } = "";

    public string NextWeek { get; init; } = "";

    /// <summary>Null where nobody has said it.</summary>
    public SubmissionChannel? Channel { get; init; }

    /// <summary>Who gave it, or spoke; empty for nobody in particular.</summary>
    public string SpokenBy { get; init; } = "";

    /// <summary>Whether the unit has answered that there is nothing to report.</summary>
    public bool IsNothing { get; init; }
}
