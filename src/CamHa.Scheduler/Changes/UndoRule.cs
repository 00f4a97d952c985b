namespace CamHa.Scheduler.Changes;

/// <summary>
/// The rows of a plan as they were before some entries. A row that came with them ends; where its kind keeps ended rows, it
/// stays as one.
/// </summary>
internal sealed class UndoRule
{
    private readonly PlanData _plan;
    private readonly ILookup<ThingKind, IGrouping<Thing, ChangeEntry>> _entries;
    private readonly List<ChangeEntry> _differing = [];

    /// <param name="plan">The plan as it is.</param>
    /// <param name="entries">What is taken back; the newest first where a field has several.</param>
    public UndoRule(PlanData plan, IEnumerable<ChangeEntry> entries)
    {
        _plan = plan;
        _entries = entries
            .SelectMany(entry => entry.NewRows == 0 ? [entry] : ChangeRecord.Named(entry).Select(thing => entry with { Thing = thing }))
            .GroupBy(entry => entry.Thing)
            .ToLookup(ofThing => ofThing.Key.Kind);
    }

    /// <summary>Entries that a field no longer agrees with, after <see cref="Edit"/> was asked for.</summary>
    public IReadOnlyList<ChangeEntry> Differing => _differing;

    /// <summary>The rows to write.</summary>
    public PlanEdit Edit()
    {
        var parts = Rows(RowShapes.Parts, _plan.Parts, ThingKind.Part, _ => null);
        var assignments = Rows(RowShapes.Assignments, _plan.Assignments, ThingKind.Assignment, row => row with { IsActive = false });
        var contacts = Rows(RowShapes.Contacts, _plan.Contacts, ThingKind.Contact, row => row with { IsActive = false });
        var submissions = Rows(RowShapes.Submissions, _plan.Submissions, ThingKind.Submission, row => row with { IsActive = false });
        var named = assignments.Keys.Concat(parts.Keys).Select(thing => thing.Assignment).ToHashSet();
        var units = contacts.Keys.Select(thing => thing.Unit).ToHashSet();
        return new()
        {
            Campaign = Touched(Rows(
                RowShapes.Campaign, _plan.Campaign is { } campaign ? [campaign] : [], ThingKind.Campaign, row => row))?.SingleOrDefault(),
            Units = Touched(Rows(RowShapes.Units, _plan.Units, ThingKind.Unit, row => row with { IsActive = false })),
            Contacts = contacts.Count == 0
                ? null
                : Whole(RowShapes.Contacts, _plan.Contacts.Where(row => units.Contains(row.Unit)), contacts),
            ClosedAddresses = Touched(
                Rows(RowShapes.ClosedAddresses, _plan.ClosedAddresses, ThingKind.ClosedAddress, row => row with { IsActive = false })),
            Assignments = named.Count == 0
                ? null
                : Whole(RowShapes.Assignments, _plan.Assignments.Where(row => named.Contains(row.Code)), assignments),
            Parts = Whole(RowShapes.Parts, _plan.Parts.Where(row => named.Contains(row.Assignment)), parts),
            Submissions = Touched(submissions),
            SubmittedWeeks = submissions.Keys.Select(thing => thing.Item.Split(' ')[0]).ToHashSet(),
            Calendar = Touched(Rows(RowShapes.Calendar, _plan.Calendar, ThingKind.Day, row => row with { IsActive = false })),
            Progress = Touched(Rows(RowShapes.Progress, _plan.Progress, ThingKind.Progress, row => row)),
            DoneReports = Touched(
                Rows(RowShapes.DoneReports, _plan.DoneReports, ThingKind.DoneReport, row => row with { IsActive = false })),
            Extensions = Touched(
                Rows(RowShapes.Extensions, _plan.Extensions, ThingKind.Extension, row => row with { IsActive = false })),
            Exemptions = Touched(
                Rows(RowShapes.Exemptions, _plan.Exemptions, ThingKind.Exemption, row => row with { IsActive = false })),
        };
    }

    private static List<T>? Touched<T>(Dictionary<Thing, T?> rows)
        where T : class => rows.Count == 0 ? null : [.. rows.Values.OfType<T>()];

    // All rows, with those that are touched as they were.
    private static List<T> Whole<T>(RowShape<T> shape, IEnumerable<T> rows, Dictionary<Thing, T?> touched)
        where T : class =>
        [.. rows.Where(row => !touched.ContainsKey(shape.Thing(row))), .. touched.Values.OfType<T>()];

    private Dictionary<Thing, T?> Rows<T>(RowShape<T> shape, IReadOnlyList<T> rows, ThingKind kind, Func<T, T?> ended)
        where T : class
    {
        var before = new Dictionary<Thing, T?>();
        if (!_entries.Contains(kind))
            return before;
        var known = rows.ToDictionary(shape.Thing);
        foreach (var ofThing in _entries[kind])
        {
            var row = known.GetValueOrDefault(ofThing.Key);
            if (ofThing.All(entry => entry.Before is null))
            {
                // What came is not taken back with what somebody has added to it since.
                if (row is not null && ofThing.Any(entry => entry.NewRows == 0))
                    _differing.AddRange(shape.Differences(ofThing.Key, shape.As(ofThing), row));
                if (row is not null)
                    before[ofThing.Key] = ended(row);
            }
            // Gone, or there again, by somebody else's hand.
            else if (row is null != ofThing.All(entry => entry.After is null))
            {
                _differing.AddRange(ofThing);
            }
            else
            {
                before[ofThing.Key] = ofThing.Aggregate(row ?? shape.From(ofThing.Key), (each, entry) => Restored(shape, each, entry));
            }
        }

        return before;
    }

    private T Restored<T>(RowShape<T> shape, T row, ChangeEntry entry)
        where T : class
    {
        if (shape.Fields.FirstOrDefault(each => each.Name == entry.Field) is not { } field)
            return row;
        if (entry.After is { } after && field.Value(row) != after)
            _differing.Add(entry);
        return field.With(row, entry.Before ?? "");
    }
}
