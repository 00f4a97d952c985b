namespace CamHa.Scheduler.Changes;

/// <summary>What a file leaves out and a person has chosen to end, row by row: as if the file had the row, and said so.</summary>
internal static class MissingRows
{
    /// <summary>What a form names a row by.</summary>
    public static string IdOf(Thing thing) => $"{thing.Kind}:{thing.Key}";

    /// <summary>The edit with the rows that end.</summary>
    /// <param name="edit">What the file says.</param>
    /// <param name="plan">The plan as it is.</param>
    /// <param name="ended">The rows, by <see cref="IdOf"/>; of what the file names, and of tables that it lacks, nothing ends.</param>
    public static PlanEdit Ending(PlanEdit edit, PlanData plan, IReadOnlySet<string> ended)
    {
        if (ended.Count == 0)
            return edit;
        var assignments = Chosen(RowShapes.Assignments, edit.Assignments, plan.Assignments, ended);
        var gone = assignments.Select(row => row.Code).ToHashSet();
        return edit with
        {
            Units = With(edit.Units, Chosen(RowShapes.Units, edit.Units, plan.Units, ended), row => row with { IsActive = false }),
            Contacts = Contacts(edit.Contacts, plan.Contacts, ended),
            Assignments = With(edit.Assignments, assignments, row => row with { IsActive = false }),
            // Who had a part in it is kept with it.
            Parts = [.. edit.Parts, .. plan.Parts.Where(part => gone.Contains(part.Assignment))],
            Submissions = With(
                edit.Submissions,
                Chosen(RowShapes.Submissions, edit.Submissions, plan.Submissions, ended),
                row => row with { IsActive = false }),
            Calendar = With(
                edit.Calendar, Chosen(RowShapes.Calendar, edit.Calendar, plan.Calendar, ended), row => row with { IsActive = false }),
            Exemptions = With(
                edit.Exemptions,
                Chosen(RowShapes.Exemptions, edit.Exemptions, plan.Exemptions, ended),
                row => row with { IsActive = false }),
        };
    }

    private static List<T> Chosen<T>(RowShape<T> shape, List<T>? rows, IEnumerable<T> there, IReadOnlySet<string> ended)
        where T : class
    {
        if (rows is null)
            return [];
        var named = rows.Select(shape.Key).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return [.. there.Where(row => ended.Contains(IdOf(shape.Thing(row))) && !named.Contains(shape.Key(row)))];
    }

    private static List<T>? With<T>(List<T>? rows, List<T> chosen, Func<T, T> ended) =>
        rows is null ? null : [.. rows, .. chosen.Select(ended)];

    // A unit that is named has exactly its addresses: with one that ends, the others are named too.
    private static List<ContactRow>? Contacts(List<ContactRow>? rows, List<ContactRow> there, IReadOnlySet<string> ended)
    {
        if (rows is null)
            return null;
        var named = rows.Select(row => row.Unit).ToHashSet(StringComparer.OrdinalIgnoreCase);
        bool Ends(ContactRow row) => ended.Contains(IdOf(RowShapes.Contacts.Thing(row)));
        return
        [
            .. rows,
            .. from row in there
               where !named.Contains(row.Unit)
               group row by row.Unit into ofUnit
               where ofUnit.Any(Ends)
               from row in ofUnit
               select Ends(row) ? row with { IsActive = false } : row,
        ];
    }
}
