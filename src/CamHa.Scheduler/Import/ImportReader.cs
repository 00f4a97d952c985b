using System.Text.RegularExpressions;
using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Changes;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Import;

/// <summary>
/// Reads the tables into rows and checks them against each other and against the database. What a table that cannot be read may
/// hold is missed by no other, so that one fault is one error.
/// </summary>
internal sealed partial class ImportReader(ImportTables tables, CampaignClock clock, FaultList faults, FaultList warnings)
{
    private static readonly TableShape Campaign = TableShape.Of("campaign.csv", "code name place subject_tag starts_on ends_on");
    private static readonly TableShape Units =
        TableShape.Of("units.csv", "code name aliases? kind? role? owes_weekly? supervisor? active?");

    private static readonly TableShape Contacts = TableShape.Of("contacts.csv", "unit address title? phone? role? active?");
    private static readonly TableShape Assignments =
        TableShape.Of("assignments.csv", "code title lead support? target? target_unit? due note? active?");

    private static readonly TableShape Submissions =
        TableShape.Of("submissions.csv", "unit week submitted_at assignments? results difficulties? proposals? next_week? "
            + "channel? by? nothing? active?");

    private static readonly TableShape Calendar = TableShape.Of("calendar.csv", "day kind name? active?");
    private static readonly TableShape Progress = TableShape.Of("progress.csv", "assignment unit progress progress_at completed_at?");
    private static readonly TableShape Exemptions = TableShape.Of("exemptions.csv", "unit week reason? active?");

    // In progress.csv: the assignment as a whole.
    private const string AllUnits = "*";

    private readonly List<ExportedRow> _exported = [];

    /// <summary>The files an import may hold, in the order they are read.</summary>
    public static IReadOnlyList<string> Files { get; } =
        [.. new[] { Campaign, Units, Contacts, Assignments, Submissions, Calendar, Progress, Exemptions }.Select(shape => shape.File)];

    /// <summary>Whether every row of units.csv that could be read is among those that <see cref="ReadUnits"/> returned.</summary>
    public bool HasAllUnits { get; private set; } = true;

    /// <summary>The same of assignments.csv.</summary>
    public bool HasAllAssignments { get; private set; } = true;

    /// <summary>Whether campaign.csv is there.</summary>
    public bool HasCampaign => tables.Has(Campaign.File);

    public bool HoldsMoreThanCalendar => Files.Any(file => file != Calendar.File && tables.Has(file));

    /// <summary>The rows so far that came out of an export.</summary>
    public IReadOnlyCollection<ExportedRow> Exported => _exported;

    /// <summary>The weeks that submissions.csv speaks of.</summary>
    public HashSet<string> SubmittedWeeks { get; } = new(StringComparer.Ordinal);

    /// <summary>Rows of submissions.csv that say that nothing came.</summary>
    public int PassedOver { get; private set; }

    /// <summary>The edit without the tables in which a row may be missing, or look changed, because of faults in another.</summary>
    public PlanEdit Certain(PlanEdit edit) => edit with
    {
        Contacts = HasAllUnits ? edit.Contacts : null,
        Assignments = HasAllUnits ? edit.Assignments : null,
        Submissions = HasAllUnits && HasAllAssignments ? edit.Submissions : null,
        Progress = HasAllUnits ? edit.Progress : null,
        Exemptions = HasAllUnits ? edit.Exemptions : null,
    };

    public CampaignRow? ReadCampaign()
    {
        if (Read(Campaign)?.Rows.ToList() is not { Count: > 0 } rows)
            return null;
        if (rows.Count > 1)
            rows[1].Fault("", PlanWords.OneCampaign);
        var row = rows[0];
        NoteExport(Campaign.File, row);
        var campaign = new CampaignRow
        {
            Code = row.Code("code", KnownCodes.None),
            Name = row.Text("name", 400, isRequired: true),
            Place = row.Text("place", 200, isRequired: true),
            SubjectTag = row.Text("subject_tag", 100, isRequired: true),
            StartsOn = row.Day("starts_on") ?? default,
            EndsOn = row.Day("ends_on") ?? default,
        };
        if (campaign.EndsOn != default && campaign.EndsOn < campaign.StartsOn)
            row.Fault("ends_on", PlanWords.BeforeTheStart(campaign.EndsOn, campaign.StartsOn));
        return campaign;
    }

    /// <param name="existing">The database's.</param>
    /// <param name="endsMissing">Whether those that the file leaves out end.</param>
    /// <param name="place">The commune's name.</param>
    public List<UnitRow>? ReadUnits(IReadOnlyList<UnitRow> existing, bool endsMissing, string place)
    {
        if (Read(Units) is not { } table)
            return null;
        var known = new KnownCodes(existing.Select(unit => unit.Code));
        var rows = Unique(table, "code", row => new UnitRow
        {
            Code = row.Code("code", known),
            Name = row.Text("name", 400, isRequired: true),
            Aliases = row.Text("aliases", 1000),
            Kind = row.Text("kind", 32),
            Role = row.OneOf<UnitRole>("role"),
            OwesWeekly = row.Flag("owes_weekly", otherwise: false),
            Supervisor = row.Text("supervisor", 400) is { Length: > 0 } above ? above : null,
            IsActive = row.Flag("active", otherwise: true),
        }, unit => unit.Code);
        HasAllUnits = table.IsComplete;
        var all = existing.ToDictionary(
            unit => unit.Code, unit => endsMissing ? unit with { IsActive = false } : unit, StringComparer.OrdinalIgnoreCase);
        foreach (var (unit, _) in rows.Values)
            all[unit.Code] = unit;
        var search = new UnitSearch(all.Values.Select(NamedUnit.Of), place);
        foreach (var (key, (unit, line)) in rows.Where(each => each.Value.Row.Supervisor is { } above && !all.ContainsKey(above)).ToList())
        {
            if (search.Find(unit.Supervisor!) is [var code])
                (rows[key], all[unit.Code]) = ((unit with { Supervisor = code }, line), unit with { Supervisor = code });
        }

        CheckSupervisors(table, rows, all, search);
        if (faults.IsEmpty)
            CheckRoles(table, all);
        return [.. rows.Values.Select(each => each.Row with { Supervisor = AsWritten(each.Row.Supervisor) })];

        string? AsWritten(string? code) => code is not null && all.TryGetValue(code, out var unit) ? unit.Code : code;
    }

    public List<ContactRow>? ReadContacts(UnitLookup units)
    {
        if (Read(Contacts) is not { } table)
            return null;
        var rows = Unique(table, "address", row => new ContactRow
        {
            Unit = units.One(row, "unit") ?? "",
            Address = Address(row),
            Title = row.Text("title", 400),
            Phone = Phone(row),
            Role = row.OneOf<RecipientRole>("role"),
            IsActive = row.Flag("active", otherwise: true),
        }, contact => contact.Unit.Length == 0 || contact.Address.Length == 0 ? null : $"{contact.Unit} {contact.Address}");
        foreach (var shared in rows.Values.Where(each => each.Row.IsActive).GroupBy(each => each.Row.Address, StringComparer.Ordinal))
        {
            if (shared.Count() == 1)
                continue;
            var names = string.Join(", ", shared.Select(each => each.Row.Unit));
            warnings.Add(table.Place.At(
                shared.Last().Line, "address", PlanWords.SharedAddress(shared.Key, shared.Count(), names)));
        }

        return [.. rows.Values.Select(each => each.Row)];
    }

    /// <param name="units">The known units.</param>
    /// <param name="known">The codes of the database's assignments.</param>
    /// <param name="campaign">Whose days they are due in.</param>
    /// <param name="existing">The database's: a row that is like one there is that one, so that it is not held twice.</param>
    public (List<AssignmentRow> Assignments, List<PartRow> Parts)? ReadAssignments(
        UnitLookup units, KnownCodes known, CampaignRow campaign, PlanData existing)
    {
        var before = faults.Count;
        if (Read(Assignments) is not { } table)
            return null;
        var texts = new SharedTexts();
        var parts = new List<PartRow>(existing.Parts.Count);
        var thereParts = existing.Parts.ToHashSet();
        var there = existing.Assignments.ToHashSet();
        var rows = Unique(table, "code", row =>
        {
            var read = new AssignmentRow
            {
                Code = row.Code("code", known),
                Title = row.Text("title", 1000, isRequired: true),
                Target = texts.Of(row.Text("target", 200)),
                TargetUnit = texts.Of(row.Text("target_unit", 100)),
                DueOn = row.Day("due") ?? default,
                Note = texts.Of(row.Text("note", 2000)),
                IsActive = row.Flag("active", otherwise: true),
            };
            var assignment = there.TryGetValue(read, out var same) ? same : read;
            // A campaign whose own days could not be read is a fault of campaign.csv only.
            if (assignment.DueOn != default && campaign.StartsOn != default && campaign.EndsOn != default
                && (assignment.DueOn < campaign.StartsOn || assignment.DueOn > campaign.EndsOn))
                row.Fault("due", PlanWords.OutsideTheCampaign(assignment.DueOn, campaign.StartsOn, campaign.EndsOn));

            var leads = units.Many(row, "lead");
            if (leads.Count == 0 && row.Text("lead", 2000).Length == 0)
                row.Fault("lead", PlanWords.UnitNeeded);
            parts.AddRange(leads.Select(unit => Part(unit, PartKind.Lead)));
            // A wildcard may name leading units as supporting too; they lead.
            parts.AddRange(units.Many(row, "support").Except(leads).Select(unit => Part(unit, PartKind.Support)));
            return assignment;

            PartRow Part(string unit, PartKind kind)
            {
                var part = new PartRow { Assignment = assignment.Code, Unit = unit, Part = kind };
                return thereParts.TryGetValue(part, out var known) ? known : part;
            }
        }, assignment => assignment.Code);
        HasAllAssignments = faults.Count == before;
        return ([.. rows.Values.Select(each => each.Row)], parts);
    }

    /// <param name="units">The known units.</param>
    /// <param name="assignments">The known assignments.</param>
    /// <param name="existing">The database's: what a file has no column for stays.</param>
    public List<SubmissionRow>? ReadSubmissions(UnitLookup units, KnownCodes assignments, IReadOnlyList<SubmissionRow> existing)
    {
        if (Read(Submissions) is not { } table)
            return null;
        var known = existing.ToDictionary(RowShapes.Submissions.Key, StringComparer.OrdinalIgnoreCase);
        var newest = existing.GroupBy(row => (row.Unit, row.Week))
            .ToDictionary(group => group.Key, group => group.MaxBy(row => row.SubmittedAt)!);
        // A line without a time and without texts records that nothing was submitted, so it is no row.
        var rows = Unique(table, "submitted_at", row =>
        {
            var read = new SubmissionRow
            {
                Unit = units.One(row, "unit") ?? "",
                Week = row.Week("week", clock),
                SubmittedAt = Past(row, "submitted_at", isTimeOfDayNeeded: true) ?? default,
                Assignments = Codes(row, assignments),
                Results = row.Lines("results"),
                Difficulties = row.Lines("difficulties"),
                Proposals = row.Lines("proposals"),
                NextWeek = row.Lines("next_week"),
                IsActive = row.Flag("active", otherwise: true),
            };
            var before = known.GetValueOrDefault(RowShapes.Submissions.Key(read));
            var submission = WithOrigin(row, read, before);
            // So that its texts are not held twice.
            submission = before is not null && submission == before with { EnteredAt = submission.EnteredAt } ? before : submission;
            SubmittedWeeks.Add(submission.Week);
            var hasTime = row.Text("submitted_at", 100).Length > 0;
            var hasText = submission.HasText;
            if (hasText && !hasTime)
                row.Fault("submitted_at", PlanWords.TimeNeeded);
            else if (hasTime && !hasText && submission.IsActive)
                row.Fault("results", PlanWords.TextNeeded);
            else if (!hasTime)
                PassedOver++;
            else if (submission.IsActive && !known.ContainsKey(RowShapes.Submissions.Key(submission)))
                CheckNew(row, submission, newest);
            return submission;
        }, submission => submission.SubmittedAt == default ? null : $"{submission.Unit} {submission.Week} {submission.SubmittedAt:O}");
        return [.. rows.Values.Select(each => each.Row)];
    }

    public List<CalendarRow>? ReadCalendar()
    {
        if (Read(Calendar) is not { } table)
            return null;
        var rows = Unique(table, "day", row =>
        {
            var day = row.Day("day") ?? default;
            var kind = row.OneOf<DayKind>("kind");
            if (day != default && kind == DayKind.Worked && day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
                row.Fault("kind", PlanWords.WorkedAnyway(day));
            return new CalendarRow
            {
                Day = day,
                Kind = kind,
                Name = row.Text("name", 400),
                IsActive = row.Flag("active", otherwise: true),
            };
        }, day => day.Day == default ? null : Language.Say(day.Day));
        return [.. rows.Values.Select(each => each.Row)];
    }

    /// <param name="units">The known units.</param>
    /// <param name="assignments">The known assignments.</param>
    /// <param name="parts">The known parts.</param>
    public List<ProgressRow>? ReadProgress(UnitLookup units, KnownCodes assignments, IEnumerable<PartRow> parts)
    {
        if (Read(Progress) is not { } table)
            return null;
        var known = parts.Select(part => (part.Assignment, part.Unit)).ToHashSet();
        var ofAssignment = parts.ToLookup(part => part.Assignment);
        var rows = Unique(table, "unit", row =>
        {
            var progress = new ProgressRow
            {
                Assignment = row.Code("assignment", assignments),
                Unit = row.Text("unit", 400) == AllUnits ? AllUnits : units.One(row, "unit") ?? "",
                Progress = row.Lines("progress"),
                ProgressAt = Past(row, "progress_at"),
                CompletedAt = Past(row, "completed_at"),
            };
            var isUnknown = progress.Unit == AllUnits
                ? !ofAssignment.Contains(progress.Assignment)
                : !known.Contains((progress.Assignment, progress.Unit));
            if (isUnknown && progress.Unit.Length > 0 && progress.Assignment.Length > 0 && HasAllAssignments
                && assignments.WithItsZeros(progress.Assignment) is null)
            {
                row.Fault("assignment", assignments.Contains(progress.Assignment)
                    ? PlanWords.NoPart(progress.Assignment, progress.Unit)
                    : PlanWords.NoAssignment(progress.Assignment));
            }

            return progress;
        }, progress => progress.Unit.Length == 0 ? null : $"{progress.Assignment} {progress.Unit}");
        var named = rows.Values.Select(each => (each.Row.Assignment, each.Row.Unit)).ToHashSet();
        return [.. rows.Values.SelectMany(each => each.Row.Unit == AllUnits ? Whole(each.Row) : [each.Row])];

        // An assignment is done as a whole when all who lead it have completed it; a unit's own row goes before.
        IEnumerable<ProgressRow> Whole(ProgressRow row)
        {
            var own = ofAssignment[row.Assignment].ToLookup(part => part.Part);
            return (own.Contains(PartKind.Lead) ? own[PartKind.Lead] : own[PartKind.Support])
                .Where(part => !named.Contains((part.Assignment, part.Unit)))
                .Select(part => row with { Unit = part.Unit });
        }
    }

    /// <summary>Warns of assignments that a unit out of use leads: nobody is reminded of them.</summary>
    public void WarnOfInactiveLeads(
        IReadOnlyDictionary<string, UnitRow> units,
        IEnumerable<AssignmentRow> assignments,
        IEnumerable<PartRow> parts,
        IEnumerable<ProgressRow> progress)
    {
        if ((!tables.Has(Units.File) && !tables.Has(Assignments.File)) || units.Values.All(unit => unit.IsActive))
            return;
        var active = assignments.Where(each => each.IsActive).Select(each => each.Code).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var done = progress.Where(each => each.CompletedAt is not null).Select(each => (each.Assignment, each.Unit)).ToHashSet();
        var leads = parts.Where(part => part.Part == PartKind.Lead && active.Contains(part.Assignment)
            && units.TryGetValue(part.Unit, out var unit) && !unit.IsActive && !done.Contains((part.Assignment, part.Unit)));
        foreach (var unit in leads.GroupBy(part => part.Unit))
        {
            warnings.Add(tables.At(
                Units.File, "active", PlanWords.InactiveLead(unit.Key, unit.Select(part => part.Assignment))));
        }
    }

    public List<ExemptionRow>? ReadExemptions(UnitLookup units)
    {
        if (Read(Exemptions) is not { } table)
            return null;
        var rows = Unique(table, "week", row => new ExemptionRow
        {
            Unit = units.One(row, "unit") ?? "",
            Week = row.Week("week", clock),
            Reason = row.Text("reason", 1000),
            IsActive = row.Flag("active", otherwise: true),
        }, exemption => exemption.Unit.Length == 0 ? null : $"{exemption.Unit} {exemption.Week}");
        return [.. rows.Values.Select(each => each.Row)];
    }

    private ImportTable? Read(TableShape shape) => tables.Read(shape);

    // A row whose key is null is left out, and so is one without any.
    private Dictionary<string, (T Row, int Line)> Unique<T>(
        ImportTable table, string column, Func<TableRow, T> read, Func<T, string?> key)
    {
        var rows = new Dictionary<string, (T Row, int Line)>(table.AtMost, StringComparer.OrdinalIgnoreCase);
        foreach (var row in table.Rows)
        {
            var item = read(row);
            NoteExport(table.Place.File, row);
            if (key(item) is { Length: > 0 } each && !rows.TryAdd(each, (item, row.Line)))
                row.Fault(column, ValueWords.Twice(each, rows[each].Line));
        }

        return rows;
    }

    private void NoteExport(string file, TableRow row)
    {
        if (row.Text(PlanSheets.VersionHeading, 100) is not { Length: > 0 } marked)
            return;
        var (campaign, change, version) = RowVersion.Read(marked);
        _exported.Add(new(file, row.Text(PlanSheets.IdHeading, 400), campaign, change, version, row));
    }

    // What has not happened yet is a slip of the keyboard. A day alone is its end; of today, as much as has passed.
    private DateTimeOffset? Past(TableRow row, string column, bool isTimeOfDayNeeded = false)
    {
        var read = row.Instant(column, clock);
        if (read is not { } at || tables.HoldsFuture || at <= clock.Now)
            return read;
        var value = row.Text(column, 100);
        var now = clock.WallClock(clock.Now);
        var isToday = row.IsDayAlone(column) && clock.WallClock(at).Date == now.Date;
        if (isToday && !isTimeOfDayNeeded)
            return clock.Now;
        row.Fault(column, isToday ? ValueWords.TodayWithoutTime(value) : ValueWords.Future(value, now));
        return null;
    }

    // Of the rows of the database and of those above.
    private void CheckNew(TableRow at, SubmissionRow row, Dictionary<(string Unit, string Week), SubmissionRow> newest)
    {
        if (row.SubmittedAt == default || row.Unit.Length == 0)
            return;
        if (SubmissionCheck.Fault(row, clock) is { } fault)
            at.Fault("week", fault);
        var other = newest.GetValueOrDefault((row.Unit, row.Week));
        if (other is not null && SubmissionCheck.Told(row, [other], clock) is { } told)
            warnings.Add(at.At("submitted_at", told));
        if (other is null || other.SubmittedAt < row.SubmittedAt)
            newest[(row.Unit, row.Week)] = row;
    }

    private static SubmissionRow WithOrigin(TableRow row, SubmissionRow read, SubmissionRow? before)
    {
        var channel = row.Has("channel") ? Channel(row) : before?.Channel;
        return (read with
        {
            Channel = before is null ? channel ?? SubmissionChannel.Import : channel,
            SpokenBy = row.Has("by") ? row.Text("by", 200) : before?.SpokenBy ?? "",
            // Of another text nobody has said that it is nothing.
            IsNothing = row.Has("nothing")
                ? row.Flag("nothing", otherwise: false)
                : before is { IsNothing: true } && before.Results == read.Results,
        }).InWords();
    }

    private static SubmissionChannel? Channel(TableRow row) =>
        row.Text("channel", 100).Length == 0 ? null : row.OneOf<SubmissionChannel>("channel");

    private string Codes(TableRow row, KnownCodes assignments)
    {
        var codes = row.Text("assignments", 1900).Split([' ', ';', ','], StringSplitOptions.RemoveEmptyEntries);
        foreach (var code in codes.Where(code => !assignments.Contains(code)))
        {
            if (assignments.WithItsZeros(code) is { } written)
                row.Fault("assignments", ValueWords.ZeroLost(code, written));
            else if (HasAllAssignments)
                row.Fault("assignments", PlanWords.NoAssignment(code));
        }

        return codes.Length == 0 ? "" : $" {string.Join(' ', codes.Select(assignments.AsWritten))} ";
    }

    private static string Address(TableRow row)
    {
        var text = row.Text("address", 254, isRequired: true);
        if (text.Length == 0)
            return "";
        if (MailAddress.IsPublic(text))
            return text.ToLowerInvariant();
        var addresses = text.Split([' ', ';', ',', '/'], StringSplitOptions.RemoveEmptyEntries).Count(MailAddress.IsPublic);
        row.Fault("address", addresses > 1 ? ValueWords.SeveralAddresses(addresses)
            : text.Contains('@', StringComparison.Ordinal) ? ValueWords.NoAddress(text)
            : None().IsMatch(FoldKey.Of(text)) ? ValueWords.NoAddressYet(text)
            : ValueWords.NoAddress(text));
        return text.ToLowerInvariant();
    }

    private static string Phone(TableRow row)
    {
        var phone = row.Text("phone", 50);
        var digits = PhoneSigns().Replace(phone, "");
        if (WithoutZero().IsMatch(digits))
            row.Fault("phone", ValueWords.PhoneWithoutZero(phone, $"0{digits}"));
        return phone;
    }

    private void CheckSupervisors(
        ImportTable table, Dictionary<string, (UnitRow Row, int Line)> rows, IReadOnlyDictionary<string, UnitRow> all, UnitSearch search)
    {
        var known = new KnownCodes(all.Keys);
        foreach (var (unit, line) in rows.Values.Where(each => each.Row.Supervisor is not null))
        {
            if (!all.ContainsKey(unit.Supervisor!))
            {
                if (known.WithItsZeros(unit.Supervisor!) is { } code)
                    faults.Add(table.Place.At(line, "supervisor", ValueWords.ZeroLost(unit.Supervisor!, code)));
                else if (table.IsComplete)
                {
                    faults.Add(table.Place.At(line, "supervisor", search.Find(unit.Supervisor!) is { Count: > 1 } several
                        ? PlanWords.SeveralUnits(unit.Supervisor!, search.Listed(several))
                        : PlanWords.NoUnit(unit.Supervisor!, search.Proposals(unit.Supervisor!))));
                }

                continue;
            }

            var chain = new List<string> { unit.Code };
            for (var above = unit.Supervisor; above is not null && all.TryGetValue(above, out var next); above = next.Supervisor)
            {
                chain.Add(next.Code);
                if (next.Code == unit.Code)
                {
                    faults.Add(table.Place.At(line, "supervisor", PlanWords.Circle(string.Join(" → ", chain))));
                    break;
                }

                // A circle further up is reported at the units that form it.
                if (chain.Count > all.Count)
                    break;
            }
        }
    }

    private void CheckRoles(ImportTable table, IReadOnlyDictionary<string, UnitRow> all)
    {
        var specialists = all.Values
            .Where(unit => unit is { Role: UnitRole.Specialist, IsActive: true })
            .Select(unit => unit.Code)
            .ToList();
        if (specialists.Count != 1)
        {
            faults.Add(table.Place.At(0, "role", specialists.Count == 0
                ? PlanWords.NoSpecialist
                : PlanWords.Specialists(string.Join(", ", specialists))));
        }

        if (!all.Values.Any(unit => unit is { Role: UnitRole.Committee, IsActive: true }))
            faults.Add(table.Place.At(0, "role", PlanWords.NoCommittee));
    }

    [GeneratedRegex(@"[ .()-]")]
    private static partial Regex PhoneSigns();

    // A mobile number has nine digits after its zero, a number of a house ten that begin with 2.
    [GeneratedRegex(@"^([2-9]\d{8}|2\d{9})$")]
    private static partial Regex WithoutZero();

    [GeneratedRegex(@"^(khong|chua|0|-+|\?+|\.+|n/?a|none)")]
    private static partial Regex None();
}
