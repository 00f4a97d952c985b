using CamHa.Scheduler.Changes;
using CamHa.Scheduler.Submissions;

namespace CamHa.Scheduler.FridayReport.Snapshot;

/// <summary>One unit's submission for one week, or its absence.</summary>
public sealed record UnitReport
{
    public required string Code { get; init; }

    public required string Name { get; init; }

    public required SubmissionState State { get; init; }

    /// <summary>The week the submission is for, such as <c>2022-W24</c>.</summary>
    public required string Week { get; init; }

    /// <summary>When this text came in; null where none did.</summary>
    public DateTime? SubmittedAt { get; init; }

    /// <summary>When the text it corrects came in; null where it corrects none.</summary>
    public DateTime? ReplacesThatOf { get; init; }

    /// <summary>Why the unit owes nothing this week; empty where it owes.</summary>
    public string ExemptionReason { get; init; } = "";

    public string Results { get; init; } = "";

    public string Difficulties { get; init; } = "";

    public string Proposals { get; init; } = "";

    public string NextWeek { get; init; } = "";

    /// <summary>How the text came; null where nobody has said it, and before version 4.</summary>
    public SubmissionChannel? Channel { get; init; }

    /// <summary>Who gave the text, or spoke; empty for nobody in particular, and before version 4.</summary>
    public string SpokenBy { get; init; } = "";

    /// <summary>Whether the unit has answered that there is nothing to report; never before version 4.</summary>
    public bool IsNothing { get; init; }
}
