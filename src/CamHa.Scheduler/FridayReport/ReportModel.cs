using CamHa.Scheduler.Submissions;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.FridayReport;

/// <summary>The report in words, for the templates.</summary>
internal sealed record ReportModel
{
    private const int DaysAhead = 14;

    public required string Subject { get; init; }

    public required string Title { get; init; }

    public required string Campaign { get; init; }

    public required string Week { get; init; }

    public required string Dates { get; init; }

    public required string AsOf { get; init; }

    public required string CutOff { get; init; }

    /// <summary>What the reader must know before the figures; empty where there is nothing.</summary>
    public required IReadOnlyList<string> Remarks { get; init; }

    public required bool IsSupplement { get; init; }

    public required int Owing { get; init; }

    public required int OnTime { get; init; }

    public required int Late { get; init; }

    public required int Missing { get; init; }

    public required int Exempt { get; init; }

    public required int OnTimePercent { get; init; }

    public required int LatePercent { get; init; }

    public required int MissingPercent { get; init; }

    public required int Assignments { get; init; }

    public required int Done { get; init; }

    public required int OnTrack { get; init; }

    public required int Overdue { get; init; }

    public required IReadOnlyList<string> MissingUnits { get; init; }

    public required IReadOnlyList<string> ExemptUnits { get; init; }

    public required IReadOnlyList<DeadlineLine> OverdueLines { get; init; }

    public required IReadOnlyList<DeadlineLine> SoonLines { get; init; }

    /// <summary>What each unit reported; in a supplement, what is new.</summary>
    public required IReadOnlyList<UnitLine> Reports { get; init; }

    public required IReadOnlyList<UnitLine> LateForEarlier { get; init; }

    public required IReadOnlyList<UnitLine> Notes { get; init; }

    public required IReadOnlyList<Quote> Difficulties { get; init; }

    public required IReadOnlyList<Quote> Proposals { get; init; }

    public required IReadOnlyList<Quote> NextWeek { get; init; }

    public required IReadOnlyList<string> Changes { get; init; }

    public required IReadOnlyList<string> Audit { get; init; }

    /// <summary>What the mail carries, and what it does not; empty where it says nothing of files.</summary>
    public string Files { get; init; } = "";

    /// <summary>The pictures of the mail.</summary>
    public IReadOnlyList<ReportPicture> Pictures { get; init; } = [];

    /// <param name="report">The frozen figures.</param>
    /// <param name="isWhole">Whether a supplement says everything, as its files do, and not only what is new.</param>
    /// <param name="cut">How long texts are cut; whole where it is left out.</param>
    public static ReportModel Of(ReportSnapshot report, bool isWhole = false, LongText? cut = null)
    {
        UnitReport Fit(UnitReport unit) => cut?.Cut(unit) ?? unit;
        var isSupplement = report.Revision > 1;
        var title = isSupplement ? $"Báo cáo bổ sung {report.WeekName}" : $"Báo cáo tổng hợp {report.WeekName}";
        var units = report.Units.Where(unit => unit.SubmittedAt is not null).ToList();
        var shown = units.Where(unit => !isSupplement || isWhole || unit.SubmittedAt > report.PreviousAsOf).Select(Fit).ToList();
        var owing = report.Units.Count - report.In(SubmissionState.Exempt).Count();
        var onTime = report.In(SubmissionState.OnTime).Count();
        var late = report.In(SubmissionState.Late).Count();
        var today = DateOnly.FromDateTime(report.AsOf);
        return new()
        {
            Subject = $"[{report.SubjectTag}] {title} ({report.Dates})",
            Title = title,
            Campaign = report.CampaignName,
            Week = report.WeekName,
            Dates = report.Dates,
            AsOf = Vietnamese.Moment(report.AsOf),
            CutOff = Vietnamese.Moment(report.CutOff),
            Remarks = RemarksOn(report),
            IsSupplement = isSupplement,
            Owing = owing,
            OnTime = onTime,
            Late = late,
            Missing = owing - onTime - late,
            Exempt = report.Units.Count - owing,
            OnTimePercent = Percent(onTime, owing),
            LatePercent = Percent(late, owing),
            MissingPercent = owing == 0 ? 0 : 100 - Percent(onTime, owing) - Percent(late, owing),
            Assignments = report.Assignments.Count,
            Done = report.In(AssignmentState.Done).Count(),
            OnTrack = report.In(AssignmentState.OnTrack).Count(),
            Overdue = report.In(AssignmentState.Overdue).Count(),
            MissingUnits = [.. report.In(SubmissionState.Missing).Select(unit => unit.Name)],
            ExemptUnits = [.. report.In(SubmissionState.Exempt).Select(unit => unit.ExemptionReason.Length == 0 ? unit.Name : $"{unit.Name} ({unit.ExemptionReason})")],
            // The longest overdue first: those the ladder has brought to the committee.
            OverdueLines = [.. report.In(AssignmentState.Overdue).OrderByDescending(each => each.DaysOverdue).ThenBy(each => each.Code, StringComparer.Ordinal).Select(DeadlineLine.Of)],
            SoonLines = [.. report.In(AssignmentState.OnTrack).Where(each => each.DueOn <= today.AddDays(DaysAhead)).Select(DeadlineLine.Of)],
            Reports = [.. shown.Select(UnitLine.Of)],
            LateForEarlier = isSupplement && !isWhole ? [] : [.. report.LateForEarlier.Select(Fit).Select(UnitLine.Of)],
            Notes = [.. report.Notes.Where(unit => !isSupplement || isWhole || unit.SubmittedAt > report.PreviousAsOf).Select(Fit).Select(UnitLine.Of)],
            Difficulties = Gather(shown, unit => unit.Difficulties),
            Proposals = Gather(shown, unit => unit.Proposals),
            NextWeek = Gather(shown, unit => unit.NextWeek),
            Changes = report.Changes is null ? ["Chưa có báo cáo trước để so sánh."] : InWords(report.Changes),
            Audit = AuditOf(report.Audit),
        };
    }

    private static int Percent(int part, int whole) => whole == 0 ? 0 : (int)Math.Round(part * 100.0 / whole, MidpointRounding.AwayFromZero);

    private static IReadOnlyList<string> RemarksOn(ReportSnapshot report)
    {
        var remarks = new List<string>();
        if (report.IsIssuedLate)
            remarks.Add($"Phát hành muộn: theo lịch là {Vietnamese.Moment(report.DueAt)}. Số liệu tính đến lúc phát hành.");
        if (report.MissedWeeks.Count > 0)
            remarks.Add($"Chưa phát hành được báo cáo {string.Join(", ", report.MissedWeeks)} vì máy chủ ngừng hoạt động; nội dung các đơn vị đã nộp nêu ở mục “Nộp muộn cho tuần trước”.");
        return remarks;
    }

    private static IReadOnlyList<Quote> Gather(IEnumerable<UnitReport> units, Func<UnitReport, string> part) =>
        [.. units.Where(unit => part(unit).Length > 0).Select(unit => new Quote(unit.Name, part(unit).Split('\n')))];

    /// <summary>A difference between two reports, line by line.</summary>
    public static IReadOnlyList<string> InWords(ReportChanges changes)
    {
        var lines = new List<string>
        {
            $"Đúng hạn: {changes.OnTimeNow} đơn vị ({changes.SinceWeek}: {changes.OnTimeBefore}).",
        };
        foreach (var unit in changes.Units)
            lines.Add($"{unit.Name}: {StateName(unit.Before)} → {StateName(unit.Now)}.");
        Add("Mới hoàn thành", changes.NewlyDone);
        Add("Mới quá hạn", changes.NewlyOverdue);
        Add("Đổi thời hạn", changes.DueDateMoved);
        Add("Thêm nhiệm vụ", changes.Added);
        Add("Bỏ nhiệm vụ", changes.Removed);
        return lines;

        void Add(string label, IReadOnlyList<string> codes)
        {
            if (codes.Count > 0)
                lines.Add($"{label}: {string.Join(", ", codes)}.");
        }
    }

    public static string StateName(SubmissionState? state) => state switch
    {
        SubmissionState.OnTime => "đúng hạn",
        SubmissionState.Late => "nộp muộn",
        SubmissionState.Missing => "chưa nộp",
        SubmissionState.Exempt => "được miễn",
        _ => "không có trong danh sách",
    };

    private static IReadOnlyList<string> AuditOf(ReportAudit audit) =>
    [
        $"Thư từ kỳ báo cáo trước: đã gửi {audit.Sent}, đang chờ {audit.Waiting}, gửi hỏng {audit.Failed}, "
            + $"không gửi vì không còn đúng {audit.Suppressed}, hết hiệu lực {audit.Expired}, đang bị giữ {audit.Held}.",
        audit.UnitsWithoutAddress.Count == 0
            ? "Mọi đơn vị đều có địa chỉ thư."
            : $"Đơn vị chưa có địa chỉ thư: {string.Join("; ", audit.UnitsWithoutAddress)}.",
    ];
}

/// <summary>An assignment in the lists of deadlines.</summary>
internal sealed record DeadlineLine(string Code, string Title, string Leads, string Due, string Standing, bool IsEscalated)
{
    public static DeadlineLine Of(AssignmentStatus assignment) => new(
        assignment.Code,
        assignment.Title,
        assignment.Leads,
        Vietnamese.Date(assignment.DueOn),
        assignment.State == AssignmentState.Overdue ? $"quá hạn {assignment.DaysOverdue} ngày làm việc" : "",
        assignment.IsEscalated);
}

/// <summary>What one unit sent.</summary>
internal sealed record UnitLine(
    string Name, string Received, IReadOnlyList<string> Results, IReadOnlyList<string> Difficulties, IReadOnlyList<string> Proposals, IReadOnlyList<string> NextWeek)
{
    public static UnitLine Of(UnitReport unit) =>
        new(unit.Name, ReceivedAt(unit), Lines(unit.Results), Lines(unit.Difficulties), Lines(unit.Proposals), Lines(unit.NextWeek));

    /// <summary>When it came, and whether it was late or replaces another.</summary>
    public static string ReceivedAt(UnitReport unit)
    {
        var at = unit.SubmittedAt!.Value;
        var received = $"{Vietnamese.Time(at)} {Vietnamese.DayMonth(DateOnly.FromDateTime(at))}";
        if (unit.State == SubmissionState.Late)
            received = $"muộn, {received}, cho tuần {WeekLabel.Brief(unit.Week)}";
        if (unit.ReplacesThatOf is { } before)
            received += $", đính chính bản {Vietnamese.Time(before)} {Vietnamese.DayMonth(DateOnly.FromDateTime(before))}";
        return received;
    }

    private static string[] Lines(string text) => text.Length == 0 ? [] : text.Split('\n');
}

/// <summary>A unit's own words.</summary>
internal sealed record Quote(string Unit, IReadOnlyList<string> Lines);
