using CamHa.Scheduler.FridayReport.Snapshot;
using CamHa.Scheduler.Submissions;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.FridayReport.Wording;

/// <summary>Sentences of the report.</summary>
internal static class ReportWords
{
    /// <summary>What a reader must know before the figures.</summary>
    public static IEnumerable<string> Remarks(ReportSnapshot report)
    {
        if (report.IsIssuedLate)
            yield return $"Phát hành muộn: theo lịch là {Vietnamese.OfficialMoment(report.DueAt)}. Số liệu tính đến lúc phát hành.";
        if (report.MissedWeeks.Count > 0)
        {
            yield return $"Chưa phát hành được báo cáo {string.Join(", ", report.MissedWeeks)} vì máy chủ ngừng hoạt động; "
                + "nội dung các đơn vị đã nộp nêu ở mục “Nộp muộn cho tuần trước”.";
        }

        if (report.LeftOut.Count > 0)
        {
            yield return $"Không đưa vào báo cáo vì ngày tháng ghi sai: {string.Join("; ", report.LeftOut)}. "
                + "Đề nghị chuyên trách sửa và nạp lại.";
        }
    }

    /// <summary>An exempt unit's name, with the reason where one is known.</summary>
    public static string Exempt(UnitReport unit) =>
        unit.ExemptionReason.Length == 0 ? unit.Name : $"{unit.Name} ({unit.ExemptionReason})";

    /// <summary>The difference between two reports, line by line.</summary>
    public static IReadOnlyList<string> Changes(ReportChanges changes)
    {
        var lines = new List<string>
        {
            $"Đúng hạn: {changes.OnTimeNow} đơn vị ({changes.SinceWeek}: {changes.OnTimeBefore}).",
        };
        foreach (var unit in changes.Units)
            lines.Add($"{unit.Name}: {StateOf(unit.Before)} → {StateOf(unit.Now)}.");
        Add("Mới hoàn thành", changes.NewlyDone);
        Add("Mới báo hoàn thành, chờ xác nhận", changes.NewlyWaiting);
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

    /// <summary>What became of the mails, and which units no mail can reach.</summary>
    public static IReadOnlyList<string> Audit(ReportAudit audit) =>
    [
        $"Thư từ kỳ báo cáo trước: đã gửi {audit.Sent}, đang chờ {audit.Waiting}, gửi hỏng {audit.Failed}, "
            + $"không gửi vì không còn đúng {audit.Suppressed}, hết hiệu lực {audit.Expired}, đang bị giữ {audit.Held}.",
        audit.UnitsWithoutAddress.Count == 0
            ? "Mọi đơn vị đều có địa chỉ thư."
            : $"Đơn vị chưa có địa chỉ thư: {string.Join("; ", audit.UnitsWithoutAddress)}.",
    ];

    /// <summary>Whose report of completion was returned and why, a line each, where the unit still has to do it.</summary>
    public static IEnumerable<string> Returned(ReportSnapshot report) =>
        from assignment in report.Assignments
        where assignment.State is not (AssignmentState.Done or AssignmentState.Waiting)
        from part in assignment.Parts
        where part.ReturnedAt is not null
        select $"{assignment.Code} - {part.UnitName}: {Returned(part.ReturnedAt!.Value, part.ReturnReason)}.";

    /// <summary>Who asks for more time, until when and why, a line each, the longest waiting first.</summary>
    public static IEnumerable<string> Asked(ReportSnapshot report) =>
        from assignment in report.Assignments
        where assignment.State != AssignmentState.Done
        from part in assignment.Parts
        where part.AskedAt is not null
        orderby part.AskedAt, assignment.Code
        let until = part.AskedFor is { } day ? $" đến {Vietnamese.OfficialDate(day)}" : ""
        let why = part.AskedReason.Length > 0 ? $": {CleanText.OneLine(part.AskedReason).TrimEnd('.')}" : ""
        select $"{assignment.Code} - {part.UnitName}: đề nghị lùi hạn từ {Vietnamese.OfficialDate(assignment.DueOn)}{until}{why}.";

    /// <summary>
    /// What units say of an assignment and have done of it, a line each; what all who lead it say alike, as when it is reported
    /// done as a whole, is one line.
    /// </summary>
    public static IEnumerable<string> Progress(AssignmentStatus assignment)
    {
        var leads = assignment.Parts.Where(part => part.IsLead).ToList();
        foreach (var same in assignment.Parts.Where(part => Said(part).Length > 0).GroupBy(Said))
        {
            if (leads.Count > 1 && leads.TrueForAll(same.Contains) && same.All(part => part.IsLead))
            {
                yield return assignment.Leads + same.Key;
                continue;
            }

            foreach (var part in same)
                yield return part.UnitName + same.Key;
        }
    }

    // What follows the unit's name; empty where there is nothing to say.
    private static string Said(AssignmentPart part) => $"{Completion(part)}: {part.Progress}".TrimEnd(' ', ':');

    private static string Completion(AssignmentPart part) =>
        part.CompletedAt is { } at ? $" (hoàn thành {Day(at)})"
        : part.ReportedAt is { } reported ? $" (báo hoàn thành {Day(reported)}, chờ xác nhận)"
        : part.ReturnedAt is { } returned ? $" ({Returned(returned, part.ReturnReason)})"
        : "";

    private static string Returned(DateTime at, string reason) =>
        $"báo hoàn thành, trả lại {Day(at)}{(reason.Length > 0 ? $": {CleanText.OneLine(reason)}" : "")}";

    private static string Day(DateTime at) => Vietnamese.OfficialDate(DateOnly.FromDateTime(at));

    private static string StateOf(SubmissionState? state) => state?.WordInSentence() ?? "không có trong danh sách";
}
