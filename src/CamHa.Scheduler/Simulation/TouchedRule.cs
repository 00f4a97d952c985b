using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Changes;

namespace CamHa.Scheduler.Simulation;

/// <summary>
/// What a change touches of a large plan: its mails are rehearsed as if the plan held nothing else, because all of them take
/// minutes.
/// </summary>
internal static class TouchedRule
{
    /// <summary>Parts of assignments, of which a rehearsal of seven days takes a second a thousand.</summary>
    public const int MostParts = 5000;

    /// <summary>Touched assignments, or units: more are not rehearsed.</summary>
    public const int Most = 500;

    /// <param name="dry">The change.</param>
    /// <param name="plan">The plan as it is.</param>
    /// <returns>Null where it is too much, or everything.</returns>
    public static TouchedPlan? Of(DryChange dry, PlanData plan)
    {
        var things = dry.Entries.SelectMany(ChangeRecord.Things).ToList();
        // They are about everything.
        if (things.Exists(thing => thing.Kind is ThingKind.Campaign or ThingKind.Day))
            return null;
        var assignments = things.Select(thing => thing.Assignment).Where(code => code.Length > 0).ToHashSet();
        if (assignments.Count > Most)
            return null;
        // Who reads the mails of a unit is seen by those about the first of its open assignments.
        var readers = things.Where(thing => thing.Kind is ThingKind.Unit or ThingKind.Contact or ThingKind.ClosedAddress)
            .Select(thing => thing.Unit)
            .ToHashSet();
        assignments.UnionWith(FirstOpenOf(plan, readers));
        var parts = plan.Parts.Concat(dry.Edit.Parts).Where(part => assignments.Contains(part.Assignment)).ToList();
        var units = parts.Select(part => part.Unit).Concat(things.Select(thing => thing.Unit).Where(code => code.Length > 0)).ToHashSet();
        if (parts.Count > MostParts || units.Count > Most)
            return null;
        // Who reads of others: specialists and committee of all, a supervisor of its own.
        var known = plan.Units.Concat(dry.Edit.Units ?? []).ToLookup(unit => unit.Code);
        units.UnionWith(known.SelectMany(each => each).Where(unit => unit.Role != UnitRole.Member).Select(unit => unit.Code));
        var above = new Queue<string>(units);
        while (above.TryDequeue(out var code))
        {
            foreach (var supervisor in known[code].Select(unit => unit.Supervisor).OfType<string>().Where(units.Add))
                above.Enqueue(supervisor);
        }

        return new(assignments, units);
    }

    private static IEnumerable<string> FirstOpenOf(PlanData plan, HashSet<string> units)
    {
        if (units.Count == 0)
            return [];
        var done = plan.Progress.Where(each => each.CompletedAt is not null).Select(each => (each.Assignment, each.Unit)).ToHashSet();
        var open = plan.Parts.Where(part => units.Contains(part.Unit) && !done.Contains((part.Assignment, part.Unit)))
            .Select(part => part.Assignment)
            .ToHashSet();
        return plan.Assignments.Where(each => each.IsActive && open.Contains(each.Code))
            .OrderBy(each => each.DueOn)
            .Take(Most)
            .Select(each => each.Code);
    }
}

/// <summary>The codes of what a change touches.</summary>
internal sealed record TouchedPlan(IReadOnlySet<string> Assignments, IReadOnlySet<string> Units)
{
    public PlanData Of(PlanData plan) => plan with
    {
        Units = plan.Units.FindAll(row => Units.Contains(row.Code)),
        Contacts = plan.Contacts.FindAll(row => Units.Contains(row.Unit)),
        ClosedAddresses = plan.ClosedAddresses.FindAll(row => Units.Contains(row.Unit)),
        Assignments = plan.Assignments.FindAll(row => Assignments.Contains(row.Code)),
        Parts = plan.Parts.FindAll(row => Assignments.Contains(row.Assignment)),
        Progress = plan.Progress.FindAll(row => Assignments.Contains(row.Assignment)),
        DoneReports = plan.DoneReports.FindAll(row => Assignments.Contains(row.Assignment)),
        Extensions = plan.Extensions.FindAll(row => Assignments.Contains(row.Assignment)),
        Submissions = plan.Submissions.FindAll(row => Units.Contains(row.Unit)),
        Exemptions = plan.Exemptions.FindAll(row => Units.Contains(row.Unit)),
    };

    public PlanEdit Of(PlanEdit edit) => edit with
    {
        Units = edit.Units?.FindAll(row => Units.Contains(row.Code)),
        Contacts = edit.Contacts?.FindAll(row => Units.Contains(row.Unit)),
        Assignments = edit.Assignments?.FindAll(row => Assignments.Contains(row.Code)),
        Parts = edit.Parts.FindAll(row => Assignments.Contains(row.Assignment)),
        Progress = edit.Progress?.FindAll(row => Assignments.Contains(row.Assignment)),
        DoneReports = edit.DoneReports?.FindAll(row => Assignments.Contains(row.Assignment)),
        Extensions = edit.Extensions?.FindAll(row => Assignments.Contains(row.Assignment)),
        Submissions = edit.Submissions?.FindAll(row => Units.Contains(row.Unit)),
        Exemptions = edit.Exemptions?.FindAll(row => Units.Contains(row.Unit)),
    };

    /// <summary>Whether a notice is about it.</summary>
    public bool Holds(string? unit, string? assignment) =>
        (unit is null || Units.Contains(unit)) && (assignment is null || Assignments.Contains(assignment));
}
