using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Changes;
using CamHa.Scheduler.Clock;

namespace CamHa.Scheduler.Deadlines;

/// <summary>One notice of a digest, with the assignment as it stands now.</summary>
internal sealed record DigestRow
{
    /// <summary>How the last part of a notice's key begins that is for a return alone.</summary>
    public const string Returned = "returned-";

    public string NoticeKey { get; init; } = "";

    /// <summary>The same of one that is for a refusal alone.</summary>
    public const string Refused = "refused-";

    public bool IsReturnNotice => LastOfKey.StartsWith(Returned, StringComparison.Ordinal);

    public bool IsRefusalNotice => LastOfKey.StartsWith(Refused, StringComparison.Ordinal);

    private string LastOfKey => NoticeKey[(NoticeKey.LastIndexOf('/') + 1)..];

    public int AssignmentId { get; init; }

    public string Code { get; init; } = "";

    public string Title { get; init; } = "";

    public string Target { get; init; } = "";

    public string TargetUnit { get; init; } = "";

    public DateOnly DueOn { get; init; }

    public bool IsActive { get; init; }

    public int UnitId { get; init; }

    public string UnitCode { get; init; } = "";

    public string UnitName { get; init; } = "";

    public bool IsUnitActive { get; init; }

    /// <summary>Null where the unit no longer has a part.</summary>
    public PartKind? Part { get; init; }

    public string? Progress { get; init; }

    public DateTimeOffset? ProgressAt { get; init; }

    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>When the unit reported its part done; null where it has not, or that was confirmed.</summary>
    public DateTimeOffset? ReportedAt { get; init; }

    public DateTimeOffset? ReturnedAt { get; init; }

    public string? ReturnReason { get; init; }

    /// <summary>When the unit last asked for more time, for this due date; null where it has not.</summary>
    public DateTimeOffset? AskedAt { get; init; }

    public DateOnly? AskedFor { get; init; }

    public DateTimeOffset? ClosedAt { get; init; }

    public ExtensionOutcome? Outcome { get; init; }

    public string? Answer { get; init; }

    /// <summary>Whether all who lead have completed their parts, or their reports wait; null where no unit leads.</summary>
    public bool? LeadsAreComplete { get; init; }

    /// <summary>The unit's last submission that mentions this assignment.</summary>
    public string? LastSubmission { get; init; }

    public DateTimeOffset? LastSubmissionAt { get; init; }

    /// <summary>The due date the notice was issued for.</summary>
    public DateOnly NoticedDueOn { get; init; }

    public int Step { get; init; }

    /// <summary>The latest step issued for this deadline, in any mail.</summary>
    public int LatestStep { get; init; }

    /// <summary>Whether this is the first that the unit hears of an assignment that is overdue: the opening state.</summary>
    public bool IsOpening { get; init; }

    /// <summary>Whether the notice still applies: nothing was completed, reported done, moved, reassigned or noticed again since.</summary>
    public bool IsStillTrue(DateTimeOffset now) =>
        IsActive && IsUnitActive && SensibleDays.Holds(DueOn) && Part is not null && DueOn == NoticedDueOn && LatestStep <= Step
        && DoneRule.IsOpen(CompletedAt <= now || DoneReportRule.Waits(ReportedAt, ReturnedAt, now), LeadsAreComplete);
}

internal sealed record LeadRow
{
    public int AssignmentId { get; init; }

    public string UnitName { get; init; } = "";
}
