using CamHa.Scheduler.Changes;
using CamHa.Scheduler.FridayReport.Snapshot;

namespace CamHa.Scheduler.Import.Layouts;

/// <summary>What of a campaign is needed to read a table of its assignments.</summary>
internal sealed record LayoutPlan(CampaignRow Campaign)
{
    public IReadOnlyList<NamedUnit> Units { get; init; } = [];

    public IReadOnlyList<AssignmentRow> Assignments { get; init; } = [];

    public IReadOnlyList<PartRow> Parts { get; init; } = [];

    public static LayoutPlan Of(PlanData plan) => new(plan.Campaign!)
    {
        Units = plan.Units.ConvertAll(unit => new NamedUnit(unit.Code, unit.Name)
        {
            Aliases = unit.Aliases.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
            Kind = UnitNamesRule.KindOf(unit.Kind, unit.Code),
            IsActive = unit.IsActive,
        }),
        Assignments = plan.Assignments,
        Parts = plan.Parts,
    };
}
