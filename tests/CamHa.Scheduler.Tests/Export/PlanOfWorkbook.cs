using System.Globalization;
using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Changes;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Tests.FridayReport.Documents;

namespace CamHa.Scheduler.Tests.Export;

/// <summary>A written plan, read again by the headings and words that it was written with.</summary>
internal sealed class PlanOfWorkbook(Workbook workbook, CampaignClock clock)
{
    public CampaignRow Campaign => Rows("campaign.csv", cell => new CampaignRow
    {
        Code = cell("code"),
        Name = cell("name"),
        Place = cell("place"),
        SubjectTag = cell("subject_tag"),
        StartsOn = Day(cell("starts_on")),
        EndsOn = Day(cell("ends_on")),
    }).Single();

    public IReadOnlyList<UnitRow> Units => Rows("units.csv", cell => new UnitRow
    {
        Code = cell("code"),
        Name = cell("name"),
        Aliases = cell("aliases"),
        Kind = cell("kind"),
        Role = Value<UnitRole>(cell("role")),
        OwesWeekly = Flag(cell("owes_weekly")),
        Supervisor = cell("supervisor") is { Length: > 0 } code ? code : null,
        IsActive = Flag(cell("active")),
    });

    public IReadOnlyList<ContactRow> Contacts => Rows("contacts.csv", cell => new ContactRow
    {
        Unit = cell("unit"),
        Address = cell("address"),
        Title = cell("title"),
        Phone = cell("phone"),
        Role = Value<RecipientRole>(cell("role")),
        IsActive = Flag(cell("active")),
    });

    public IReadOnlyList<AssignmentRow> Assignments => Rows("assignments.csv", cell => new AssignmentRow
    {
        Code = cell("code"),
        Title = cell("title"),
        Target = cell("target"),
        TargetUnit = cell("target_unit"),
        DueOn = Day(cell("due")),
        Note = cell("note"),
        IsActive = Flag(cell("active")),
    });

    public IReadOnlyList<PartRow> Parts =>
    [
        .. Rows("assignments.csv", cell => (PartRow[])
        [
            .. Codes(cell("lead")).Select(unit => new PartRow { Assignment = cell("code"), Unit = unit, Part = PartKind.Lead }),
            .. Codes(cell("support")).Except(Codes(cell("lead"))).Select(
                unit => new PartRow { Assignment = cell("code"), Unit = unit, Part = PartKind.Support }),
        ]).SelectMany(parts => parts),
    ];

    public IReadOnlyList<CalendarRow> Calendar => Rows("calendar.csv", cell => new CalendarRow
    {
        Day = Day(cell("day")),
        Kind = Value<DayKind>(cell("kind")),
        Name = cell("name"),
        IsActive = Flag(cell("active")),
    });

    public IReadOnlyList<SubmissionRow> Submissions => Rows("submissions.csv", cell => new SubmissionRow
    {
        Unit = cell("unit"),
        Week = cell("week"),
        SubmittedAt = At(cell("submitted_at"))!.Value,
        Assignments = cell("assignments") is { Length: > 0 } codes ? $" {codes} " : "",
        Results = cell("results"),
        Difficulties = cell("difficulties"),
        Proposals = cell("proposals"),
        NextWeek = cell("next_week"),
        Channel = cell("channel").Length == 0 ? null : Value<SubmissionChannel>(cell("channel")),
        SpokenBy = cell("by"),
        IsNothing = Flag(cell("nothing")),
        IsActive = Flag(cell("active")),
    });

    public IReadOnlyList<ProgressRow> Progress => Rows("progress.csv", cell => new ProgressRow
    {
        Assignment = cell("assignment"),
        Unit = cell("unit"),
        Progress = cell("progress"),
        ProgressAt = At(cell("progress_at")),
        CompletedAt = At(cell("completed_at")),
    });

    public IReadOnlyList<ExemptionRow> Exemptions => Rows("exemptions.csv", cell => new ExemptionRow
    {
        Unit = cell("unit"),
        Week = cell("week"),
        Reason = cell("reason"),
        IsActive = Flag(cell("active")),
    });

    /// <summary>The two hidden cells of each row.</summary>
    public IReadOnlyList<(string Id, string Version)> Marks(string file)
    {
        var width = PlanSheets.Of(file).Columns.Count;
        return [.. workbook.Rows(PlanSheets.Of(file).Name).Skip(1).Select(row => (row[width], RowVersion.Read(row[width + 1]).Version))];
    }

    private List<T> Rows<T>(string file, Func<Func<string, string>, T> read)
    {
        var sheet = PlanSheets.Of(file);
        var rows = workbook.Rows(sheet.Name);
        return [.. rows.Skip(1).Select(row => read(column => row[rows[0].ToList().IndexOf(sheet.Heading(column))]))];
    }

    private DateTimeOffset? At(string cell) =>
        cell.Length == 0 ? null
        : double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var serial)
            ? clock.Instant(DateTime.FromOADate(serial))
        : DateTimeOffset.Parse(cell, CultureInfo.InvariantCulture).ToUniversalTime();

    private static DateOnly Day(string cell) =>
        DateOnly.FromDateTime(DateTime.FromOADate(double.Parse(cell, CultureInfo.InvariantCulture)));

    private static T Value<T>(string cell)
        where T : struct, Enum => Enum.GetValues<T>().Single(value => PlanSheets.WordsOf(value)[0] == cell);

    private static bool Flag(string cell) => cell switch
    {
        "Có" => true,
        "Không" => false,
        _ => throw new FormatException(cell),
    };

    private string[] Codes(string cell) =>
    [
        .. from code in cell.Split('\n', StringSplitOptions.RemoveEmptyEntries)
           from unit in code.EndsWith('*')
               ? Units.Where(each => each.IsActive && each.Code.StartsWith(code[..^1], StringComparison.Ordinal)).Select(each => each.Code)
               : [code]
           select unit,
    ];
}
