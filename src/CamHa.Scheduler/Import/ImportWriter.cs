using CamHa.Scheduler.Storage;

namespace CamHa.Scheduler.Import;

/// <summary>Writes the rows that differ from the database, in the session's transaction, and counts them.</summary>
internal sealed class ImportWriter(DatabaseSession session, int campaignId)
{
    private readonly List<FileChanges> _changes = [];

    public IReadOnlyList<FileChanges> Changes => _changes;

    public async Task WriteUnitsAsync(List<UnitRow> rows, ExistingData existing, CancellationToken token)
    {
        var change = Compare("units.csv", rows, existing.Units, unit => unit.Code);
        await session.ExecuteAsync("import/insert-unit", change.Added.Select(Parameters), token);
        await session.ExecuteAsync("import/update-unit", change.Changed.Select(Parameters), token);
        // A supervisor may be a unit that this import adds, so supervisors are set last.
        await session.ExecuteAsync("import/set-supervisor", change.Added.Concat(change.Changed).Select(Parameters), token);
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

    public async Task WriteContactsAsync(List<ContactRow> rows, ExistingData existing, CancellationToken token)
    {
        var change = Compare("contacts.csv", rows, existing.Contacts, Key);
        // The file has all addresses of the units it names, so that a replaced address gets no more mail.
        var kept = rows.Select(Key).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var units = rows.Select(contact => contact.Unit).ToHashSet(StringComparer.Ordinal);
        var ended = existing.Contacts
            .Where(contact => contact.IsActive && units.Contains(contact.Unit) && !kept.Contains(Key(contact)))
            .Select(contact => new { CampaignId = campaignId, contact.Unit, contact.Address })
            .ToList();
        await session.ExecuteAsync("import/insert-contact", change.Added.Select(Parameters), token);
        await session.ExecuteAsync("import/update-contact", change.Changed.Select(Parameters), token);
        await session.ExecuteAsync("import/end-contact", ended, token);
        Count(change, ended.Count);

        static string Key(ContactRow contact) => $"{contact.Unit} {contact.Address}";

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

    public async Task WriteAssignmentsAsync(List<AssignmentRow> rows, List<PartRow> parts, ExistingData existing, CancellationToken token)
    {
        var change = Compare("assignments.csv", rows, existing.Assignments, assignment => assignment.Code);
        await session.ExecuteAsync("import/insert-assignment", change.Added.Select(Parameters), token);
        await session.ExecuteAsync("import/update-assignment", change.Changed.Select(Parameters), token);

        var listed = rows.Select(assignment => assignment.Code).ToHashSet(StringComparer.Ordinal);
        var partChange = Compare("assignments.csv", parts, existing.Parts, Key);
        var wanted = parts.Select(Key).ToHashSet(StringComparer.Ordinal);
        var ended = existing.Parts.Where(part => listed.Contains(part.Assignment) && !wanted.Contains(Key(part))).ToList();
        await session.ExecuteAsync("import/delete-part", ended.Select(PartParameters), token);
        await session.ExecuteAsync("import/insert-part", partChange.Added.Select(PartParameters), token);
        await session.ExecuteAsync("import/update-part", partChange.Changed.Select(PartParameters), token);

        // A changed part is a change of the assignment's line in the file, though not of its row in the database.
        var reassigned = ended.Concat(partChange.Added).Concat(partChange.Changed)
            .Select(part => part.Assignment)
            .Except(change.Added.Concat(change.Changed).Select(assignment => assignment.Code))
            .Count();
        var changed = change.Changed.Count + reassigned;
        _changes.Add(new("assignments.csv", change.Added.Count, changed, change.Unchanged - reassigned, ended.Count));

        static string Key(PartRow part) => $"{part.Assignment} {part.Unit}";

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

    public async Task WriteSubmissionsAsync(List<SubmissionRow> rows, ExistingData existing, CancellationToken token)
    {
        var change = Compare("submissions.csv", rows, existing.Submissions, each => $"{each.Unit} {each.Week} {each.SubmittedAt:O}");
        await session.ExecuteAsync("import/insert-submission", change.Added.Select(Parameters), token);
        await session.ExecuteAsync("import/update-submission", change.Changed.Select(Parameters), token);
        Count(change);

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

    public async Task WriteCalendarAsync(List<CalendarRow> rows, ExistingData existing, CancellationToken token)
    {
        var change = Compare("calendar.csv", rows, existing.Calendar, day => $"{day.Day:yyyy-MM-dd}");
        await session.ExecuteAsync("import/insert-day", change.Added.Select(Parameters), token);
        await session.ExecuteAsync("import/update-day", change.Changed.Select(Parameters), token);
        Count(change);

        static object Parameters(CalendarRow day) => new { day.Day, Kind = day.Kind.ToString(), day.Name };
    }

    public async Task WriteProgressAsync(List<ProgressRow> rows, ExistingData existing, CancellationToken token)
    {
        var change = Compare("progress.csv", rows, existing.Progress, each => $"{each.Assignment} {each.Unit}");
        // One statement for both: the part was written before, even where this import adds it.
        await session.ExecuteAsync("import/update-progress", change.Added.Concat(change.Changed).Select(each => new
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

    public async Task WriteExemptionsAsync(List<ExemptionRow> rows, ExistingData existing, CancellationToken token)
    {
        var change = Compare("exemptions.csv", rows, existing.Exemptions, each => $"{each.Unit} {each.Week}");
        await session.ExecuteAsync("import/insert-exemption", change.Added.Select(Parameters), token);
        await session.ExecuteAsync("import/update-exemption", change.Changed.Select(Parameters), token);
        Count(change);

        object Parameters(ExemptionRow each) => new { CampaignId = campaignId, each.Unit, each.Week, each.Reason };
    }

    private static Change<T> Compare<T>(string file, IReadOnlyList<T> rows, IEnumerable<T> existing, Func<T, string> key)
        where T : class
    {
        var known = existing.ToDictionary(key, StringComparer.OrdinalIgnoreCase);
        var added = new List<T>();
        var changed = new List<T>();
        foreach (var row in rows)
        {
            if (!known.TryGetValue(key(row), out var before))
                added.Add(row);
            else if (!before.Equals(row))
                changed.Add(row);
        }

        return new(file, added, changed, rows.Count - added.Count - changed.Count);
    }

    private void Count<T>(Change<T> change, int removed = 0) =>
        _changes.Add(new(change.File, change.Added.Count, change.Changed.Count, change.Unchanged, removed));

    private sealed record Change<T>(string File, List<T> Added, List<T> Changed, int Unchanged);
}
