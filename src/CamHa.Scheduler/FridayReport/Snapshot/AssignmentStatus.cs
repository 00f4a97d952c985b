namespace CamHa.Scheduler.FridayReport.Snapshot;

/// <summary>Where an assignment stands; <see cref="Campaigns.DoneRule"/> says when it is done.</summary>
public sealed record AssignmentStatus
{
    public required string Code { get; init; }

    public required string Title { get; init; }

    public required string Target { get; init; }

    /// <summary>Names of the leading units, separated by semicolons; all units of a kind have one name.</summary>
    public required string Leads { get; init; }

    /// <summary>The same of the leading units that have neither completed their part nor reported it done.</summary>
    /// <remarks>Before version 5 it is taken from the parts, one name a unit.</remarks>
    public string OwingLeads
    {
        get => field ?? (Parts.Any(part => part.IsLead && StateOf(part) is AssignmentState.Done or AssignmentState.Waiting)
            ? string.Join("; ", Parts.Where(part => part.IsLead && StateOf(part) == State).Select(part => part.UnitName))
            : Leads);
        init;
    }

    /// <summary>The same of the supporting units.</summary>
    public string Supports
    {
        get => field ?? string.Join("; ", Parts.Where(part => !part.IsLead).Select(part => part.UnitName));
        init;
    }

    public required DateOnly DueOn { get; init; }

    public required AssignmentState State { get; init; }

    /// <summary>Working days; 0 where it is not overdue.</summary>
    public required int DaysOverdue { get; init; }

    /// <summary>Overdue so long that the escalation ladder has reached its last rung.</summary>
    public required bool IsEscalated { get; init; }

    /// <summary>The units with a part in it, leading ones first; empty before version 2.</summary>
    public IReadOnlyList<AssignmentPart> Parts { get => field ?? []; init; } = [];

    /// <summary>
    /// How one of its parts stands. A unit that has done its own is not overdue with those it waits for, and what is done in any
    /// case is done for all.
    /// </summary>
    public AssignmentState StateOf(AssignmentPart part) =>
        State == AssignmentState.Done || part.CompletedAt is not null ? AssignmentState.Done
        : part.ReportedAt is not null ? AssignmentState.Waiting
        : State;
}

/// <summary>A unit's part in an assignment.</summary>
public sealed record AssignmentPart
{
    public required string UnitCode { get; init; }

    public required string UnitName { get; init; }

    public required bool IsLead { get; init; }

    /// <summary>In the unit's own words; empty where it has reported nothing.</summary>
    public string Progress { get; init; } = "";

    public DateTime? CompletedAt { get; init; }

    /// <summary>When the unit reported it done, where that waits to be confirmed; null otherwise, and before version 4.</summary>
    public DateTime? ReportedAt { get; init; }

    /// <summary>Who reported it; empty for nobody in particular.</summary>
    public string ReportedBy { get; init; } = "";

    /// <summary>When its report was returned, where the unit has reported nothing since; null otherwise, and before version 5.</summary>
    public DateTime? ReturnedAt { get; init; }

    /// <summary>Why it was returned.</summary>
    public string ReturnReason { get; init; } = "";

    /// <summary>When it asked for more time, where that is not decided; null otherwise, and before version 6.</summary>
    public DateTime? AskedAt { get; init; }

    /// <summary>Until when; null where it does not say.</summary>
    public DateOnly? AskedFor { get; init; }

    /// <summary>Why; empty where it does not say.</summary>
    public string AskedReason { get; init; } = "";
}
