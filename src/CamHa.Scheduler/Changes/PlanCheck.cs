using CamHa.Scheduler.Campaigns;

namespace CamHa.Scheduler.Changes;

/// <summary>What would be wrong with a plan after an edit, in the words of an import.</summary>
internal static class PlanCheck
{
    public static IReadOnlyList<string> Faults(PlanData plan, PlanEdit edit) => [.. DueDates(plan, edit), .. Roles(plan, edit)];

    /// <summary>What is allowed and unusual.</summary>
    public static IReadOnlyList<string> Warnings(PlanData plan, PlanEdit edit)
    {
        var ended = (edit.Units ?? []).Where(unit => !unit.IsActive).Select(unit => unit.Code).ToHashSet();
        if (ended.Count == 0)
            return [];
        var active = plan.Assignments.Where(each => each.IsActive).Select(each => each.Code).ToHashSet();
        var open = plan.Progress.Where(row => row.CompletedAt is null).Select(row => (row.Assignment, row.Unit)).ToHashSet();
        return
        [
            .. from part in plan.Parts
               where part.Part == PartKind.Lead && ended.Contains(part.Unit) && active.Contains(part.Assignment)
                   && open.Contains((part.Assignment, part.Unit))
               group part.Assignment by part.Unit into ofUnit
               select PlanWords.InactiveLead(ofUnit.Key, ofUnit),
        ];
    }

    private static IEnumerable<string> DueDates(PlanData plan, PlanEdit edit)
    {
        if ((edit.Campaign ?? plan.Campaign) is not { } campaign)
            yield break;
        foreach (var due in (edit.Assignments ?? []).Where(each => each.IsActive).Select(each => each.DueOn))
        {
            if (due < campaign.StartsOn || due > campaign.EndsOn)
                yield return PlanWords.OutsideTheCampaign(due, campaign.StartsOn, campaign.EndsOn);
        }
    }

    private static IEnumerable<string> Roles(PlanData plan, PlanEdit edit)
    {
        if (edit.Units is not { } units)
            yield break;
        var changed = units.ToDictionary(unit => unit.Code);
        var active = plan.Units.Where(unit => !changed.ContainsKey(unit.Code)).Concat(units).Where(unit => unit.IsActive).ToList();
        var specialists = active.FindAll(unit => unit.Role == UnitRole.Specialist).ConvertAll(unit => unit.Code);
        if (specialists.Count == 0)
            yield return PlanWords.NoSpecialist;
        else if (specialists.Count > 1)
            yield return PlanWords.Specialists(string.Join(", ", specialists));
        if (!active.Exists(unit => unit.Role == UnitRole.Committee))
            yield return PlanWords.NoCommittee;
    }
}
