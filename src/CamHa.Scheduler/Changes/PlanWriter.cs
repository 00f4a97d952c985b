using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Storage;

namespace CamHa.Scheduler.Changes;

/// <summary>Writes the rows that differ from the database, in the session's transaction, and says what they are.</summary>
/// <param name="session">The database.</param>
/// <param name="campaignId">The campaign's id.</param>
/// <param name="endsMissing">Whether what the files leave out ends.</param>
/// <param name="clock">For the times that people are shown; null where nobody is.</param>
internal sealed class PlanWriter(DatabaseSession session, int campaignId, bool endsMissing = false, CampaignClock? clock = null)
{
    private readonly RowShapes _shapes = new(clock);
    private readonly List<FileChanges> _changes = [];

    public IReadOnlyList<FileChanges> Changes => _changes;

    public async Task WriteUnitsAsync(List<UnitRow> rows, PlanData existing, CancellationToken token)
    {
        var change = Compare(RowShapes.Units, rows, existing.Units, unit => unit.IsActive);
        var ended = change.Ended.ConvertAll(unit => unit with { IsActive = false });
        await session.ExecuteAsync("changes/insert-unit", change.Added.Select(Parameters), token);
        await session.ExecuteAsync("changes/update-unit", change.Changed.Concat(ended).Select(Parameters), token);
        // A supervisor may be a unit that this import adds, so supervisors are set last.
        await session.ExecuteAsync("changes/set-supervisor", change.Added.Concat(change.Changed).Select(Parameters), token);
        Count(change);

        object Parameters(UnitRow unit) => new
        {
            CampaignId = campaignId,
            unit.Code,
            unit.Name,
            unit.Aliases,
            unit.Kind,
            Role = unit.Role.ToString(),
            unit.OwesWeekly,
            unit.Supervisor,
            unit.IsActive,
        };
    }

    public async Task WriteContactsAsync(List<ContactRow> rows, PlanData existing, CancellationToken token)
    {
        // The file has all addresses of the units it names, so that a replaced address gets no more mail.
        var units = rows.Select(contact => contact.Unit).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var change = Compare(
            RowShapes.Contacts, rows, existing.Contacts, contact => contact.IsActive, contact => units.Contains(contact.Unit));
        await session.ExecuteAsync("changes/insert-contact", change.Added.Select(Parameters), token);
        await session.ExecuteAsync("changes/update-contact", change.Changed.Select(Parameters), token);
        await session.ExecuteAsync(
            "changes/end-contact", change.Ended.Select(each => new { CampaignId = campaignId, each.Unit, each.Address }), token);
        Count(change);

        object Parameters(ContactRow contact) => new
        {
            CampaignId = campaignId,
            contact.Unit,
            contact.Address,
            contact.Title,
            contact.Phone,
            Role = contact.Role.ToString(),
            contact.IsActive,
        };
    }

    public async Task WriteAssignmentsAsync(List<AssignmentRow> rows, List<PartRow> parts, PlanData existing, CancellationToken token)
    {
        var change = Compare(RowShapes.Assignments, rows, existing.Assignments, assignment => assignment.IsActive);
        var closed = change.Ended.ConvertAll(assignment => assignment with { IsActive = false });
        await session.ExecuteAsync("changes/insert-assignment", change.Added.Select(Parameters), token);
        await session.ExecuteAsync("changes/update-assignment", change.Changed.Concat(closed).Select(Parameters), token);

        var listed = rows.Select(assignment => assignment.Code).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var own = existing.Parts.FindAll(part => listed.Contains(part.Assignment));
        // All parts of an assignment are in its line, so those that are not are over.
        var partChange = Compare(RowShapes.Parts, parts, own, _ => true, _ => true);
        await session.ExecuteAsync("changes/delete-part", partChange.Ended.Select(PartParameters), token);
        await session.ExecuteAsync("changes/insert-part", partChange.Added.Select(PartParameters), token);
        await session.ExecuteAsync("changes/update-part", partChange.Changed.Select(PartParameters), token);

        // A changed part is a change of the assignment's line in the file, though not of its row in the database.
        var reassigned = partChange.Ended.Concat(partChange.Added).Concat(partChange.Changed)
            .Select(part => part.Assignment)
            .Except(change.Added.Select(assignment => assignment.Code))
            .Order(StringComparer.Ordinal)
            .ToList();
        var (before, after) = (own.ToLookup(part => part.Assignment), parts.ToLookup(part => part.Assignment));
        var only = reassigned.Except(change.Changed.Select(assignment => assignment.Code)).Count();
        _changes.Add(new(
            "assignments.csv",
            change.Added.Count,
            change.Changed.Count + only,
            change.Unchanged - only,
            partChange.Ended.Count + change.Ended.Count)
        {
            Rows = clock is null ? [] : [.. change.Rows, .. reassigned.SelectMany(code => Reassigned(code, before[code], after[code]))],
            Missing = change.Missing,
        });

        object Parameters(AssignmentRow assignment) => new
        {
            CampaignId = campaignId,
            assignment.Code,
            assignment.Title,
            assignment.Target,
            assignment.TargetUnit,
            assignment.DueOn,
            assignment.Note,
            assignment.IsActive,
        };

        object PartParameters(PartRow part) => new
        {
            CampaignId = campaignId,
            part.Assignment,
            part.Unit,
            Part = part.Part.ToString(),
        };
    }

    public async Task WriteSubmissionsAsync(
        List<SubmissionRow> rows, PlanData existing, CancellationToken token, IReadOnlySet<string>? weeks = null, int passedOver = 0)
    {
        // A file of one week says nothing of the others.
        var there = existing.Submissions.FindAll(each => weeks is null || weeks.Contains(each.Week));
        var change = Compare(_shapes.Submissions, rows, there, each => each.IsActive);
        await session.ExecuteAsync("changes/insert-submission", change.Added.Select(Parameters), token);
        await session.ExecuteAsync("changes/update-submission", change.Changed.Select(Parameters), token);
        await session.ExecuteAsync(
            "changes/delete-submission",
            change.Ended.Select(each => new { CampaignId = campaignId, each.Unit, each.Week, each.SubmittedAt }),
            token);
        Count(change, passedOver);

        object Parameters(SubmissionRow each) => new
        {
            CampaignId = campaignId,
            each.Unit,
            each.Week,
            each.SubmittedAt,
            each.Assignments,
            each.Results,
            each.Difficulties,
            each.Proposals,
            each.NextWeek,
        };
    }

    public async Task WriteCalendarAsync(List<CalendarRow> rows, PlanData existing, CancellationToken token)
    {
        // A file of one year says nothing of the others.
        var years = rows.Select(day => day.Day.Year).ToHashSet();
        var there = existing.Calendar.FindAll(day => years.Count == 0 || years.Contains(day.Day.Year));
        var change = Compare(RowShapes.Calendar, rows, there, day => day.IsActive);
        await session.ExecuteAsync("changes/insert-day", change.Added.Select(Parameters), token);
        await session.ExecuteAsync("changes/update-day", change.Changed.Select(Parameters), token);
        await session.ExecuteAsync("changes/delete-day", change.Ended.Select(day => new { day.Day }), token);
        Count(change);

        static object Parameters(CalendarRow day) => new { day.Day, Kind = day.Kind.ToString(), day.Name };
    }

    public async Task WriteProgressAsync(List<ProgressRow> rows, PlanData existing, CancellationToken token)
    {
        var change = Compare(_shapes.Progress, rows, existing.Progress, _ => false);
        // One statement for both: the part was written before, even where this import adds it.
        await session.ExecuteAsync("changes/update-progress", change.Added.Concat(change.Changed).Select(each => new
        {
            CampaignId = campaignId,
            each.Assignment,
            each.Unit,
            each.Progress,
            each.ProgressAt,
            each.CompletedAt,
        }), token);
        Count(change);
    }

    public async Task WriteExemptionsAsync(List<ExemptionRow> rows, PlanData existing, CancellationToken token)
    {
        var change = Compare(RowShapes.Exemptions, rows, existing.Exemptions, each => each.IsActive);
        await session.ExecuteAsync("changes/insert-exemption", change.Added.Select(Parameters), token);
        await session.ExecuteAsync("changes/update-exemption", change.Changed.Select(Parameters), token);
        await session.ExecuteAsync(
            "changes/delete-exemption", change.Ended.Select(each => new { CampaignId = campaignId, each.Unit, each.Week }), token);
        Count(change);

        object Parameters(ExemptionRow each) => new { CampaignId = campaignId, each.Unit, each.Week, each.Reason };
    }

    private static IEnumerable<RowChange> Reassigned(string code, IEnumerable<PartRow> before, IEnumerable<PartRow> after)
    {
        foreach (var (column, kind) in new[] { ("lead", PartKind.Lead), ("support", PartKind.Support) })
        {
            var (old, now) = (Units(before), Units(after));
            if (old != now)
                yield return new(code, column, old, now);

            string Units(IEnumerable<PartRow> parts) =>
                string.Join(' ', parts.Where(part => part.Part == kind).Select(part => part.Unit).Order(StringComparer.Ordinal));
        }
    }

    /// <param name="shape">The file.</param>
    /// <param name="rows">Its rows.</param>
    /// <param name="existing">The database's.</param>
    /// <param name="isActive">Whether a row counts; one in the file that does not ends, one in the database is not missed.</param>
    /// <param name="ends">Which rows that are missing end in any case.</param>
    private Change<T> Compare<T>(
        RowShape<T> shape, IReadOnlyList<T> rows, IEnumerable<T> existing, Func<T, bool> isActive, Func<T, bool>? ends = null)
        where T : class
    {
        var known = existing.ToDictionary(shape.Key, StringComparer.OrdinalIgnoreCase);
        var change = new Change<T>(shape);
        foreach (var row in rows)
        {
            // A row of the database that cannot be inactive is deleted instead.
            var isOver = row is IDeletable { IsActive: false };
            if (!known.Remove(shape.Key(row), out var before))
                (isOver || row is ContactRow { IsActive: false } ? change.Nothing : change.Added).Add(row);
            else
                (isOver ? change.Ended : before.Equals(row) ? change.Nothing : change.Changed).Add(row);
            if (clock is not null && before is not null && !isOver)
                change.Rows.AddRange(shape.Differences(before, row));
        }

        foreach (var row in known.Values.Where(isActive))
        {
            if (endsMissing || ends?.Invoke(row) == true)
                change.Ended.Add(row);
            else
                change.Missing.Add(shape.Name(row));
        }

        if (clock is not null)
        {
            change.Rows.InsertRange(0, change.Added.Select(row => new RowChange(shape.Name(row), "", "", PlanWords.New)));
            change.Rows.AddRange(change.Ended.Select(row => new RowChange(shape.Name(row), "", PlanWords.Present, "")));
        }

        return change;
    }

    private void Count<T>(Change<T> change, int passedOver = 0) => _changes.Add(
        new(change.Shape.File, change.Added.Count, change.Changed.Count, change.Unchanged, change.Ended.Count)
        {
            Rows = change.Rows,
            Missing = change.Missing,
            PassedOver = passedOver,
        });

    private sealed record Change<T>(RowShape<T> Shape)
    {
        public List<T> Added { get; } = [];

        public List<T> Changed { get; } = [];

        public List<T> Ended { get; } = [];

        public List<T> Nothing { get; } = [];

        public List<RowChange> Rows { get; } = [];

        public List<string> Missing { get; } = [];

        public int Unchanged => Nothing.Count;
    }
}
