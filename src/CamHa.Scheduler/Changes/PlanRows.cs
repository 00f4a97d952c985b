using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Clock;

namespace CamHa.Scheduler.Changes;

// Rows as the files and the database hold them. They are records, so that a whole row can be compared with the one that the
// database holds already. Keys are codes, never row numbers.

/// <summary>A row that an inactive one in the file deletes, because the database keeps no inactive ones.</summary>
internal interface IDeletable
{
    bool IsActive { get; }
}

internal sealed record CampaignRow
{
    public string Code { get; init; } = "";

    public string Name { get; init; } = "";

    public string Place { get; init; } = "";

    public string SubjectTag { get; init; } = "";

    public DateOnly StartsOn { get; init; }

    public DateOnly EndsOn { get; init; }
}

internal sealed record UnitRow
{
    public string Code { get; init; } = "";

    public string Name { get; init; } = "";

    public string Aliases { get; init; } = "";

    /// <summary>All that it is called.</summary>
    public IEnumerable<string> Names => Aliases.Split(';', StringSplitOptions.RemoveEmptyEntries).Prepend(Name);

    public string Kind { get; init; } = "";

    public UnitRole Role { get; init; }

    public bool OwesWeekly { get; init; }

    public string? Supervisor { get; init; }

    public bool IsActive { get; init; } = true;
}

internal sealed record ContactRow
{
    public string Unit { get; init; } = "";

    public string Address { get; init; } = "";

    public string Title { get; init; } = "";

    public string Phone { get; init; } = "";

    public RecipientRole Role { get; init; }

    public bool IsActive { get; init; } = true;
}

/// <summary>An address that gets no more mail, because a server knows nobody there. Opened again, it is gone.</summary>
internal sealed record ClosedAddressRow : IDeletable
{
    /// <summary>The code of the first unit whose it is; empty for none.</summary>
    public string Unit { get; init; } = "";

    public string Address { get; init; } = "";

    public DateTimeOffset ClosedAt { get; init; }

    /// <summary>The server's words.</summary>
    public string Reply { get; init; } = "";

    public bool IsActive { get; init; } = true;
}

internal sealed record AssignmentRow
{
    public string Code { get; init; } = "";

    public string Title { get; init; } = "";

    public string Target { get; init; } = "";

    public string TargetUnit { get; init; } = "";

    public DateOnly DueOn { get; init; }

    public string Note { get; init; } = "";

    public bool IsActive { get; init; } = true;
}

internal sealed record PartRow
{
    public string Assignment { get; init; } = "";

    public string Unit { get; init; } = "";

    public PartKind Part { get; init; }

    /// <summary>The codes of the units that have a part of a kind, in their order.</summary>
    public static IEnumerable<string> UnitsOf(IEnumerable<PartRow> parts, PartKind kind) =>
        parts.Where(part => part.Part == kind).Select(part => part.Unit).Order(StringComparer.Ordinal);

    /// <summary>How the parts of an assignment differ, by the columns of its row.</summary>
    public static IEnumerable<(string Column, string Before, string After)> Differences(
        IEnumerable<PartRow> before, IEnumerable<PartRow> after) =>
        from column in new[] { (Name: "lead", Kind: PartKind.Lead), (Name: "support", Kind: PartKind.Support) }
        let units = (Before: string.Join(' ', UnitsOf(before, column.Kind)), After: string.Join(' ', UnitsOf(after, column.Kind)))
        where units.Before != units.After
        select (column.Name, units.Before, units.After);
}

internal sealed record ProgressRow
{
    public string Assignment { get; init; } = "";

    public string Unit { get; init; } = "";

    public string Progress { get; init; } = "";

    public DateTimeOffset? ProgressAt { get; init; }

    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>Whether anything was said of the part.</summary>
    public bool IsSaid => this is not { Progress: "", ProgressAt: null, CompletedAt: null };
}

/// <summary>What a unit has reported done; it goes when that is confirmed.</summary>
internal sealed record DoneReportRow : IDeletable
{
    public string Assignment { get; init; } = "";

    public string Unit { get; init; } = "";

    public DateTimeOffset ReportedAt { get; init; }

    public string ReportedBy { get; init; } = "";

    public string Text { get; init; } = "";

    /// <summary>Null while it waits.</summary>
    public DateTimeOffset? ReturnedAt { get; init; }

    public string ReturnReason { get; init; } = "";

    public bool IsActive { get; init; } = true;

    public bool Waits => ReturnedAt is null;
}

/// <summary>More time that a unit has asked for; it stays when that is decided.</summary>
internal sealed record ExtensionRow : IDeletable
{
    public string Assignment { get; init; } = "";

    public string Unit { get; init; } = "";

    public DateTimeOffset AskedAt { get; init; }

    public string AskedBy { get; init; } = "";

    /// <summary>The due date that is to be moved; where the assignment has another one by now, nothing is asked any more.</summary>
    public DateOnly DueOn { get; init; }

    /// <summary>Null where the unit does not say until when.</summary>
    public DateOnly? AskedFor { get; init; }

    public string Reason { get; init; } = "";

    /// <summary>Where it was read, such as a mail that came in.</summary>
    public string Source { get; init; } = "";

    /// <summary>Null while it is open.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    public ExtensionOutcome? Outcome { get; init; }

    /// <summary>Why it is refused, for the unit to read.</summary>
    public string Answer { get; init; } = "";

    public bool IsActive { get; init; } = true;

    public bool IsOpen => ClosedAt is null;

    public ExtensionRow Closed(DateTimeOffset at, ExtensionOutcome outcome, string answer = "") =>
        this with { ClosedAt = at, Outcome = outcome, Answer = answer };
}

/// <summary>What became of a request for more time.</summary>
internal enum ExtensionOutcome
{
    Approved,
    Refused,

    /// <summary>A later one takes its place.</summary>
    Replaced,

    /// <summary>The due date was moved otherwise, or there is nothing left to do.</summary>
    Moot,
}

internal sealed record SubmissionRow : IDeletable
{
    public string Unit { get; init; } = "";

    public string Week { get; init; } = "";

    public DateTimeOffset SubmittedAt { get; init; }

    public string Assignments { get; init; } = "";

    public string Results { get; init; } = "";

    public string Difficulties { get; init; } = "";

    public string Proposals { get; init; } = "";

    public string NextWeek { get; init; } = "";

    /// <summary>When it was typed or read in; null where that is not known. Only shown: a change writes its own.</summary>
    public DateTimeOffset? EnteredAt { get; init; }

    /// <summary>Null where nobody has said it.</summary>
    public SubmissionChannel? Channel { get; init; }

    /// <summary>Who gave it, or spoke, for the unit; empty for nobody in particular.</summary>
    public string SpokenBy { get; init; } = "";

    /// <summary>Whether the unit has answered that there is nothing to report.</summary>
    public bool IsNothing { get; init; }

    public bool IsActive { get; init; } = true;

    public bool HasText => this is not { Results: "", Difficulties: "", Proposals: "", NextWeek: "" };

    /// <summary>The same with words for the answer that there is nothing, which every reader then sees.</summary>
    public SubmissionRow InWords() => IsNothing && !HasText ? this with { Results = "Không phát sinh." } : this;
}

internal sealed record ExemptionRow : IDeletable
{
    public string Unit { get; init; } = "";

    public string Week { get; init; } = "";

    public string Reason { get; init; } = "";

    public bool IsActive { get; init; } = true;
}

internal sealed record CalendarRow : IDeletable
{
    public DateOnly Day { get; init; }

    public DayKind Kind { get; init; }

    public string Name { get; init; } = "";

    public bool IsActive { get; init; } = true;
}
