using CamHa.Scheduler.FridayReport.Snapshot;
using CamHa.Scheduler.Submissions;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.FridayReport.Wording;

/// <summary>
/// The report in figures and words, the same for the mail and for its files. Its property names are what templates refer to,
/// an operator's own among them.
/// </summary>
internal record ReportModel
{
    /// <summary>How far ahead the list of coming deadlines reaches.</summary>
    private const int DaysAhead = 14;

    public required string Subject { get; init; }

    public required string Title { get; init; }

    public required string Campaign { get; init; }

    public required string Week { get; init; }

    public required string Dates { get; init; }

    public required string AsOf { get; init; }

    public required string CutOff { get; init; }

    /// <summary>What somebody has written to stand before everything, paragraph by paragraph; mostly empty.</summary>
    public IReadOnlyList<string> Introduction { get; init; } = [];

    /// <summary>What a reader must know before the figures; often empty.</summary>
    public required IReadOnlyList<string> Remarks { get; init; }

    public required bool IsSupplement { get; init; }

    public required int Owing { get; init; }

    public required int OnTime { get; init; }

    public required int Late { get; init; }

    public required int Missing { get; init; }

    public required int Exempt { get; init; }

    /// <summary>Of those that have submitted, the units with nothing to report.</summary>
    public required int Nothing { get; init; }

    public required int OnTimePercent { get; init; }

    public required int LatePercent { get; init; }

    public required int MissingPercent { get; init; }

    public required int Assignments { get; init; }

    public required int Done { get; init; }

    public required int Waiting { get; init; }

    public required int OnTrack { get; init; }

    public required int Overdue { get; init; }

    public required IReadOnlyList<string> MissingUnits { get; init; }

    public required IReadOnlyList<string> ExemptUnits { get; init; }

    /// <summary>The longest overdue first: those that have been escalated to the committee.</summary>
    public required IReadOnlyList<DeadlineLine> OverdueLines { get; init; }

    public required IReadOnlyList<DeadlineLine> SoonLines { get; init; }

    /// <summary>The longest waiting first, one an assignment.</summary>
    public required IReadOnlyList<WaitingLine> WaitingLines { get; init; }

    /// <summary>How many units' parts those are. An assignment whose other leading units still owe theirs does not wait.</summary>
    public required int WaitingParts { get; init; }

    /// <summary>What waits to be confirmed, counted; empty where nothing does.</summary>
    public string WaitingSummary { get; init; } = "";

    /// <summary>Whose report of completion was returned and why.</summary>
    public IReadOnlyList<string> ReturnedLines { get; init; } = [];

    /// <summary>Who asks for more time, which nobody has decided.</summary>
    public IReadOnlyList<string> AskedLines { get; init; } = [];

    /// <summary>What each unit reported; in a supplement's mail, only what is new.</summary>
    public required IReadOnlyList<UnitLine> Reports { get; init; }

    public required IReadOnlyList<UnitLine> LateForEarlier { get; init; }

    public required IReadOnlyList<UnitLine> Notes { get; init; }

    public required IReadOnlyList<Quote> Difficulties { get; init; }

    public required IReadOnlyList<Quote> Proposals { get; init; }

    public required IReadOnlyList<Quote> NextWeek { get; init; }

    /// <summary>The files that came with submissions; in a supplement's mail, only those that are new.</summary>
    public IReadOnlyList<FileLine> HandedFiles { get; init; } = [];

    public required IReadOnlyList<string> Changes { get; init; }

    public required IReadOnlyList<string> Audit { get; init; }

    /// <param name="report">The frozen report.</param>
    /// <param name="isWhole">Whether a supplement repeats everything, as its files do, or gives only what is new.</param>
    /// <param name="cut">Shortens the units' texts; null leaves them whole.</param>
    public static ReportModel Of(ReportSnapshot report, bool isWhole = false, LongText? cut = null)
    {
        var isSupplement = report.Revision > 1;
        var onlyNew = isSupplement && !isWhole;
        var title = isSupplement ? $"Báo cáo bổ sung {report.WeekName}" : $"Báo cáo tổng hợp {report.WeekName}";
        var reports = Shown(report.Units);
        var owing = report.Units.Count - report.In(SubmissionState.Exempt).Count();
        var onTime = report.In(SubmissionState.OnTime).Count();
        var late = report.In(SubmissionState.Late).Count();
        var soon = DateOnly.FromDateTime(report.AsOf).AddDays(DaysAhead);
        var waiting = WaitingLine.Of(report).ToList();
        var waitingParts = waiting.Sum(line => line.Parts);
        return new()
        {
            Subject = $"[{report.SubjectTag}] {title} ({report.Dates})",
            Title = title,
            Campaign = report.CampaignName,
            Week = report.WeekName,
            Dates = report.Dates,
            AsOf = Vietnamese.OfficialMoment(report.AsOf),
            CutOff = Vietnamese.OfficialMoment(report.CutOff),
            Introduction = report.Introduction.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
            Remarks = [.. ReportWords.Remarks(report)],
            IsSupplement = isSupplement,
            Owing = owing,
            OnTime = onTime,
            Late = late,
            Missing = owing - onTime - late,
            Exempt = report.Units.Count - owing,
            Nothing = report.Units.Count(unit => unit.IsNothing),
            OnTimePercent = Percent(onTime, owing),
            LatePercent = Percent(late, owing),
            MissingPercent = owing == 0 ? 0 : 100 - Percent(onTime, owing) - Percent(late, owing),
            Assignments = report.Assignments.Count,
            Done = report.In(AssignmentState.Done).Count(),
            Waiting = report.In(AssignmentState.Waiting).Count(),
            OnTrack = report.In(AssignmentState.OnTrack).Count(),
            Overdue = report.In(AssignmentState.Overdue).Count(),
            MissingUnits = [.. report.In(SubmissionState.Missing).Select(unit => unit.Name)],
            ExemptUnits = [.. report.In(SubmissionState.Exempt).Select(ReportWords.Exempt)],
            OverdueLines =
            [
                .. report.In(AssignmentState.Overdue)
                    .OrderByDescending(each => each.DaysOverdue)
                    .ThenBy(each => each.Code, StringComparer.Ordinal)
                    .Select(DeadlineLine.Of),
            ],
            SoonLines = [.. report.In(AssignmentState.OnTrack).Where(each => each.DueOn <= soon).Select(DeadlineLine.Of)],
            WaitingLines = waiting,
            WaitingParts = waitingParts,
            ReturnedLines = [.. ReportWords.Returned(report)],
            AskedLines = [.. ReportWords.Asked(report)],
            WaitingSummary = waitingParts == 0 ? ""
                : $"{waitingParts} phần việc của {waiting.Count} nhiệm vụ đã được đơn vị báo hoàn thành, chờ xác nhận.",
            Reports = [.. reports.Select(UnitLine.Of)],
            LateForEarlier = onlyNew ? [] : [.. report.LateForEarlier.Select(Fit).Select(UnitLine.Of)],
            Notes = [.. Shown(report.Notes).Select(UnitLine.Of)],
            Difficulties = Quotes(reports, unit => unit.Difficulties),
            Proposals = Quotes(reports, unit => unit.Proposals),
            NextWeek = Quotes(reports, unit => unit.NextWeek),
            HandedFiles = [.. report.Files.Where(file => !onlyNew || file.ReceivedAt > report.PreviousAsOf).Select(FileLine.Of)],
            Changes = report.Changes is null ? ["Chưa có báo cáo trước để so sánh."] : ReportWords.Changes(report.Changes),
            Audit = ReportWords.Audit(report.Audit),
        };

        UnitReport Fit(UnitReport unit) => cut?.Cut(unit) ?? unit;

        List<UnitReport> Shown(IReadOnlyList<UnitReport> units) =>
        [
            .. units.Where(unit => onlyNew ? unit.SubmittedAt > report.PreviousAsOf : unit.SubmittedAt is not null).Select(Fit),
        ];
    }

    private static int Percent(int part, int whole) =>
        whole == 0 ? 0 : (int)Math.Round(part * 100.0 / whole, MidpointRounding.AwayFromZero);

    private static IReadOnlyList<Quote> Quotes(IEnumerable<UnitReport> units, Func<UnitReport, string> text) =>
        [.. units.Where(unit => text(unit).Length > 0).Select(unit => new Quote(unit.Name, text(unit).Split('\n')))];
}
