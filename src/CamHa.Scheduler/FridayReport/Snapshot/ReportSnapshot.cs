using System.Text.Json;
using System.Text.Json.Serialization;
using CamHa.Scheduler.Submissions;

namespace CamHa.Scheduler.FridayReport.Snapshot;

/// <summary>
/// Everything a report knows, gathered once and frozen. Mail, pages and files of a week are all written from it, so they
/// cannot disagree. Times are on the campaign's wall clock.
/// </summary>
/// <remarks>
/// Stored as JSON under these property names: a renamed or retyped property makes the reports of the past unreadable. A new one
/// needs a default and a higher <see cref="CurrentVersion"/>.
/// </remarks>
public sealed record ReportSnapshot
{
    public const int CurrentVersion = 7;

    /// <summary>The version of the shape this snapshot was written in.</summary>
    public int Version { get; init; } = 1;

    /// <summary>Null before version 2.</summary>
    public Letterhead? Letterhead { get; init; }

    /// <summary>The document's number; empty where it is written by hand, and before version 7.</summary>
    public string Number { get => field ?? ""; init; } = "";

    /// <summary>What somebody has written to stand before the first section, a paragraph a line; empty before version 7.</summary>
    public string Introduction { get => field ?? ""; init; } = "";

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

    /// <summary>The scheduled time of issue.</summary>
    public required DateTime DueAt { get; init; }

    /// <summary>The moment the figures were gathered; nothing later is in them.</summary>
    public required DateTime AsOf { get; init; }

    /// <summary><see cref="AsOf"/> of the report before; null for the first.</summary>
    public DateTime? PreviousAsOf { get; init; }

    /// <summary>Names of the weeks whose own report could not be issued; this one includes what came in for them.</summary>
    public IReadOnlyList<string> MissedWeeks { get => field ?? []; init; } = [];

    /// <summary>What the database holds with a date that nobody can have meant, in words; empty before version 3.</summary>
    public IReadOnlyList<string> LeftOut { get => field ?? []; init; } = [];

    public required IReadOnlyList<UnitReport> Units { get; init; }

    /// <summary>Submissions of units that owe none, the specialist's own note among them.</summary>
    public required IReadOnlyList<UnitReport> Notes { get; init; }

    /// <summary>Submissions that came too late for an earlier week's supplement.</summary>
    public required IReadOnlyList<UnitReport> LateForEarlier { get; init; }

    public required IReadOnlyList<AssignmentStatus> Assignments { get; init; }

    /// <summary>Null where there is no earlier report to compare with.</summary>
    public required ReportChanges? Changes { get; init; }

    public required ReportAudit Audit { get; init; }

    /// <summary>The campaign's weeks up to this one, oldest first; empty before version 2.</summary>
    public IReadOnlyList<WeekFigures> Weeks { get => field ?? []; init; } = [];

    /// <summary>The mails written since the report before, oldest first; empty before version 2.</summary>
    public IReadOnlyList<MailRecord> Mails { get => field ?? []; init; } = [];

    /// <summary>The files that came with its submissions, unit by unit; empty before version 6.</summary>
    public IReadOnlyList<FileRecord> Files { get => field ?? []; init; } = [];

    /// <summary><see cref="Weeks"/>; for a version that did not keep them, this week alone.</summary>
    [JsonIgnore]
    public IEnumerable<WeekFigures> WeeksWithOwn => Weeks.Count > 0 ? Weeks : [WeekFigures.Of(Week, Units)];

    public bool IsIssuedLate => AsOf > DueAt.AddMinutes(15);

    public IEnumerable<UnitReport> In(SubmissionState state) => Units.Where(unit => unit.State == state);

    public IEnumerable<AssignmentStatus> In(AssignmentState state) => Assignments.Where(assignment => assignment.State == state);

    public string ToJson() => JsonSerializer.Serialize(this, SnapshotJson.Default.ReportSnapshot);

    public static ReportSnapshot FromJson(string json) => JsonSerializer.Deserialize(json, SnapshotJson.Default.ReportSnapshot)!;
}
