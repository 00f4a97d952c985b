using CamHa.Scheduler.Changes;
using CamHa.Scheduler.Clock;

namespace CamHa.Scheduler.Import;

/// <summary>A row that came out of an export, with what it was there.</summary>
/// <param name="File">The file whose rows are beside it.</param>
/// <param name="Id">What it was found by; <see cref="PlanSheets.Example"/> for a template's.</param>
/// <param name="Campaign">The code of the plan that it is of.</param>
/// <param name="LastChange">The newest change that the export knew.</param>
/// <param name="Version">The <see cref="RowVersion"/> of its values.</param>
/// <param name="Row">It, as it is read now.</param>
internal sealed record ExportedRow(string File, string Id, string Campaign, long LastChange, string Version, TableRow Row);

/// <summary>
/// What becomes of rows that were exported, corrected in a workbook and come back: who did not touch a row there takes back
/// nothing that was changed here meanwhile, and where both have changed it, nothing is overwritten.
/// </summary>
/// <param name="exported">The rows.</param>
/// <param name="plan">The plan as it is.</param>
/// <param name="came">What has come since the export; a workbook that does not know it has not left it out.</param>
/// <param name="clock">For the times that people are shown.</param>
/// <param name="wish">Which row counts where both have changed it; without a wish, that is a fault.</param>
internal sealed class ExportedRows(
    IReadOnlyCollection<ExportedRow> exported, PlanData plan, IReadOnlySet<Thing> came, CampaignClock clock, ImportWish wish)
{
    private readonly List<ImportError> _taken = [];

    private readonly ILookup<string, ExportedRow> _byFile = exported.ToLookup(row => row.File);
    private readonly ILookup<string, PartRow> _parts = plan.Parts.ToLookup(part => part.Assignment);

    /// <summary>What was overwritten because the file's row counts, after <see cref="Settle"/>.</summary>
    public IReadOnlyList<ImportError> Taken => _taken;

    /// <summary>The edit without what the workbook only carries along. Conflicts are reported as faults at their cells.</summary>
    public PlanEdit Settle(PlanEdit edit)
    {
        var read = edit.Parts.ToLookup(part => part.Assignment);
        // Of a unit that has come since, the export knew nothing: a wildcard gives it its part, whoever has changed the row.
        var there = plan.Units.Select(unit => unit.Code).ToHashSet();
        var arrived = (edit.Units ?? []).Select(unit => unit.Code).Where(code => !there.Contains(code))
            .Concat(came.Where(thing => thing.Kind == ThingKind.Unit).Select(thing => thing.Unit))
            .ToHashSet();
        var assignments = Settled(
            RowShapes.Assignments,
            edit.Assignments,
            plan.Assignments,
            "code",
            row => row.IsActive ? row with { IsActive = false } : null,
            row => RowVersion.OfAssignment(row, read[row.Code].Where(part => !arrived.Contains(part.Unit))),
            row => RowVersion.OfAssignment(row, _parts[row.Code]),
            (now, file) => PartRow.Differences(_parts[now.Code], read[file.Code]));
        var units = (edit.Contacts ?? []).Select(row => row.Unit).ToHashSet();
        var here = plan.Assignments.ToHashSet<AssignmentRow>(ReferenceEqualityComparer.Instance);
        var settled = edit with
        {
            Campaign = Settled(
                RowShapes.Campaign, edit.Campaign is { } row ? [row] : null, plan.Campaign is { } known ? [known] : [], "")?
                .SingleOrDefault(),
            Units = Settled(RowShapes.Units, edit.Units, plan.Units, "code", row => row with { IsActive = false }),
            // Of a unit that it does not name, the workbook says nothing.
            Contacts = Settled(
                RowShapes.Contacts,
                edit.Contacts,
                plan.Contacts,
                "unit",
                // An address that another takes the place of ends by itself.
                row => units.Contains(row.Unit) ? null : row with { IsActive = false })?
                .FindAll(row => units.Contains(row.Unit) || !row.IsActive),
            Assignments = assignments,
            // The parts go with the row that counts.
            Parts = assignments is null
                ? edit.Parts
                : [.. assignments.SelectMany(each => here.Contains(each) || !read.Contains(each.Code)
                    ? _parts[each.Code].UnionBy(read[each.Code].Where(part => arrived.Contains(part.Unit)), part => part.Unit)
                    : read[each.Code])],
            Submissions = Settled(
                RowShapes.Submissions, edit.Submissions, plan.Submissions, "week", row => row with { IsActive = false }),
            Calendar = Settled(RowShapes.Calendar, edit.Calendar, plan.Calendar, "day", row => row with { IsActive = false }),
            Progress = Settled(
                RowShapes.Progress,
                edit.Progress,
                plan.Progress,
                "assignment",
                row => row with { Progress = "", ProgressAt = null, CompletedAt = null }),
            Exemptions = Settled(RowShapes.Exemptions, edit.Exemptions, plan.Exemptions, "week", row => row with { IsActive = false }),
        };
        // What moved to another week has left its own.
        return settled.Submissions is { } submissions
            ? settled with
            {
                SubmittedWeeks = submissions.Where(row => !row.IsActive).Select(row => row.Week)
                .Union(edit.SubmittedWeeks ?? new HashSet<string>()).ToHashSet(StringComparer.Ordinal)
            }
            : settled;
    }

    private List<T>? Settled<T>(
        RowShape<T> shape, List<T>? rows, IReadOnlyList<T> there, string column, Func<T, T?>? ended = null)
        where T : class => Settled(
            shape, rows, there, column, ended, row => RowVersion.Of(shape, row), row => RowVersion.Of(shape, row), (_, _) => []);

    /// <param name="shape">The file.</param>
    /// <param name="rows">Its rows.</param>
    /// <param name="there">The database's.</param>
    /// <param name="column">What a row is found by, for whoever has changed it.</param>
    /// <param name="ended">The row as it ends; null where another may take its place.</param>
    /// <param name="versionOfFile">The version of a row of the file.</param>
    /// <param name="versionOfDatabase">The version of a row of the database.</param>
    /// <param name="more">What differs besides the fields.</param>
    private List<T>? Settled<T>(
        RowShape<T> shape,
        List<T>? rows,
        IReadOnlyList<T> there,
        string column,
        Func<T, T?>? ended,
        Func<T, string> versionOfFile,
        Func<T, string> versionOfDatabase,
        Func<T, T, IEnumerable<(string Column, string Before, string After)>> more)
        where T : class
    {
        if (rows is null)
            return null;
        var known = there.ToDictionary(shape.Key, StringComparer.OrdinalIgnoreCase);
        var byId = _byFile[shape.File].Where(row => row.Id != PlanSheets.Example)
            .DistinctBy(row => row.Id, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(row => row.Id, StringComparer.OrdinalIgnoreCase);
        var examples = _byFile[shape.File].Where(row => row.Id == PlanSheets.Example)
            .DistinctBy(row => row.Version)
            .ToDictionary(row => row.Version);
        var read = rows.Select(shape.Key).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var settled = new List<T>(rows.Count);
        // The row itself, and no copy of it: what it was is nowhere any more.
        foreach (var from in byId.Values.Where(each => !read.Contains(each.Id)))
        {
            if (known.GetValueOrDefault(from.Id) is { } old && ended?.Invoke(old) is { } over)
            {
                var thing = shape.Thing(old).Say(clock);
                // What else it may mean is in the file, and is corrected there.
                Decide(from.Row, column, ReturnWords.Renamed(thing), ReturnWords.ReplacedBy(thing));
                settled.Add(over);
            }
        }

        foreach (var row in rows)
        {
            // A copied row brings the id of the one that it was copied from; its key tells it is another.
            if (!byId.TryGetValue(shape.Key(row), out var from))
            {
                if (!examples.TryGetValue(versionOfFile(row), out var example))
                    settled.Add(row);
                else if (row is CampaignRow)
                    example.Row.Fault("", ReturnWords.Example);
                continue;
            }

            var now = known.GetValueOrDefault(shape.Key(row));
            var version = versionOfFile(row);
            if (version == from.Version)
            {
                // Untouched in the workbook: what is here now stays, and so does that it is gone.
                if (now is not null)
                    settled.Add(now);
                continue;
            }

            var isTaken = now is null
                ? Decide(from.Row, "", ReturnWords.Gone, ReturnWords.CameAgain, new("", ReturnWords.IsGone), ReturnWords.StaysGone)
                : versionOfDatabase(now) is var current && (current == from.Version || current == version
                    || Conflict(shape, from.Row, row, now, more));
            if (isTaken)
                settled.Add(row);
            else if (now is not null)
                settled.Add(now);
        }

        settled.AddRange(there.Where(row => came.Contains(shape.Thing(row)) && !read.Contains(shape.Key(row))));
        return settled;
    }

    private bool Conflict<T>(
        RowShape<T> shape, TableRow at, T file, T now, Func<T, T, IEnumerable<(string Column, string Before, string After)>> more)
        where T : class
    {
        foreach (var entry in shape.Differences(shape.Thing(now), now, file))
        {
            var kind = shape.KindOf(entry.Field);
            Conflict(at, entry.Field, FieldText.Say(kind, entry.After ?? "", clock), FieldText.Say(kind, entry.Before ?? "", clock));
        }

        foreach (var (column, inDatabase, inFile) in more(now, file))
            Conflict(at, column, inFile, inDatabase);
        return !KeepsDatabase;
    }

    private void Conflict(TableRow at, string column, string inFile, string inDatabase) => Decide(
        at,
        column,
        ReturnWords.Conflict(inFile, inDatabase),
        ReturnWords.Overwritten(inFile, inDatabase),
        new(inFile, inDatabase),
        ReturnWords.Kept(inFile, inDatabase));

    private bool KeepsDatabase => wish is { KeepsDatabase: true, TakesFile: false };

    // A fault, unless somebody has said which of them counts: then it is told.
    private bool Decide(TableRow at, string column, string fault, string told, ReturnConflict? conflict = null, string kept = "")
    {
        if (wish.TakesFile)
            _taken.Add(at.At(column, told));
        else if (KeepsDatabase && conflict is not null)
            _taken.Add(at.At(column, kept));
        else
            at.Fault(column, fault, conflict);
        return !(KeepsDatabase && conflict is not null);
    }
}
