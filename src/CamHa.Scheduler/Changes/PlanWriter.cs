using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Storage;

namespace CamHa.Scheduler.Changes;

/// <summary>Writes the rows that differ from the database, in the session's transaction, and says what they are.</summary>
/// <param name="session">The database.</param>
/// <param name="campaignId">The campaign's id; 0 where it is written first.</param>
/// <param name="endsMissing">Whether what the rows leave out ends.</param>
/// <param name="clock">For the times that people are shown; null where nobody is, and nothing is recorded.</param>
internal sealed class PlanWriter(DatabaseSession session, int campaignId, bool endsMissing = false, CampaignClock? clock = null)
{
    private readonly List<FileChanges> _changes = [];
    private readonly List<ChangeEntry> _entries = [];

    public IReadOnlyList<FileChanges> Changes => _changes;

    /// <summary>What the record of changes keeps of it.</summary>
    public IReadOnlyList<ChangeEntry> Entries => _entries;

    public int CampaignId { get; private set; } = campaignId;

    /// <summary>Whether new rows have entries of their own; otherwise they are counted.</summary>
    public bool NamesNew { get; init; }

    /// <summary>Whether the rows are only compared, because the tables are another program's.</summary>
    public bool OnlyCompares { get; init; }

    /// <summary>Writes what is touched.</summary>
    public async Task WriteAsync(PlanEdit edit, PlanData existing, CancellationToken token)
    {
        if (edit.Campaign is { } campaign)
            await WriteCampaignAsync(campaign, existing, token);
        if (edit.Units is { } units)
            await WriteUnitsAsync(units, existing, token);
        if (edit.Contacts is { } contacts)
            await WriteContactsAsync(contacts, existing, token);
        if (edit.ClosedAddresses is { } addresses)
            await WriteClosedAddressesAsync(addresses, existing, token);
        if (edit.Assignments is { } assignments)
            await WriteAssignmentsAsync(assignments, edit.Parts, existing, token, edit.AssignmentsOf);
        if (edit.Submissions is { } submissions)
            await WriteSubmissionsAsync(submissions, existing, token, edit.SubmittedWeeks, edit.PassedOver);
        if (edit.Calendar is { } calendar)
            await WriteCalendarAsync(calendar, existing, token);
        if (edit.Progress is { } progress)
            await WriteProgressAsync(progress, existing, token);
        if (edit.Exemptions is { } exemptions)
            await WriteExemptionsAsync(exemptions, existing, token);
        if (edit.DoneReportsIn(existing) is { Count: > 0 } reports)
            await WriteDoneReportsAsync(reports, existing, token);
        if (edit.ExtensionsIn(existing, clock?.Now, endsMissing) is { Count: > 0 } extensions)
            await WriteExtensionsAsync(extensions, existing, token);
    }

    public async Task WriteCampaignAsync(CampaignRow campaign, PlanData existing, CancellationToken token)
    {
        var change = Compare(
            RowShapes.Campaign, [campaign], existing.Campaign is { } there ? [there] : [], _ => false);
        await RunAsync("changes/insert-campaign", change.Added.Select(Parameters), token);
        await RunAsync("changes/update-campaign", change.Changed.Select(Parameters), token);
        CampaignId = await session.ScalarAsync<int>("changes/campaign-id", new { campaign.Code }, token);
        Count(change);

        object Parameters(CampaignRow row) => new
        {
            row.Code,
            row.Name,
            row.Place,
            row.SubjectTag,
            row.StartsOn,
            row.EndsOn,
            WatchedSince = clock?.Now ?? default,
        };
    }

    public async Task WriteUnitsAsync(List<UnitRow> rows, PlanData existing, CancellationToken token)
    {
        var change = Compare(RowShapes.Units, rows, existing.Units, unit => unit.IsActive);
        var ended = change.Ended.ConvertAll(unit => unit with { IsActive = false });
        await RunAsync("changes/insert-unit", change.Added.Select(Parameters), token);
        await RunAsync("changes/update-unit", change.Changed.Concat(ended).Select(Parameters), token);
        // A supervisor may be a unit that this import adds, so supervisors are set last.
        await RunAsync("changes/set-supervisor", change.Added.Concat(change.Changed).Select(Parameters), token);
        Count(change);

        object Parameters(UnitRow unit) => new
        {
            CampaignId,
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
        await RunAsync("changes/insert-contact", change.Added.Select(Parameters), token);
        await RunAsync("changes/update-contact", change.Changed.Select(Parameters), token);
        await RunAsync(
            "changes/end-contact", change.Ended.Select(each => new { CampaignId, each.Unit, each.Address }), token);
        Count(change);

        object Parameters(ContactRow contact) => new
        {
            CampaignId,
            contact.Unit,
            contact.Address,
            contact.Title,
            contact.Phone,
            Role = contact.Role.ToString(),
            contact.IsActive,
        };
    }

    /// <summary>No file has them.</summary>
    public async Task WriteClosedAddressesAsync(List<ClosedAddressRow> rows, PlanData existing, CancellationToken token)
    {
        var named = rows.Select(RowShapes.ClosedAddresses.Key).ToHashSet();
        var there = existing.ClosedAddresses.FindAll(each => named.Contains(RowShapes.ClosedAddresses.Key(each)));
        var change = Compare(RowShapes.ClosedAddresses, rows, there, _ => true);
        await RunAsync("changes/delete-closed-address", change.Ended.Select(Parameters), token);
        await RunAsync("changes/insert-closed-address", change.Added.Select(Parameters), token);

        object Parameters(ClosedAddressRow each) => new { CampaignId, each.Address, each.ClosedAt, each.Reply };
    }

    public async Task WriteAssignmentsAsync(
        List<AssignmentRow> rows, List<PartRow> parts, PlanData existing, CancellationToken token, IReadOnlySet<string>? codes = null)
    {
        // A table of one month says nothing of the others.
        var there = existing.Assignments.FindAll(each => codes is null || codes.Contains(each.Code));
        var change = Compare(RowShapes.Assignments, rows, there, assignment => assignment.IsActive);
        var closed = change.Ended.ConvertAll(assignment => assignment with { IsActive = false });
        await RunAsync("changes/insert-assignment", change.Added.Select(Parameters), token);
        await RunAsync("changes/update-assignment", change.Changed.Concat(closed).Select(Parameters), token);

        var listed = existing.Parts.Count == 0
            ? []
            : rows.Select(assignment => assignment.Code).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var own = existing.Parts.FindAll(part => listed.Contains(part.Assignment));
        // All parts of an assignment are in its line, so those that are not are over.
        var partChange = Compare(RowShapes.Parts, parts, own, _ => true, _ => true);
        await RunAsync("changes/delete-part", partChange.Ended.Select(PartParameters), token);
        await RunAsync("changes/insert-part", partChange.Added.Select(PartParameters), token);
        await RunAsync("changes/update-part", partChange.Changed.Select(PartParameters), token);
        RecordProgress(partChange.Ended, existing);

        // A changed part is a change of the assignment's line in the file, though not of its row in the database.
        var reassigned = partChange.Ended.Concat(partChange.Added).Concat(partChange.Changed)
            .Select(part => part.Assignment)
            .Intersect(existing.Assignments.Select(assignment => assignment.Code), StringComparer.OrdinalIgnoreCase)
            .Order(StringComparer.Ordinal)
            .ToList();
        var (before, after) = (PartsOf(reassigned, own), PartsOf(reassigned, parts));
        var only = reassigned.Except(change.Changed.Select(assignment => assignment.Code)).Count();
        _changes.Add(new(
            "assignments.csv",
            change.Added.Count,
            change.Changed.Count + only,
            change.Same - only,
            partChange.Ended.Count + change.Ended.Count)
        {
            Rows = clock is null
                ? []
                : RowsOf(change).Concat(reassigned.SelectMany(code => Reassigned(code, before[code], after[code]))),
            Missing = MissingOf(change.Shape, change.Missing),
            MissingThings = change.Missing.ConvertAll(row => change.Shape.Thing(row)),
        });

        object Parameters(AssignmentRow assignment) => new
        {
            CampaignId,
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
            CampaignId,
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
        // When it was entered is no part of what it says.
        var change = Compare(
            RowShapes.Submissions, rows.ConvertAll(WithoutEntry), there.ConvertAll(WithoutEntry), each => each.IsActive);
        var ended = change.Ended.ConvertAll(each => new { CampaignId, each.Unit, each.Week, each.SubmittedAt });
        await RunAsync("changes/insert-submission", change.Added.Select(Parameters), token);
        await RunAsync("changes/update-submission", change.Changed.Select(Parameters), token);
        await RunAsync("changes/delete-submission", ended, token);
        // One of before they were kept has none yet, and one that was deleted by hand has left its own.
        var origins = change.Added.Concat(change.Changed).Select(Origin).ToList();
        await RunAsync("changes/update-origin", origins, token);
        await RunAsync("changes/insert-origin", origins, token);
        await RunAsync("changes/delete-origin", ended, token);
        Count(change, passedOver);

        object Parameters(SubmissionRow each) => new
        {
            CampaignId,
            each.Unit,
            each.Week,
            each.SubmittedAt,
            each.Assignments,
            each.Results,
            each.Difficulties,
            each.Proposals,
            each.NextWeek,
        };

        static SubmissionRow WithoutEntry(SubmissionRow each) => each.EnteredAt is null ? each : each with { EnteredAt = null };

        object Origin(SubmissionRow each) => new
        {
            CampaignId,
            each.Unit,
            each.Week,
            each.SubmittedAt,
            EnteredAt = clock?.Now ?? each.SubmittedAt,
            Channel = each.Channel?.ToString(),
            each.SpokenBy,
            each.IsNothing,
        };
    }

    public async Task WriteCalendarAsync(List<CalendarRow> rows, PlanData existing, CancellationToken token)
    {
        // A file of one year says nothing of the others.
        var years = rows.Select(day => day.Day.Year).ToHashSet();
        var there = existing.Calendar.FindAll(day => years.Count == 0 || years.Contains(day.Day.Year));
        var change = Compare(RowShapes.Calendar, rows, there, day => day.IsActive);
        await RunAsync("changes/insert-day", change.Added.Select(Parameters), token);
        await RunAsync("changes/update-day", change.Changed.Select(Parameters), token);
        await RunAsync("changes/delete-day", change.Ended.Select(day => new { day.Day }), token);
        Count(change);

        static object Parameters(CalendarRow day) => new { day.Day, Kind = day.Kind.ToString(), day.Name };
    }

    public async Task WriteProgressAsync(List<ProgressRow> rows, PlanData existing, CancellationToken token)
    {
        var change = Compare(RowShapes.Progress, rows, existing.Progress, _ => false);
        // One statement for both: the part was written before, even where this import adds it.
        await RunAsync("changes/update-progress", change.Added.Concat(change.Changed).Select(each => new
        {
            CampaignId,
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
        await RunAsync("changes/insert-exemption", change.Added.Select(Parameters), token);
        await RunAsync("changes/update-exemption", change.Changed.Select(Parameters), token);
        await RunAsync(
            "changes/delete-exemption", change.Ended.Select(each => new { CampaignId, each.Unit, each.Week }), token);
        Count(change);

        object Parameters(ExemptionRow each) => new { CampaignId, each.Unit, each.Week, each.Reason };
    }

    /// <summary>No file has them, so no file is said to have changed.</summary>
    public async Task WriteDoneReportsAsync(List<DoneReportRow> rows, PlanData existing, CancellationToken token)
    {
        var named = rows.Select(RowShapes.DoneReports.Key).ToHashSet();
        // What is not named stays, also where a file ends what it leaves out.
        var there = existing.DoneReports.FindAll(each => named.Contains(RowShapes.DoneReports.Key(each)));
        var change = Compare(RowShapes.DoneReports, rows, there, _ => true);
        await RunAsync("changes/insert-done-report", change.Added.Select(Parameters), token);
        await RunAsync("changes/update-done-report", change.Changed.Select(Parameters), token);
        await RunAsync(
            "changes/delete-done-report", change.Ended.Select(each => new { CampaignId, each.Assignment, each.Unit }), token);

        object Parameters(DoneReportRow each) => new
        {
            CampaignId,
            each.Assignment,
            each.Unit,
            each.ReportedAt,
            each.ReportedBy,
            each.Text,
            each.ReturnedAt,
            each.ReturnReason,
        };
    }

    /// <summary>No file has them either.</summary>
    public async Task WriteExtensionsAsync(List<ExtensionRow> rows, PlanData existing, CancellationToken token)
    {
        var named = rows.Select(RowShapes.Extensions.Key).ToHashSet();
        var there = existing.Extensions.FindAll(each => named.Contains(RowShapes.Extensions.Key(each)));
        var change = Compare(RowShapes.Extensions, rows, there, _ => true);
        // One is open at a time: what ends makes room for what comes.
        await RunAsync(
            "changes/delete-extension",
            change.Ended.Select(each => new { CampaignId, each.Assignment, each.Unit, each.AskedAt }),
            token);
        await RunAsync("changes/update-extension", change.Changed.Select(Parameters), token);
        await RunAsync("changes/insert-extension", change.Added.Select(Parameters), token);

        object Parameters(ExtensionRow each) => new
        {
            CampaignId,
            each.Assignment,
            each.Unit,
            each.AskedAt,
            each.AskedBy,
            each.DueOn,
            each.AskedFor,
            each.Reason,
            each.Source,
            each.ClosedAt,
            Outcome = each.Outcome?.ToString(),
            each.Answer,
        };
    }

    private static ILookup<string, PartRow> PartsOf(IEnumerable<string> assignments, IEnumerable<PartRow> parts)
    {
        var named = assignments.ToHashSet();
        return parts.Where(part => named.Contains(part.Assignment)).ToLookup(part => part.Assignment);
    }

    private static IEnumerable<RowChange> Reassigned(string code, IEnumerable<PartRow> before, IEnumerable<PartRow> after) =>
        PartRow.Differences(before, after).Select(each => new RowChange(code, each.Column, each.Before, each.After));

    private Task RunAsync(string statement, IEnumerable<object> rows, CancellationToken token) =>
        OnlyCompares ? Task.CompletedTask : session.ExecuteAsync(statement, rows, token);

    /// <param name="shape">The file.</param>
    /// <param name="rows">Its rows.</param>
    /// <param name="existing">The database's.</param>
    /// <param name="isActive">Whether a row counts; one in the file that does not ends, one in the database is not missed.</param>
    /// <param name="ends">Which rows that are missing end in any case.</param>
    private Change<T> Compare<T>(
        RowShape<T> shape, IReadOnlyList<T> rows, IEnumerable<T> existing, Func<T, bool> isActive, Func<T, bool>? ends = null)
        where T : class
    {
        // By the rows themselves: of a large plan, the texts of their keys would take more memory than the rows.
        var known = new HashSet<T>(existing, shape.SameThing);
        var change = new Change<T>(shape);
        foreach (var row in rows)
        {
            // A row of the database that cannot be inactive is deleted instead.
            var isOver = row is IDeletable { IsActive: false };
            if (!known.TryGetValue(row, out var before))
            {
                if (isOver || row is ContactRow { IsActive: false })
                    change.Same++;
                else
                    change.Added.Add(row);
                continue;
            }

            known.Remove(before);
            if (isOver)
                change.Ended.Add(before);
            else if (before.Equals(row))
                change.Same++;
            else
                change.Pair(before, row);
        }

        foreach (var row in known.Where(isActive))
        {
            if (endsMissing || ends?.Invoke(row) == true)
                change.Ended.Add(row);
            else
                change.Missing.Add(row);
        }

        Record(change);
        return change;
    }

    private void Record<T>(Change<T> change)
        where T : class
    {
        if (clock is null)
            return;
        var shape = change.Shape;
        if (NamesNew)
            _entries.AddRange(change.Added.SelectMany(row => shape.Differences(shape.Thing(row), null, row)));
        else
            _entries.AddRange(ChangeRecord.Counted(change.Added.Select(row => shape.Thing(row))));
        foreach (var (before, after) in change.Pairs)
            change.Differences.AddRange(shape.Differences(shape.Thing(before), before, after));
        _entries.AddRange(change.Differences);
        var active = shape.Fields.FirstOrDefault(field => field.Name == "active");
        foreach (var row in change.Ended)
            _entries.AddRange(shape.Differences(shape.Thing(row), row, active?.With(row, FieldText.Of(false))));
    }

    // What was said of a part is gone with it, and comes back with it where the change is undone.
    private void RecordProgress(List<PartRow> ended, PlanData existing)
    {
        if (clock is null || ended.Count == 0)
            return;
        var things = ended.Select(part => RowShapes.Progress.Thing(new() { Assignment = part.Assignment, Unit = part.Unit })).ToHashSet();
        foreach (var row in existing.Progress.Where(row => things.Contains(RowShapes.Progress.Thing(row))))
        {
            if (row.IsSaid)
                _entries.AddRange(RowShapes.Progress.Differences(RowShapes.Progress.Thing(row), row, null));
        }
    }

    private IEnumerable<RowChange> RowsOf<T>(Change<T> change)
        where T : class
    {
        if (clock is null)
            return [];
        var shape = change.Shape;
        return change.Added.Select(row => new RowChange(shape.Thing(row).Say(clock), "", "", PlanWords.New))
            .Concat(change.Differences.Select(entry => RowChange.Of(entry, clock)))
            .Concat(change.Ended.Select(row => new RowChange(shape.Thing(row).Say(clock), "", PlanWords.Present, "")));
    }

    // Days and instants as people read them, which a key is not.
    private List<string> MissingOf<T>(RowShape<T> shape, IEnumerable<T> rows) =>
        [.. rows.Select(row => clock is null ? shape.Key(row) : shape.Thing(row).Say(clock))];

    private void Count<T>(Change<T> change, int passedOver = 0)
        where T : class =>
        _changes.Add(new(change.Shape.File, change.Added.Count, change.Changed.Count, change.Same, change.Ended.Count)
        {
            Rows = RowsOf(change),
            Missing = MissingOf(change.Shape, change.Missing),
            MissingThings = change.Missing.ConvertAll(row => change.Shape.Thing(row)),
            PassedOver = passedOver,
        });

    private sealed record Change<T>(RowShape<T> Shape)
        where T : class
    {
        public List<T> Added { get; } = [];

        /// <summary>Rows that differ, as they become.</summary>
        public List<T> Changed { get; } = [];

        public List<(T Before, T After)> Pairs { get; } = [];

        /// <summary>What differs in them, field by field; empty where nothing is recorded.</summary>
        public List<ChangeEntry> Differences { get; } = [];

        /// <summary>Rows that end, as they were.</summary>
        public List<T> Ended { get; } = [];

        /// <summary>How many rows change nothing.</summary>
        public int Same { get; set; }

        public List<T> Missing { get; } = [];

        public void Pair(T before, T after)
        {
            Changed.Add(after);
            Pairs.Add((before, after));
        }
    }
}
