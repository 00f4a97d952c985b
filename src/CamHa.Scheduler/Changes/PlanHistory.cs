namespace CamHa.Scheduler.Changes;

/// <summary>A change that was made at a moment, as the rows that it left.</summary>
internal sealed record PlanStep(DateTimeOffset At, PlanEdit Edit);

/// <summary>
/// A plan as it was, and what changed from then on. What has a time of its own (progress, reports of completion, requests for more
/// time, submissions, addresses that are closed) stays as it is: whoever reads it asks for what was there by a moment.
/// </summary>
internal static class PlanHistory
{
    private static readonly ThingKind[] WithOwnTime =
        [ThingKind.Progress, ThingKind.DoneReport, ThingKind.Extension, ThingKind.Submission, ThingKind.ClosedAddress];

    /// <param name="plan">The plan as it is.</param>
    /// <param name="since">What has changed since the moment, the newest first.</param>
    /// <returns>The plan at the moment, and the steps from there to now, the oldest first.</returns>
    public static (PlanData Plan, IReadOnlyList<PlanStep> Steps) Of(
        PlanData plan, IEnumerable<(DateTimeOffset At, ChangeEntry Entry)> since)
    {
        var steps = new List<PlanStep>();
        foreach (var together in since.Where(each => !WithOwnTime.Contains(each.Entry.Thing.Kind)).GroupBy(each => each.At))
        {
            var back = new UndoRule(plan, together.Select(each => each.Entry)).Edit();
            steps.Add(new(together.Key, Forward(plan, back)));
            plan = After(plan, back);
        }

        steps.Reverse();
        return (plan, steps);
    }

    // The rows of a plan that an edit touches, as they are; those that the edit brings back end.
    private static PlanEdit Forward(PlanData plan, PlanEdit back)
    {
        var named = back.Assignments?.Select(row => row.Code).ToHashSet();
        var units = back.Contacts?.Select(row => row.Unit).ToHashSet();
        var parts = back.Parts.Select(row => (row.Assignment, row.Unit)).ToHashSet();
        return new()
        {
            Campaign = back.Campaign is null ? null : plan.Campaign,
            Units = Rows(RowShapes.Units, plan.Units, back.Units, row => row),
            Contacts = units is null ? null : plan.Contacts.FindAll(row => units.Contains(row.Unit)),
            Assignments = named is null ? null : plan.Assignments.FindAll(row => named.Contains(row.Code)),
            Parts = named is null ? [] : plan.Parts.FindAll(row => named.Contains(row.Assignment)),
            // A part that comes has progress of its own time.
            Progress = named is null
                ? null
                : plan.Progress.FindAll(row => named.Contains(row.Assignment) && !parts.Contains((row.Assignment, row.Unit))),
            Calendar = Rows(RowShapes.Calendar, plan.Calendar, back.Calendar, row => row with { IsActive = false }),
            Exemptions = Rows(RowShapes.Exemptions, plan.Exemptions, back.Exemptions, row => row with { IsActive = false }),
        };
    }

    private static List<T>? Rows<T>(RowShape<T> shape, List<T> rows, List<T>? touched, Func<T, T> ended)
    {
        if (touched is null)
            return null;
        var known = rows.ToDictionary(shape.Thing);
        return touched.ConvertAll(row => known.GetValueOrDefault(shape.Thing(row)) ?? ended(row));
    }

    private static PlanData After(PlanData plan, PlanEdit edit)
    {
        var named = edit.Assignments?.Select(row => row.Code).ToHashSet();
        return plan with
        {
            Campaign = edit.Campaign ?? plan.Campaign,
            Units = With(RowShapes.Units, plan.Units, edit.Units),
            Contacts = With(RowShapes.Contacts, plan.Contacts, edit.Contacts),
            Assignments = With(RowShapes.Assignments, plan.Assignments, edit.Assignments),
            Parts = named is null ? plan.Parts : [.. plan.Parts.Where(row => !named.Contains(row.Assignment)), .. edit.Parts],
            Calendar = With(RowShapes.Calendar, plan.Calendar, edit.Calendar),
            Exemptions = With(RowShapes.Exemptions, plan.Exemptions, edit.Exemptions),
        };
    }

    private static List<T> With<T>(RowShape<T> shape, List<T> rows, List<T>? changed)
    {
        if (changed is null)
            return rows;
        var touched = changed.Select(shape.Thing).ToHashSet();
        return
        [
            .. rows.Where(row => !touched.Contains(shape.Thing(row))),
            .. changed.Where(row => row is not IDeletable { IsActive: false }),
        ];
    }
}
