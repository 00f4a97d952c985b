using System.Text.Json;
using System.Text.Json.Serialization;
using CamHa.Scheduler.Submissions;

namespace CamHa.Scheduler.FridayReport;

/// <summary>
/// What a report knows, gathered once and frozen: everything that is written of a week is written from this. Times are
/// the campaign's wall clock.
/// </summary>
public sealed record ReportSnapshot
{
    public const int CurrentVersion = 2;

    /// <summary>Grows when the shape changes, so that a snapshot of the past is read as it was written.</summary>
    public int Version { get; init; } = 1;

    /// <summary>Null before version 2.</summary>
    public Letterhead? Letterhead { get; init; }

    public required string CampaignCode { get; init; }

    public required string CampaignName { get; init; }

    public required string Place { get; init; }

    public required string SubjectTag { get; init; }

    /// <summary>Such as <c>2022-W24</c>.</summary>
    public required string Week { get; init; }

    /// <summary>Such as <c>tuần 24/2022</c>.</summary>
    public required string WeekName { get; init; }

    /// <summary>Such as <c>13–19/6</c>.</summary>
    public required string Dates { get; init; }

    /// <summary>1 is the Friday report, 2 its supplement.</summary>
    public required int Revision { get; init; }

    public required DateTime CutOff { get; init; }

    /// <summary>When it was to be issued.</summary>
    public required DateTime DueAt { get; init; }

    /// <summary>Up to when it knows.</summary>
    public required DateTime AsOf { get; init; }

    /// <summary>Up to when the report before it knew; null for the first.</summary>
    public DateTime? PreviousAsOf { get; init; }

    /// <summary>Weeks whose report could not be issued; this one takes in what came for them.</summary>
    public IReadOnlyList<string> MissedWeeks { get => field ?? []; init; } = [];

    public required IReadOnlyList<UnitReport> Units { get; init; }

    /// <summary>What units that owe nothing sent all the same, the specialist's own note among them.</summary>
    public required IReadOnlyList<UnitReport> Notes { get; init; }

    /// <summary>What came too late for an earlier week's supplement.</summary>
    public required IReadOnlyList<UnitReport> LateForEarlier { get; init; }

    public required IReadOnlyList<AssignmentStatus> Assignments { get; init; }

    public required ReportChanges? Changes { get; init; }

    public required ReportAudit Audit { get; init; }

    /// <summary>The weeks of the campaign up to this one, oldest first; empty before version 2.</summary>
    public IReadOnlyList<WeekFigures> Weeks { get => field ?? []; init; } = [];

    /// <summary>What the service wrote since the report before, in the order it was written; empty before version 2.</summary>
    public IReadOnlyList<MailRecord> Mails { get => field ?? []; init; } = [];

    /// <summary>The same, where this report is of a version that did not know its own week.</summary>
    [JsonIgnore]
    public IEnumerable<WeekFigures> WeeksWithOwn => Weeks.Count > 0 ? Weeks : [WeekFigures.Of(Week, Units)];

    public bool IsIssuedLate => AsOf > DueAt.AddMinutes(15);

    public IEnumerable<UnitReport> In(SubmissionState state) => Units.Where(unit => unit.State == state);

    public IEnumerable<AssignmentStatus> In(AssignmentState state) => Assignments.Where(assignment => assignment.State == state);

    public string ToJson() => JsonSerializer.Serialize(this, SnapshotJson.Default.ReportSnapshot);

    public static ReportSnapshot FromJson(string json) => JsonSerializer.Deserialize(json, SnapshotJson.Default.ReportSnapshot)!;
}

/// <summary>What one unit sent, and when.</summary>
public sealed record UnitReport
{
    public required string Code { get; init; }

    public required string Name { get; init; }

    public required SubmissionState State { get; init; }

    /// <summary>The week it is for.</summary>
    public required string Week { get; init; }

    /// <summary>When the text shown here came; null where none did.</summary>
    public DateTime? SubmittedAt { get; init; }

    /// <summary>When the text it replaces came; null where it replaces none.</summary>
    public DateTime? ReplacesThatOf { get; init; }

    /// <summary>Why the unit owes nothing this week.</summary>
    public string ExemptionReason { get; init; } = "";

    public string Results { get; init; } = "";

    public string Difficulties { get; init; } = "";

    public string Proposals { get; init; } = "";

    public string NextWeek { get; init; } = "";
}

public enum AssignmentState
{
    Done,
    OnTrack,
    Overdue,
}

/// <summary>Where an assignment stands; it is done when every leading unit has completed its part.</summary>
public sealed record AssignmentStatus
{
    public required string Code { get; init; }

    public required string Title { get; init; }

    public required string Target { get; init; }

    public required string Leads { get; init; }

    public required DateOnly DueOn { get; init; }

    public required AssignmentState State { get; init; }

    /// <summary>Working days; 0 where it is not overdue.</summary>
    public required int DaysOverdue { get; init; }

    /// <summary>Overdue so long that the ladder's last rung is reached.</summary>
    public required bool IsEscalated { get; init; }

    /// <summary>The units with a part in it, leading ones first; empty before version 2.</summary>
    public IReadOnlyList<AssignmentPart> Parts { get => field ?? []; init; } = [];
}

/// <summary>A unit's part in an assignment.</summary>
public sealed record AssignmentPart
{
    public required string UnitCode { get; init; }

    public required string UnitName { get; init; }

    public required bool IsLead { get; init; }

    /// <summary>In the unit's own words.</summary>
    public string Progress { get; init; } = "";

    public DateTime? CompletedAt { get; init; }
}

/// <summary>How a week went, as its last report said it.</summary>
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

/// <summary>One mail to one address.</summary>
public sealed record MailRecord
{
    public required DateTime CreatedAt { get; init; }

    public DateTime? FinishedAt { get; init; }

    /// <summary>The kind of notice: Deadline, Reminder, Report, Supplement or Alert.</summary>
    public required string Kind { get; init; }

    /// <summary>Whom it is for; empty for the committee.</summary>
    public string UnitCode { get; init; } = "";

    public required string Recipient { get; init; }

    public string Subject { get; init; } = "";

    /// <summary>Pending, Sending, Sent, Dead, Expired, Suppressed or Held.</summary>
    public required string State { get; init; }

    /// <summary>Why, or what the mail server said last.</summary>
    public string Reason { get; init; } = "";
}

/// <summary>What is different from the report before.</summary>
public sealed record ReportChanges
{
    public required string SinceWeek { get; init; }

    public required int OnTimeBefore { get; init; }

    public required int OnTimeNow { get; init; }

    public required IReadOnlyList<string> NewlyDone { get; init; }

    public required IReadOnlyList<string> NewlyOverdue { get; init; }

    public required IReadOnlyList<string> Added { get; init; }

    public required IReadOnlyList<string> Removed { get; init; }

    /// <summary>Units whose submission now stands differently; empty before version 2.</summary>
    public IReadOnlyList<UnitChange> Units { get => field ?? []; init; } = [];

    /// <summary>Codes with the dates, such as <c>T03: 30/6/2022 → 15/7/2022</c>.</summary>
    public required IReadOnlyList<string> DueDateMoved { get; init; }
}

/// <summary>How a unit's submission stood, and stands.</summary>
public sealed record UnitChange
{
    public required string Name { get; init; }

    /// <summary>Null where the unit is new.</summary>
    public required SubmissionState? Before { get; init; }

    /// <summary>Null where it is gone.</summary>
    public required SubmissionState? Now { get; init; }
}

/// <summary>How the service itself did since the report before.</summary>
public sealed record ReportAudit
{
    public required int Sent { get; init; }

    public required int Waiting { get; init; }

    public required int Failed { get; init; }

    public required int Suppressed { get; init; }

    public required int Expired { get; init; }

    public required int Held { get; init; }

    public required IReadOnlyList<string> UnitsWithoutAddress { get; init; }
}
