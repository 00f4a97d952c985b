using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Import;

/// <summary>Reads the files into rows and checks them against each other and against the database.</summary>
internal sealed class ImportReader(ImportSource source, CampaignClock clock, FaultList faults, FaultList warnings)
{
    private static readonly TableShape Campaign = TableShape.Of("campaign.csv", "code name place subject_tag starts_on ends_on");
    private static readonly TableShape Units =
        TableShape.Of("units.csv", "code name aliases? kind? role? owes_weekly? supervisor? active?");

    private static readonly TableShape Contacts = TableShape.Of("contacts.csv", "unit address title? phone? role?");
    private static readonly TableShape Assignments =
        TableShape.Of("assignments.csv", "code title lead support? target? target_unit? due note? active?");

    private static readonly TableShape Submissions =
        TableShape.Of("submissions.csv", "unit week submitted_at assignments? results difficulties? proposals? next_week?");

    private static readonly TableShape Calendar = TableShape.Of("calendar.csv", "day kind name?");
    private static readonly TableShape Progress = TableShape.Of("progress.csv", "assignment unit progress progress_at completed_at?");
    private static readonly TableShape Exemptions = TableShape.Of("exemptions.csv", "unit week reason?");

    // In progress.csv: the assignment as a whole.
    private const string AllUnits = "*";

    /// <summary>The files an import may hold, in the order they are read.</summary>
    public static IReadOnlyList<string> Files { get; } =
        [.. new[] { Campaign, Units, Contacts, Assignments, Submissions, Calendar, Progress, Exemptions }.Select(shape => shape.File)];

    public bool HoldsMoreThanCalendar => Files.Any(file => file != Calendar.File && source.Read(file) is not null);

    public CampaignRow? ReadCampaign()
    {
        var table = CsvTable.Read(source, Campaign, faults);
        if (table is null || table.Rows.Count == 0)
            return null;
        if (table.Rows.Count > 1)
            table.Rows[1].Fault("", "there is more than one campaign; a folder holds one.");
        var row = table.Rows[0];
        var campaign = new CampaignRow
        {
            Code = row.Code("code"),
            Name = row.Text("name", 400, isRequired: true),
            Place = row.Text("place", 200, isRequired: true),
            SubjectTag = row.Text("subject_tag", 100, isRequired: true),
            StartsOn = row.Day("starts_on") ?? default,
            EndsOn = row.Day("ends_on") ?? default,
        };
        if (campaign.EndsOn != default && campaign.EndsOn < campaign.StartsOn)
            row.Fault("ends_on", $"'{campaign.EndsOn:yyyy-MM-dd}' is before the start, {campaign.StartsOn:yyyy-MM-dd}.");
        return campaign;
    }

    public List<UnitRow>? ReadUnits(IReadOnlyList<UnitRow> existing)
    {
        if (CsvTable.Read(source, Units, faults) is not { } table)
            return null;
        var known = new KnownCodes(existing.Select(unit => unit.Code));
        var rows = Unique(table, "code", row => new UnitRow
        {
            Code = known.AsWritten(row.Code("code")),
            Name = row.Text("name", 400, isRequired: true),
            Aliases = row.Text("aliases", 1000),
            Kind = row.Text("kind", 32),
            Role = row.OneOf<UnitRole>("role"),
            OwesWeekly = row.Flag("owes_weekly", otherwise: false),
            Supervisor = row.Text("supervisor", 32) is { Length: > 0 } code ? code : null,
            IsActive = row.Flag("active", otherwise: true),
        }, unit => unit.Code);
        var all = existing.ToDictionary(unit => unit.Code, StringComparer.OrdinalIgnoreCase);
        foreach (var (unit, _) in rows.Values)
            all[unit.Code] = unit;
        CheckSupervisors(table, rows, all);
        if (faults.IsEmpty)
            CheckRoles(table, all);
        return [.. rows.Values.Select(each => each.Row with { Supervisor = AsWritten(each.Row.Supervisor) })];

        string? AsWritten(string? code) => code is not null && all.TryGetValue(code, out var unit) ? unit.Code : code;
    }

    public List<ContactRow>? ReadContacts(UnitLookup units)
    {
        if (CsvTable.Read(source, Contacts, faults) is not { } table)
            return null;
        var rows = Unique(table, "address", row => new ContactRow
        {
            Unit = units.One(row, "unit") ?? "",
            Address = Address(row),
            Title = row.Text("title", 400),
            Phone = row.Text("phone", 50),
            Role = row.OneOf<RecipientRole>("role"),
        }, contact => $"{contact.Unit} {contact.Address}");
        foreach (var shared in rows.Values.GroupBy(each => each.Row.Address, StringComparer.Ordinal))
        {
            if (shared.Key.Length == 0 || shared.Count() == 1)
                continue;
            var names = string.Join(", ", shared.Select(each => each.Row.Unit));
            warnings.Add(
                table.File,
                shared.Last().Line,
                "address",
                $"'{shared.Key}' serves {shared.Count()} units ({names}); each mail says which unit it is for.");
        }

        return [.. rows.Values.Select(each => each.Row)];
    }

    public (List<AssignmentRow> Assignments, List<PartRow> Parts)? ReadAssignments(UnitLookup units, KnownCodes known, CampaignRow campaign)
    {
        if (CsvTable.Read(source, Assignments, faults) is not { } table)
            return null;
        var parts = new List<PartRow>();
        var rows = Unique(table, "code", row =>
        {
            var assignment = new AssignmentRow
            {
                Code = known.AsWritten(row.Code("code")),
                Title = row.Text("title", 1000, isRequired: true),
                Target = row.Text("target", 200),
                TargetUnit = row.Text("target_unit", 100),
                DueOn = row.Day("due") ?? default,
                Note = row.Text("note", 2000),
                IsActive = row.Flag("active", otherwise: true),
            };
            if (assignment.DueOn != default && (assignment.DueOn < campaign.StartsOn || assignment.DueOn > campaign.EndsOn))
            {
                row.Fault("due", $"'{assignment.DueOn:yyyy-MM-dd}' is outside the campaign, "
                    + $"{campaign.StartsOn:yyyy-MM-dd} to {campaign.EndsOn:yyyy-MM-dd}; correct the date, or the campaign's.");
            }

            var leads = units.Many(row, "lead");
            if (leads.Count == 0 && row.Text("lead", 2000).Length == 0)
                row.Fault("lead", "a unit is needed here.");
            parts.AddRange(leads.Select(unit => new PartRow { Assignment = assignment.Code, Unit = unit, Part = PartKind.Lead }));
            // A wildcard may name leading units as supporting too; they lead.
            parts.AddRange(units.Many(row, "support").Except(leads)
                .Select(unit => new PartRow { Assignment = assignment.Code, Unit = unit, Part = PartKind.Support }));
            return assignment;
        }, assignment => assignment.Code);
        return ([.. rows.Values.Select(each => each.Row)], parts);
    }

    public List<SubmissionRow>? ReadSubmissions(UnitLookup units, KnownCodes assignments)
    {
        if (CsvTable.Read(source, Submissions, faults) is not { } table)
            return null;
        // A line without a time and without texts records that nothing was submitted, so it is no row.
        var rows = Unique(table, "submitted_at", row => new SubmissionRow
        {
            Unit = units.One(row, "unit") ?? "",
            Week = row.Week("week"),
            SubmittedAt = SubmittedAt(row),
            Assignments = Codes(row, assignments),
            Results = row.Lines("results"),
            Difficulties = row.Lines("difficulties"),
            Proposals = row.Lines("proposals"),
            NextWeek = row.Lines("next_week"),
        }, submission => submission.SubmittedAt == default ? null : $"{submission.Unit} {submission.Week} {submission.SubmittedAt:O}");
        return [.. rows.Values.Select(each => each.Row)];
    }

    public List<CalendarRow>? ReadCalendar()
    {
        if (CsvTable.Read(source, Calendar, faults) is not { } table)
            return null;
        var rows = Unique(table, "day", row =>
        {
            var day = row.Day("day") ?? default;
            var kind = row.OneOf<DayKind>("kind");
            if (day != default && kind == DayKind.Worked && day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
                row.Fault("kind", $"'{day:yyyy-MM-dd}' is a weekday and worked anyway; only a worked Saturday or Sunday is written here.");
            return new CalendarRow { Day = day, Kind = kind, Name = row.Text("name", 400) };
        }, day => day.Day == default ? null : $"{day.Day:yyyy-MM-dd}");
        return [.. rows.Values.Select(each => each.Row)];
    }

    /// <param name="units">The known units.</param>
    /// <param name="assignments">The known assignments.</param>
    /// <param name="parts">The known parts.</param>
    public List<ProgressRow>? ReadProgress(UnitLookup units, KnownCodes assignments, IReadOnlyCollection<PartRow> parts)
    {
        if (CsvTable.Read(source, Progress, faults) is not { } table)
            return null;
        var known = parts.Select(part => (part.Assignment, part.Unit)).ToHashSet();
        var rows = Unique(table, "unit", row =>
        {
            var progress = new ProgressRow
            {
                Assignment = assignments.AsWritten(row.Code("assignment")),
                Unit = row.Text("unit", 400) == AllUnits ? AllUnits : units.One(row, "unit") ?? "",
                Progress = row.Lines("progress"),
                ProgressAt = row.Instant("progress_at", clock),
                CompletedAt = row.Instant("completed_at", clock),
            };
            if (progress.Unit == AllUnits ? !known.Any(part => part.Assignment == progress.Assignment)
                : progress.Unit.Length > 0 && !known.Contains((progress.Assignment, progress.Unit)))
                row.Fault("assignment", $"'{progress.Assignment}' gives {progress.Unit} no part; check assignments.csv.");
            return progress;
        }, progress => $"{progress.Assignment} {progress.Unit}");
        var named = rows.Values.Select(each => (each.Row.Assignment, each.Row.Unit)).ToHashSet();
        return [.. rows.Values.SelectMany(each => each.Row.Unit == AllUnits ? Whole(each.Row) : [each.Row])];

        // An assignment is done as a whole when all who lead it have completed it; a unit's own row goes before.
        IEnumerable<ProgressRow> Whole(ProgressRow row)
        {
            var own = parts.Where(part => part.Assignment == row.Assignment).ToLookup(part => part.Part);
            return (own.Contains(PartKind.Lead) ? own[PartKind.Lead] : own[PartKind.Support])
                .Where(part => !named.Contains((part.Assignment, part.Unit)))
                .Select(part => row with { Unit = part.Unit });
        }
    }

    /// <summary>Warns of assignments that a unit out of use leads: nobody is reminded of them.</summary>
    public void WarnOfInactiveLeads(
        IReadOnlyDictionary<string, UnitRow> units,
        IEnumerable<AssignmentRow> assignments,
        IReadOnlyCollection<PartRow> parts,
        IEnumerable<ProgressRow> progress)
    {
        if (source.Read(Units.File) is null && source.Read(Assignments.File) is null)
            return;
        var active = assignments.Where(each => each.IsActive).Select(each => each.Code).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var done = progress.Where(each => each.CompletedAt is not null).Select(each => (each.Assignment, each.Unit)).ToHashSet();
        var leads = parts.Where(part => part.Part == PartKind.Lead && active.Contains(part.Assignment)
            && units.TryGetValue(part.Unit, out var unit) && !unit.IsActive && !done.Contains((part.Assignment, part.Unit)));
        foreach (var unit in leads.GroupBy(part => part.Unit))
        {
            warnings.Add(
                Units.File,
                0,
                "active",
                $"{unit.Key} is not active and leads {string.Join(", ", unit.Select(part => part.Assignment))}: no unit is reminded of "
                    + "that, only the specialist is told; give it to another unit in assignments.csv.");
        }
    }

    public List<ExemptionRow>? ReadExemptions(UnitLookup units)
    {
        if (CsvTable.Read(source, Exemptions, faults) is not { } table)
            return null;
        var rows = Unique(table, "week", row => new ExemptionRow
        {
            Unit = units.One(row, "unit") ?? "",
            Week = row.Week("week"),
            Reason = row.Text("reason", 1000),
        }, exemption => $"{exemption.Unit} {exemption.Week}");
        return [.. rows.Values.Select(each => each.Row)];
    }

    // A row whose key is null is left out.
    private static Dictionary<string, (T Row, int Line)> Unique<T>(
        CsvTable table, string column, Func<CsvRow, T> read, Func<T, string?> key)
    {
        var rows = new Dictionary<string, (T Row, int Line)>(StringComparer.OrdinalIgnoreCase);
        foreach (var row in table.Rows)
        {
            var item = read(row);
            if (key(item) is { } each && !rows.TryAdd(each, (item, row.Line)))
                row.Fault(column, $"'{each}' is on line {rows[each].Line} already; keep one of the two.");
        }

        return rows;
    }

    private DateTimeOffset SubmittedAt(CsvRow row)
    {
        if (row.Instant("submitted_at", clock) is { } at)
            return at;
        if (row.Text("submitted_at", 100).Length == 0 && row.Lines("results").Length > 0)
            row.Fault("submitted_at", "there is a text but no time; write when it came.");
        return default;
    }

    private static string Codes(CsvRow row, KnownCodes assignments)
    {
        var codes = row.Text("assignments", 1900).Split([' ', ';'], StringSplitOptions.RemoveEmptyEntries);
        foreach (var code in codes.Where(code => !assignments.Contains(code)))
            row.Fault("assignments", $"there is no assignment '{code}'; check assignments.csv.");
        return codes.Length == 0 ? "" : $" {string.Join(' ', codes.Select(assignments.AsWritten))} ";
    }

    private static string Address(CsvRow row)
    {
        var text = row.Text("address", 254, isRequired: true);
        if (text.Length == 0)
            return "";
        if (!MailAddress.IsPublic(text))
            row.Fault("address", $"'{text}' is not a mail address; write it as in van-thu@camha.example.");
        return text.ToLowerInvariant();
    }

    private void CheckSupervisors(
        CsvTable table, Dictionary<string, (UnitRow Row, int Line)> rows, IReadOnlyDictionary<string, UnitRow> all)
    {
        foreach (var (unit, line) in rows.Values.Where(each => each.Row.Supervisor is not null))
        {
            if (!all.ContainsKey(unit.Supervisor!))
            {
                var nearest = FoldKey.Nearest(unit.Supervisor!, all.Keys);
                var remedy = nearest is null ? "add it." : $"did you mean {nearest}?";
                faults.Add(table.File, line, "supervisor", $"there is no unit '{unit.Supervisor}'; {remedy}");
                continue;
            }

            var chain = new List<string> { unit.Code };
            for (var above = unit.Supervisor; above is not null && all.TryGetValue(above, out var next); above = next.Supervisor)
            {
                chain.Add(next.Code);
                if (next.Code == unit.Code)
                {
                    var circle = string.Join(" → ", chain);
                    faults.Add(table.File, line, "supervisor", $"{circle} is a circle: nobody supervises the one who supervises them.");
                    break;
                }

                // A circle further up is reported at the units that form it.
                if (chain.Count > all.Count)
                    break;
            }
        }
    }

    private void CheckRoles(CsvTable table, IReadOnlyDictionary<string, UnitRow> all)
    {
        var specialists = all.Values
            .Where(unit => unit is { Role: UnitRole.Specialist, IsActive: true })
            .Select(unit => unit.Code)
            .ToList();
        if (specialists.Count != 1)
        {
            faults.Add(table.File, 0, "role", specialists.Count == 0
                ? "no unit is the specialist; give one the role specialist: replies go there."
                : $"{string.Join(", ", specialists)} are all specialists; keep one: replies go there.");
        }

        if (!all.Values.Any(unit => unit is { Role: UnitRole.Committee, IsActive: true }))
            faults.Add(table.File, 0, "role", "no unit is the committee; give one the role committee: the weekly report goes there.");
    }
}
