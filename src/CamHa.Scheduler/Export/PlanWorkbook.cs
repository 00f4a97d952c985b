using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Changes;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.FridayReport.Documents.Excel;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Export;

/// <summary>A campaign's plan as a workbook to correct and to count in. The same data give the same file, byte for byte.</summary>
/// <param name="clock">For instants, which are written as times of the wall clock.</param>
internal sealed class PlanWorkbook(CampaignClock clock)
{
    private const string ExampleNote = "Đây là dòng ví dụ. Ghi đè lên, hoặc xóa dòng này, rồi mới nạp.";

    private readonly List<ExportedSheet> _sheets = [];
    private bool _isTemplate;
    private string _campaign = "";
    private long _lastChange;

    /// <param name="plan">The campaign's data.</param>
    /// <param name="file">The file, which is closed.</param>
    /// <param name="record">Its record of changes; null for none.</param>
    /// <returns>The sheets.</returns>
    /// <exception cref="ActionRequiredException">A sheet of Excel cannot hold as many rows.</exception>
    public IReadOnlyList<ExportedSheet> Write(PlanData plan, Stream file, RecordOfPlan? record = null)
    {
        (_campaign, _lastChange) = (plan.Campaign!.Code, plan.LastChange);
        var layout = new PlanLayout(plan.Units.Select(unit => unit.Kind));
        var order = plan.Units.Index().ToDictionary(unit => unit.Item.Code, unit => unit.Index, StringComparer.OrdinalIgnoreCase);
        var tasks = plan.Assignments.Index().ToDictionary(each => each.Item.Code, each => each.Index, StringComparer.OrdinalIgnoreCase);
        var parts = plan.Parts.ToLookup(part => part.Assignment, StringComparer.OrdinalIgnoreCase);
        var groups = UnitGroupRule.Groups(plan.Units.Where(unit => unit.IsActive).Select(unit => unit.Code));
        List<ExcelPage> pages =
        [
            Page(layout, [plan.Campaign!], RowShapes.Campaign, row =>
            [
                ExcelCell.Code(row.Code), row.Name, row.Place, row.SubjectTag, row.StartsOn, row.EndsOn,
            ]),
            Page(layout, plan.Units, RowShapes.Units, row =>
            [
                ExcelCell.Code(row.Code),
                row.Name,
                row.Aliases,
                ExcelCell.Code(row.Kind),
                Word(row.Role),
                Flag(row.OwesWeekly),
                ExcelCell.Code(row.Supervisor ?? ""),
                Flag(row.IsActive),
            ]),
            Page(layout, Contacts(), RowShapes.Contacts, row =>
            [
                ExcelCell.Code(row.Unit),
                ExcelCell.Code(row.Address),
                row.Title,
                ExcelCell.Code(row.Phone),
                Word(row.Role),
                Flag(row.IsActive),
            ]),
            Page(layout, plan.Assignments, RowShapes.Assignments, row =>
            [
                ExcelCell.Code(row.Code),
                row.Title,
                Units(row, PartKind.Lead),
                Units(row, PartKind.Support),
                ExcelCell.Code(row.Target),
                ExcelCell.Code(row.TargetUnit),
                row.DueOn,
                row.Note,
                Flag(row.IsActive),
                plan.OpenExtensionOf(row) is { } asked ? Asked(asked) : "",
            ], Version),
            Page(layout, [.. plan.Calendar.OrderBy(day => day.Day)], RowShapes.Calendar, row =>
            [
                row.Day, Word(row.Kind), row.Name, Flag(row.IsActive),
            ]),
            Page(layout, Submissions(), RowShapes.Submissions, row =>
            [
                ExcelCell.Code(row.Unit),
                ExcelCell.Code(row.Week),
                At(row.SubmittedAt),
                At(row.EnteredAt),
                row.Assignments.Trim(),
                row.Results,
                row.Difficulties,
                row.Proposals,
                row.NextWeek,
                row.Channel is { } channel ? Word(channel) : ExcelCell.Code(""),
                row.SpokenBy,
                Flag(row.IsNothing),
                Flag(row.IsActive),
            ]),
            Page(layout, Progress(), RowShapes.Progress, row =>
            [
                ExcelCell.Code(row.Assignment), ExcelCell.Code(row.Unit), row.Progress, At(row.ProgressAt), At(row.CompletedAt),
            ]),
            Page(layout, Exemptions(), RowShapes.Exemptions, row =>
            [
                ExcelCell.Code(row.Unit), ExcelCell.Code(row.Week), row.Reason, Flag(row.IsActive),
            ]),
        ];
        if (record is { Rows.Count: > 0 })
        {
            pages.Add(RecordSheet.Page(record, clock));
            _sheets.Add(new(PlanSheets.Record, record.Rows.Count, []) { Older = record.Older });
        }

        ExcelWriter.WriteForm(file, plan.Campaign!.Name, plan.Campaign.Place, pages, PlanLayout.Names);
        return _sheets;

        string Version(AssignmentRow row) => RowVersion.OfAssignment(row, parts[row.Code]);

        ExcelCell Units(AssignmentRow row, PartKind kind) => ExcelCell.Code(string.Join('\n', UnitGroupRule.Decide(
            [.. parts[row.Code].Where(part => part.Part == kind).Select(part => part.Unit).OrderBy(Place)],
            // Of all the villages the one that leads does not support.
            kind == PartKind.Support ? [.. PartRow.UnitsOf(parts[row.Code], PartKind.Lead)] : [],
            groups)));

        int Place(string unit) => order.GetValueOrDefault(unit, int.MaxValue);

        List<ContactRow> Contacts() =>
            [.. plan.Contacts.OrderBy(row => Place(row.Unit)).ThenBy(row => row.Role).ThenBy(row => row.Address, StringComparer.Ordinal)];

        List<SubmissionRow> Submissions() =>
        [
            .. plan.Submissions
                .OrderBy(row => row.Week, StringComparer.Ordinal)
                .ThenBy(row => Place(row.Unit))
                .ThenBy(row => row.SubmittedAt),
        ];

        // Of a part of which nothing is known there is nothing to keep.
        List<ProgressRow> Progress() =>
        [
            .. from row in plan.Progress
               where row is not { Progress: "", ProgressAt: null, CompletedAt: null }
               orderby tasks.GetValueOrDefault(row.Assignment, int.MaxValue), Place(row.Unit)
               select row,
        ];

        List<ExemptionRow> Exemptions() =>
            [.. plan.Exemptions.OrderBy(row => row.Week, StringComparer.Ordinal).ThenBy(row => Place(row.Unit))];
    }

    /// <summary>A plan yet to be written: one row in each sheet shows what to write.</summary>
    /// <param name="file">The file, which is closed.</param>
    public void WriteTemplate(Stream file)
    {
        _isTemplate = true;
        Write(ExamplePlan.Of(clock), file);
    }

    private ExcelPage Page<T>(
        PlanLayout layout,
        IReadOnlyList<T> rows,
        RowShape<T> shape,
        Func<T, IReadOnlyList<ExcelCell>> cells,
        Func<T, string>? version = null)
    {
        var sheet = PlanSheets.Of(shape.File);
        if (rows.Count >= ExcelSheet.MaxRows)
            throw new ActionRequiredException(ExportWords.TooMany(sheet.Name, rows.Count));
        var kept = new List<T>(rows.Count);
        var leftOut = new List<string>();
        var widths = PlanLayout.Widths(sheet);
        foreach (var row in rows)
        {
            var written = cells(row);
            // Cut, it would come back cut.
            if (written.Any(cell => cell.Text.Length > ExcelText.Longest))
            {
                leftOut.Add(shape.Thing(row).Say(clock));
                continue;
            }

            kept.Add(row);
            for (var at = 0; at < widths.Length; at++)
                widths[at] = PlanLayout.Fitting(widths[at], written[at]);
        }

        _sheets.Add(new(sheet.Name, kept.Count, leftOut));
        ExcelColumn[] columns =
        [
            .. sheet.Columns.Select((column, at) => layout.Column(sheet, column, widths[at])),
            PlanLayout.Hidden(PlanSheets.IdHeading),
            PlanLayout.Hidden(PlanSheets.VersionHeading),
        ];
        return new(sheet.Name, stream =>
        {
            var written = new ExcelSheet(stream, columns, isForm: true);
            written.Header();
            foreach (var row in kept)
            {
                written.Row([
                    .. cells(row),
                    // On one line: nobody sees them, and their row is as high as what is seen.
                    ExcelCell.Line(_isTemplate ? PlanSheets.Example : shape.Key(row)),
                    ExcelCell.Line(RowVersion.Marked(_campaign, _lastChange, version?.Invoke(row) ?? RowVersion.Of(shape, row))),
                ]);
                if (_isTemplate)
                    written.Note(ExampleNote);
            }

            written.Close();
            return written;
        }, HasNotes: _isTemplate || columns.Any(column => column.Note.Length > 0));
    }

    private string Asked(ExtensionRow asked)
    {
        var until = asked.AskedFor is { } day ? $"đến {Vietnamese.Date(day)}" : "chưa nêu ngày";
        var why = asked.Reason.Length > 0 ? $": {CleanText.OneLine(asked.Reason)}" : "";
        return $"{asked.Unit} xin {until}, lúc {Vietnamese.Moment(clock.WallClock(asked.AskedAt))}{why}";
    }

    private static ExcelCell Flag(bool flag) => ExcelCell.Code(flag ? PlanSheets.Yes : PlanSheets.No);

    private static ExcelCell Word(Enum value) => ExcelCell.Code(PlanSheets.WordsOf(value)[0]);

    private ExcelCell At(DateTimeOffset? at)
    {
        if (at is not { } instant)
            return new("", null, ExcelStyle.Moment);
        var shown = clock.WallClock(instant);
        // What the clock shows twice, at the end of summer time, says which of the two it is.
        return clock.Instant(shown) == instant
            ? ExcelCell.Exact(shown)
            : ExcelCell.Code($"{TimeZoneInfo.ConvertTime(instant, clock.Zone):yyyy-MM-ddTHH:mm:ss.fffzzz}");
    }
}

/// <param name="Name">The sheet.</param>
/// <param name="Rows">How many rows it has, the heading not counted.</param>
/// <param name="LeftOut">Rows with a text longer than a cell can be, as people are shown them.</param>
internal sealed record ExportedSheet(string Name, int Rows, IReadOnlyList<string> LeftOut)
{
    /// <summary>Of the record of changes: how many rows are older than those that it has.</summary>
    public int Older { get; init; }
}
