namespace CamHa.Scheduler.Changes;

/// <summary>
/// Rows as they are to be, kind by kind; null for a kind that is not touched. What is not among the rows of a kind stays,
/// but for the parts of the assignments and the addresses of the units that are named: those are given whole.
/// </summary>
internal sealed record PlanEdit
{
    public CampaignRow? Campaign { get; init; }

    public List<UnitRow>? Units { get; init; }

    public List<ContactRow>? Contacts { get; init; }

    public List<AssignmentRow>? Assignments { get; init; }

    /// <summary>All parts of <see cref="Assignments"/>.</summary>
    public List<PartRow> Parts { get; init; } = [];

    public List<SubmissionRow>? Submissions { get; init; }

    /// <summary>The weeks that the submissions speak of; null for all.</summary>
    public IReadOnlySet<string>? SubmittedWeeks { get; init; }

    /// <summary>Rows that say that nothing came.</summary>
    public int PassedOver { get; init; }

    public List<CalendarRow>? Calendar { get; init; }

    public List<ProgressRow>? Progress { get; init; }

    public List<ExemptionRow>? Exemptions { get; init; }

    /// <summary>What is touched of the tables that may be another program's.</summary>
    public IEnumerable<string> SharedTables() =>
    [
        .. Assignments is null ? [] : new[] { "Assignment", "AssignmentUnit" },
        .. Progress is null ? [] : new[] { "AssignmentUnit" },
        .. Submissions is null ? [] : new[] { "WeeklySubmission" },
        .. Exemptions is null ? [] : new[] { "SubmissionExemption" },
    ];
}
