using CamHa.Scheduler.Campaigns;

namespace CamHa.Scheduler.Changes;

/// <summary>What would be wrong with a plan after an edit, in the words of an import.</summary>
internal static class PlanCheck
{
    public static IReadOnlyList<string> Faults(PlanData plan, PlanEdit edit) =>
        [.. DueDates(plan, edit), .. Roles(plan, edit), .. Circles(plan, edit), .. Requests(plan, edit)];

    /// <summary>What is allowed and unusual.</summary>
    public static IReadOnlyList<string> Warnings(PlanData plan, PlanEdit edit)
    {
        var ended = (edit.Units ?? []).Where(unit => !unit.IsActive).Select(unit => unit.Code).ToHashSet();
        if (ended.Count == 0)
            return [];
        var touched = (edit.Assignments ?? []).Select(each => each.Code).ToHashSet();
        var active = After(plan, edit).Where(each => each.IsActive).Select(each => each.Code).ToHashSet();
        var done = plan.Progress.Where(row => row.CompletedAt is not null).Select(row => (row.Assignment, row.Unit)).ToHashSet();
        return
        [
            .. from part in plan.Parts.Where(part => !touched.Contains(part.Assignment)).Concat(edit.Parts)
               where part.Part == PartKind.Lead && ended.Contains(part.Unit) && active.Contains(part.Assignment)
                   && !done.Contains((part.Assignment, part.Unit))
               group part.Assignment by part.Unit into ofUnit
               select PlanWords.InactiveLead(ofUnit.Key, ofUnit),
        ];
    }

    private static IEnumerable<string> DueDates(PlanData plan, PlanEdit edit)
    {
        if ((edit.Campaign ?? plan.Campaign) is not { } campaign)
            yield break;
        // Where the campaign's own days change, every assignment must fit them.
        var looked = edit.Campaign is null ? edit.Assignments ?? [] : After(plan, edit);
        foreach (var due in looked.Where(each => each.IsActive).Select(each => each.DueOn))
        {
            if (due < campaign.StartsOn || due > campaign.EndsOn)
                yield return PlanWords.OutsideTheCampaign(due, campaign.StartsOn, campaign.EndsOn);
        }
    }

    // One that is taken back into the open meets one that was asked since.
    private static IEnumerable<string> Requests(PlanData plan, PlanEdit edit)
    {
        if (edit.Extensions is not { } changed)
            return [];
        var touched = edit.ExtensionsIn(plan, null, endsMissing: false);
        var keys = touched.Select(RowShapes.Extensions.Key).ToHashSet();
        return
        [
            .. from row in plan.Extensions.Where(row => !keys.Contains(RowShapes.Extensions.Key(row))).Concat(touched)
               where row is { IsOpen: true, IsActive: true } && changed.Exists(each => each.Assignment == row.Assignment)
               group row by row.Assignment into open
               where open.Count() > 1
               select ChangeWords.AskedSince(open.Key),
        ];
    }

    private static IEnumerable<AssignmentRow> After(PlanData plan, PlanEdit edit)
    {
        var touched = (edit.Assignments ?? []).Select(each => each.Code).ToHashSet();
        return plan.Assignments.Where(each => !touched.Contains(each.Code)).Concat(edit.Assignments ?? []);
    }

    private static IEnumerable<string> Circles(PlanData plan, PlanEdit edit)
    {
        var above = plan.Units.ToDictionary(unit => unit.Code, unit => unit.Supervisor);
        foreach (var unit in edit.Units ?? [])
            above[unit.Code] = unit.Supervisor;
        foreach (var unit in edit.Units ?? [])
        {
            var chain = new List<string> { unit.Code };
            for (var next = unit.Supervisor; next is not null && chain.Count <= above.Count; next = above.GetValueOrDefault(next))
            {
                chain.Add(next);
                if (next != unit.Code)
                    continue;
                yield return PlanWords.Circle(string.Join(" → ", chain));
                break;
            }
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
