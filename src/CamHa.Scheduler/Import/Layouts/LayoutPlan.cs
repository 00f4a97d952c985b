using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Changes;
using CamHa.Scheduler.FridayReport.Snapshot;

namespace CamHa.Scheduler.Import.Layouts;

/// <summary>What of a campaign is needed to read a table of its assignments.</summary>
internal sealed record LayoutPlan(CampaignRow Campaign)
{
    public IReadOnlyList<NamedUnit> Units { get; init; } = [];

    public IReadOnlyList<KnownAssignment> Assignments { get; init; } = [];

    public static LayoutPlan Of(PlanData plan)
    {
        var parts = plan.Parts.ToLookup(part => part.Assignment, StringComparer.OrdinalIgnoreCase);
        var done = plan.Progress.Where(row => row.CompletedAt is not null).Select(row => (row.Assignment, row.Unit))
            .Concat(plan.DoneReports.Where(report => report.Waits).Select(report => (report.Assignment, report.Unit)))
            .ToHashSet();
        return new(plan.Campaign!)
        {
            Units = plan.Units.ConvertAll(unit => new NamedUnit(unit.Code, unit.Name)
            {
                Aliases = unit.Aliases.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
                Kind = UnitNamesRule.KindOf(unit.Kind, unit.Code),
                IsActive = unit.IsActive,
            }),
            Assignments = plan.Assignments.ConvertAll(row => new KnownAssignment(row)
            {
                Leads = [.. PartRow.UnitsOf(parts[row.Code], PartKind.Lead)],
                Supports = [.. PartRow.UnitsOf(parts[row.Code], PartKind.Support)],
                Done = parts[row.Code].Count(part => part.Part == PartKind.Lead && done.Contains((part.Assignment, part.Unit))),
            }),
        };
    }
}

/// <summary>An assignment that is there.</summary>
internal sealed record KnownAssignment(AssignmentRow Row)
{
    public string Code => Row.Code;

    public string Title => Row.Title;

    public IReadOnlyList<string> Leads { get; init; } = [];

    public IReadOnlyList<string> Supports { get; init; } = [];

    /// <summary>How many of those who lead have completed their part, or reported it done.</summary>
    public int Done { get; init; }

    public bool IsDone => Done > 0 && Done == Leads.Count;
}
