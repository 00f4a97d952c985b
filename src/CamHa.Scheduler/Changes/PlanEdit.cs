using CamHa.Scheduler.Campaigns;

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

    public List<ClosedAddressRow>? ClosedAddresses { get; init; }

    public List<AssignmentRow>? Assignments { get; init; }

    /// <summary>All parts of <see cref="Assignments"/>.</summary>
    public List<PartRow> Parts { get; init; } = [];

    /// <summary>The codes of the assignments that the edit speaks of; null for all.</summary>
    public IReadOnlySet<string>? AssignmentsOf { get; init; }

    public List<SubmissionRow>? Submissions { get; init; }

    /// <summary>The weeks that the submissions speak of; null for all.</summary>
    public IReadOnlySet<string>? SubmittedWeeks { get; init; }

    /// <summary>Rows that say that nothing came.</summary>
    public int PassedOver { get; init; }

    public List<CalendarRow>? Calendar { get; init; }

    public List<ProgressRow>? Progress { get; init; }

    public List<ExemptionRow>? Exemptions { get; init; }

    public List<DoneReportRow>? DoneReports { get; init; }

    public List<ExtensionRow>? Extensions { get; init; }

    /// <summary>
    /// <see cref="DoneReports"/>, and those that end with the edit: what is complete is confirmed, whoever says so, and a unit whose
    /// part is over has nothing to report.
    /// </summary>
    public List<DoneReportRow> DoneReportsIn(PlanData plan)
    {
        if (DoneReports is null && plan.DoneReports.Count == 0)
            return [];
        var done = (Progress ?? []).Where(row => row.CompletedAt is not null).Select(row => (row.Assignment, row.Unit)).ToHashSet();
        var named = (Assignments ?? []).Select(row => row.Code).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var parts = Parts.Select(part => (part.Assignment, part.Unit)).ToHashSet();
        return
        [
            .. (DoneReports ?? []).Concat(
                from report in plan.DoneReports
                let part = (report.Assignment, report.Unit)
                where done.Contains(part) || (named.Contains(report.Assignment) && !parts.Contains(part))
                select report with { IsActive = false })
                .DistinctBy(RowShapes.DoneReports.Key),
        ];
    }

    /// <summary>
    /// <see cref="Extensions"/>, and those that nobody has to decide any more: the due date has moved, or there is nothing left to do.
    /// </summary>
    /// <param name="plan">The plan before the edit.</param>
    /// <param name="now">When they close; null for when they were asked, where nobody is shown it.</param>
    /// <param name="endsMissing">Whether assignments end that the edit leaves out.</param>
    public List<ExtensionRow> ExtensionsIn(PlanData plan, DateTimeOffset? now, bool endsMissing)
    {
        var open = plan.Extensions.FindAll(row => row.IsOpen);
        if (open.Count == 0)
            return Extensions ?? [];
        var done = (Progress ?? []).Where(row => row.CompletedAt is not null).Select(row => (row.Assignment, row.Unit)).ToHashSet();
        var named = (Assignments ?? []).ToDictionary(row => row.Code, StringComparer.OrdinalIgnoreCase);
        var leads = Parts.Where(part => part.Part == PartKind.Lead).Select(part => (part.Assignment, part.Unit)).ToHashSet();
        return
        [
            .. (Extensions ?? []).Concat(
                from row in open
                where done.Contains((row.Assignment, row.Unit)) || IsOver(row)
                select row.Closed(now ?? row.AskedAt, ExtensionOutcome.Moot))
                .DistinctBy(RowShapes.Extensions.Key)
                // One is open at a time.
                .OrderBy(row => row.IsOpen),
        ];

        bool IsOver(ExtensionRow row) => named.TryGetValue(row.Assignment, out var assignment)
            ? !assignment.IsActive || assignment.DueOn != row.DueOn || !leads.Contains((assignment.Code, row.Unit))
            : endsMissing && Assignments is not null && AssignmentsOf?.Contains(row.Assignment) != false;
    }

    /// <summary>What is touched of the tables that may be another program's.</summary>
    public IEnumerable<string> SharedTables() =>
    [
        .. Assignments is null ? [] : new[] { "Assignment", "AssignmentUnit" },
        .. Progress is null ? [] : new[] { "AssignmentUnit" },
        .. Submissions is null ? [] : new[] { "WeeklySubmission" },
        .. Exemptions is null ? [] : new[] { "SubmissionExemption" },
    ];
}
