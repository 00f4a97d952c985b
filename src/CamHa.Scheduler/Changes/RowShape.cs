using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Clock;

namespace CamHa.Scheduler.Changes;

/// <summary>A column of a row, besides those that it is found by.</summary>
/// <param name="Name">As in the CSV file.</param>
/// <param name="Value">Its value in the form of <see cref="FieldText"/>.</param>
/// <param name="With">The row with another value.</param>
/// <param name="Kind">How the value is read.</param>
internal sealed record RowField<T>(string Name, Func<T, string> Value, Func<T, string, T> With, FieldKind Kind = FieldKind.Text);

/// <summary>How the rows of a file are found, and compared column by column.</summary>
/// <param name="File">The file's name.</param>
/// <param name="Thing">What a row is.</param>
/// <param name="From">A row with nothing but what it is found by.</param>
/// <param name="Fields">The other columns, in the file's order.</param>
internal sealed record RowShape<T>(string File, Func<T, Thing> Thing, Func<Thing, T> From, IReadOnlyList<RowField<T>> Fields)
{
    public string Key(T row) => Thing(row).Key;

    /// <summary>Rows are equal that are found by the same, in any case.</summary>
    public IEqualityComparer<T> SameThing { get; } = EqualityComparer<T>.Create(
        (left, right) => Thing(left!).IsSame(Thing(right!)), row => Thing(row).HashOfSame);

    /// <summary>What differs, field by field.</summary>
    /// <param name="thing">What both are, in the database's spelling.</param>
    /// <param name="before">Null where the row comes.</param>
    /// <param name="after">Null where the row ends; at least one of both is there.</param>
    public IEnumerable<ChangeEntry> Differences(Thing thing, T? before, T? after)
    {
        var isThereBoth = before is not null && after is not null;
        for (var at = 0; at < Fields.Count; at++)
        {
            var field = Fields[at];
            var (old, now) = (before is null ? null : field.Value(before), after is null ? null : field.Value(after));
            // A row that comes or ends has an entry though all its fields are empty.
            if ((old ?? "") != (now ?? "") || (!isThereBoth && at == 0))
                yield return new() { Thing = thing, Field = field.Name, Before = old, After = now };
        }
    }

    /// <summary>The row that came with some entries, as they left it.</summary>
    public T As(IGrouping<Thing, ChangeEntry> ofThing) => ofThing.Aggregate(
        From(ofThing.Key),
        (row, entry) => Fields.FirstOrDefault(field => field.Name == entry.Field) is { } field ? field.With(row, entry.After ?? "") : row);

    public FieldKind KindOf(string field) => Fields.FirstOrDefault(each => each.Name == field)?.Kind ?? FieldKind.Text;
}

/// <summary>The shapes of all files.</summary>
internal static class RowShapes
{
    public static RowShape<CampaignRow> Campaign { get; } = new(
        "campaign.csv", row => new(ThingKind.Campaign, Item: row.Code), thing => new() { Code = thing.Item },
        [
            new("name", row => row.Name, (row, value) => row with { Name = value }),
            new("place", row => row.Place, (row, value) => row with { Place = value }),
            new("subject_tag", row => row.SubjectTag, (row, value) => row with { SubjectTag = value }),
            new(
                "starts_on",
                row => FieldText.Of(row.StartsOn),
                (row, value) => row with { StartsOn = FieldText.DayOf(value) },
                FieldKind.Day),
            new("ends_on", row => FieldText.Of(row.EndsOn), (row, value) => row with { EndsOn = FieldText.DayOf(value) }, FieldKind.Day),
        ]);

    public static RowShape<UnitRow> Units { get; } = new(
        "units.csv", row => new(ThingKind.Unit, Unit: row.Code), thing => new() { Code = thing.Unit },
        [
            new("name", row => row.Name, (row, value) => row with { Name = value }),
            new("aliases", row => row.Aliases, (row, value) => row with { Aliases = value }),
            new("kind", row => row.Kind, (row, value) => row with { Kind = value }),
            new(
                "role",
                row => FieldText.Of(row.Role),
                (row, value) => row with { Role = FieldText.ChoiceOf<UnitRole>(value) },
                FieldKind.Choice),
            new(
                "owes_weekly",
                row => FieldText.Of(row.OwesWeekly),
                (row, value) => row with { OwesWeekly = FieldText.FlagOf(value) },
                FieldKind.Flag),
            new("supervisor", row => row.Supervisor ?? "", (row, value) => row with { Supervisor = value.Length == 0 ? null : value }),
            new(
                "active",
                row => FieldText.Of(row.IsActive),
                (row, value) => row with { IsActive = FieldText.FlagOf(value) },
                FieldKind.Flag),
        ]);

    public static RowShape<ContactRow> Contacts { get; } = new(
        "contacts.csv",
        row => new(ThingKind.Contact, Unit: row.Unit, Item: row.Address),
        thing => new() { Unit = thing.Unit, Address = thing.Item },
        [
            new("title", row => row.Title, (row, value) => row with { Title = value }),
            new("phone", row => row.Phone, (row, value) => row with { Phone = value }),
            new(
                "role",
                row => FieldText.Of(row.Role),
                (row, value) => row with { Role = FieldText.ChoiceOf<RecipientRole>(value) },
                FieldKind.Choice),
            new(
                "active",
                row => FieldText.Of(row.IsActive),
                (row, value) => row with { IsActive = FieldText.FlagOf(value) },
                FieldKind.Flag),
        ]);

    public static RowShape<ClosedAddressRow> ClosedAddresses { get; } = new(
        "contacts.csv",
        row => new(ThingKind.ClosedAddress, Unit: row.Unit, Item: row.Address),
        thing => new() { Unit = thing.Unit, Address = thing.Item },
        [
            new(
                "closed_at",
                row => FieldText.Of(row.ClosedAt),
                (row, value) => row with { ClosedAt = FieldText.InstantOf(value) ?? default },
                FieldKind.Instant),
            new("reply", row => row.Reply, (row, value) => row with { Reply = value }),
        ]);

    public static RowShape<AssignmentRow> Assignments { get; } = new(
        "assignments.csv", row => new(ThingKind.Assignment, row.Code), thing => new() { Code = thing.Assignment },
        [
            new("title", row => row.Title, (row, value) => row with { Title = value }),
            new("target", row => row.Target, (row, value) => row with { Target = value }),
            new("target_unit", row => row.TargetUnit, (row, value) => row with { TargetUnit = value }),
            new("due", row => FieldText.Of(row.DueOn), (row, value) => row with { DueOn = FieldText.DayOf(value) }, FieldKind.Day),
            new("note", row => row.Note, (row, value) => row with { Note = value }),
            new(
                "active",
                row => FieldText.Of(row.IsActive),
                (row, value) => row with { IsActive = FieldText.FlagOf(value) },
                FieldKind.Flag),
        ]);

    public static RowShape<PartRow> Parts { get; } = new(
        "assignments.csv",
        row => new(ThingKind.Part, row.Assignment, row.Unit),
        thing => new() { Assignment = thing.Assignment, Unit = thing.Unit },
        [
            new(
                "part",
                row => FieldText.Of(row.Part),
                (row, value) => row with { Part = FieldText.ChoiceOf<PartKind>(value) },
                FieldKind.Choice),
        ]);

    public static RowShape<CalendarRow> Calendar { get; } = new(
        "calendar.csv",
        row => new(ThingKind.Day, Item: FieldText.Of(row.Day)),
        thing => new() { Day = FieldText.DayOf(thing.Item) },
        [
            new(
                "kind",
                row => FieldText.Of(row.Kind),
                (row, value) => row with { Kind = FieldText.ChoiceOf<DayKind>(value) },
                FieldKind.Choice),
            new("name", row => row.Name, (row, value) => row with { Name = value }),
        ]);

    public static RowShape<ExemptionRow> Exemptions { get; } = new(
        "exemptions.csv",
        row => new(ThingKind.Exemption, Unit: row.Unit, Item: row.Week),
        thing => new() { Unit = thing.Unit, Week = thing.Item },
        [new("reason", row => row.Reason, (row, value) => row with { Reason = value })]);

    public static RowShape<SubmissionRow> Submissions { get; } = new(
        "submissions.csv",
        row => new(ThingKind.Submission, Unit: row.Unit, Item: $"{row.Week} {FieldText.Of(row.SubmittedAt)}"),
        thing => new()
        {
            Unit = thing.Unit,
            Week = thing.Item.Split(' ')[0],
            SubmittedAt = FieldText.InstantOf(thing.Item.Split(' ')[1])!.Value,
        },
        [
            new("assignments", row => row.Assignments.Trim(), (row, value) => row with { Assignments = Padded(value) }),
            new("results", row => row.Results, (row, value) => row with { Results = value }),
            new("difficulties", row => row.Difficulties, (row, value) => row with { Difficulties = value }),
            new("proposals", row => row.Proposals, (row, value) => row with { Proposals = value }),
            new("next_week", row => row.NextWeek, (row, value) => row with { NextWeek = value }),
            new(
                "channel",
                row => row.Channel is { } channel ? FieldText.Of(channel) : "",
                (row, value) => row with { Channel = value.Length == 0 ? null : FieldText.ChoiceOf<SubmissionChannel>(value) },
                FieldKind.Choice),
            new("by", row => row.SpokenBy, (row, value) => row with { SpokenBy = value }),
            new(
                "nothing",
                // A no is what everybody expects, and no entry.
                row => row.IsNothing ? FieldText.Of(true) : "",
                (row, value) => row with { IsNothing = FieldText.FlagOf(value) },
                FieldKind.Flag),
        ]);

    public static RowShape<ProgressRow> Progress { get; } = new(
        "progress.csv",
        row => new(ThingKind.Progress, row.Assignment, row.Unit),
        thing => new() { Assignment = thing.Assignment, Unit = thing.Unit },
        [
            new("progress", row => row.Progress, (row, value) => row with { Progress = value }),
            new(
                "progress_at",
                row => FieldText.Of(row.ProgressAt),
                (row, value) => row with { ProgressAt = FieldText.InstantOf(value) },
                FieldKind.Instant),
            new(
                "completed_at",
                row => FieldText.Of(row.CompletedAt),
                (row, value) => row with { CompletedAt = FieldText.InstantOf(value) },
                FieldKind.Instant),
        ]);

    public static RowShape<DoneReportRow> DoneReports { get; } = new(
        "progress.csv",
        row => new(ThingKind.DoneReport, row.Assignment, row.Unit),
        thing => new() { Assignment = thing.Assignment, Unit = thing.Unit },
        [
            new(
                "reported_at",
                row => FieldText.Of(row.ReportedAt),
                (row, value) => row with { ReportedAt = FieldText.InstantOf(value) ?? default },
                FieldKind.Instant),
            new("reported_by", row => row.ReportedBy, (row, value) => row with { ReportedBy = value }),
            new("text", row => row.Text, (row, value) => row with { Text = value }),
            new(
                "returned_at",
                row => FieldText.Of(row.ReturnedAt),
                (row, value) => row with { ReturnedAt = FieldText.InstantOf(value) },
                FieldKind.Instant),
            new("return_reason", row => row.ReturnReason, (row, value) => row with { ReturnReason = value }),
        ]);

    public static RowShape<ExtensionRow> Extensions { get; } = new(
        "assignments.csv",
        row => new(ThingKind.Extension, row.Assignment, row.Unit, FieldText.Of(row.AskedAt)),
        thing => new() { Assignment = thing.Assignment, Unit = thing.Unit, AskedAt = FieldText.InstantOf(thing.Item)!.Value },
        [
            new(
                "asked_for",
                row => FieldText.Of(row.AskedFor),
                (row, value) => row with { AskedFor = value.Length == 0 ? null : FieldText.DayOf(value) },
                FieldKind.Day),
            new("due", row => FieldText.Of(row.DueOn), (row, value) => row with { DueOn = FieldText.DayOf(value) }, FieldKind.Day),
            new("reason", row => row.Reason, (row, value) => row with { Reason = value }),
            new("asked_by", row => row.AskedBy, (row, value) => row with { AskedBy = value }),
            new("source", row => row.Source, (row, value) => row with { Source = value }),
            new(
                "closed_at",
                row => FieldText.Of(row.ClosedAt),
                (row, value) => row with { ClosedAt = FieldText.InstantOf(value) },
                FieldKind.Instant),
            new(
                "outcome",
                row => row.Outcome is { } outcome ? FieldText.Of(outcome) : "",
                (row, value) => row with { Outcome = value.Length == 0 ? null : FieldText.ChoiceOf<ExtensionOutcome>(value) },
                FieldKind.Choice),
            new("answer", row => row.Answer, (row, value) => row with { Answer = value }),
        ]);

    /// <summary>How a field of a thing is read.</summary>
    public static FieldKind KindOf(ThingKind thing, string field) => thing switch
    {
        ThingKind.Campaign => Campaign.KindOf(field),
        ThingKind.Unit => Units.KindOf(field),
        ThingKind.Contact => Contacts.KindOf(field),
        ThingKind.Assignment => Assignments.KindOf(field),
        ThingKind.Part => Parts.KindOf(field),
        ThingKind.Progress => Progress.KindOf(field),
        ThingKind.DoneReport => DoneReports.KindOf(field),
        ThingKind.Extension => Extensions.KindOf(field),
        ThingKind.ClosedAddress => ClosedAddresses.KindOf(field),
        ThingKind.Submission => Submissions.KindOf(field),
        ThingKind.Exemption => Exemptions.KindOf(field),
        _ => Calendar.KindOf(field),
    };

    // The codes of the assignments that a submission speaks of stand between blanks, so that a code is found whole.
    private static string Padded(string codes) => codes.Length == 0 ? "" : $" {codes} ";
}
