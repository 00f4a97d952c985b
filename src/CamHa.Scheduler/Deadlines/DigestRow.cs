namespace CamHa.Scheduler.Deadlines;

/// <summary>One notice of a digest, with the assignment as it stands now.</summary>
internal sealed record DigestRow
{
    public int AssignmentId { get; init; }

    public string Code { get; init; } = "";

    public string Title { get; init; } = "";

    public string Target { get; init; } = "";

    public string TargetUnit { get; init; } = "";

    public DateOnly DueOn { get; init; }

    public bool IsActive { get; init; }

    public string UnitCode { get; init; } = "";

    public string UnitName { get; init; } = "";

    /// <summary>Lead or Support; null where the unit no longer has a part.</summary>
    public string? Part { get; init; }

    public string? Progress { get; init; }

    public DateTimeOffset? ProgressAt { get; init; }

    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>What the unit's last submission that names this assignment says.</summary>
    public string? LastSubmission { get; init; }

    public DateTimeOffset? LastSubmissionAt { get; init; }

    /// <summary>The due date it was noticed for.</summary>
    public DateOnly NoticedDueOn { get; init; }

    public int Step { get; init; }

    /// <summary>The latest step issued for this deadline, in whatever mail.</summary>
    public int LatestStep { get; init; }

    public bool IsStillTrue(DateTimeOffset now) =>
        IsActive && Part is not null && DueOn == NoticedDueOn && LatestStep <= Step && !(CompletedAt <= now);
}

internal sealed record LeadRow
{
    public int AssignmentId { get; init; }

    public string UnitName { get; init; } = "";
}
