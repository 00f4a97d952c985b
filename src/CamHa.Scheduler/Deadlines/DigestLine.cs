using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Deadlines;

internal enum DigestSection
{
    Overdue,
    Today,
    Soon,
}

/// <summary>One assignment as the digest shows it.</summary>
internal sealed record DigestLine(
    DigestSection Section, DateOnly DueOn, string Code, string Title, string Part, string Leads, string Target, string Due, string Left, string Progress, string Action)
{
    private const int ExcerptLength = 280;

    public static DigestLine Of(DigestRow row, IEnumerable<string> leads, DateOnly today, WorkingCalendar calendar, CampaignClock clock)
    {
        var isLead = row.Part == "Lead";
        var section = row.DueOn < today ? DigestSection.Overdue : row.DueOn == today ? DigestSection.Today : DigestSection.Soon;
        return new(
            section,
            row.DueOn,
            row.Code,
            row.Title,
            isLead ? "chủ trì" : "phối hợp",
            isLead ? "" : string.Join(", ", leads),
            $"{row.Target} {row.TargetUnit}".Trim(),
            Vietnamese.WithWeekday(row.DueOn),
            LeftOf(section, row.DueOn, today, calendar),
            Latest(row, clock),
            ActionFor(section, isLead));
    }

    private static string LeftOf(DigestSection section, DateOnly due, DateOnly today, WorkingCalendar calendar) => section switch
    {
        DigestSection.Overdue => $"quá hạn {today.DayNumber - due.DayNumber} ngày ({calendar.WorkingDaysAfter(due, today)} ngày làm việc)",
        DigestSection.Today => "hết hạn hôm nay",
        _ => $"còn {due.DayNumber - today.DayNumber} ngày",
    };

    private static string Latest(DigestRow row, CampaignClock clock)
    {
        var isFromSubmission = row.LastSubmission is { Length: > 0 } && !(row.ProgressAt >= row.LastSubmissionAt);
        var (text, at) = isFromSubmission ? (row.LastSubmission, row.LastSubmissionAt) : (row.Progress, row.ProgressAt);
        if (string.IsNullOrWhiteSpace(text))
            return "chưa có thông tin";
        var line = CleanText.OneLine(text);
        var excerpt = line.Abbreviated(ExcerptLength);
        return at is { } instant ? $"({Vietnamese.DayMonth(DateOnly.FromDateTime(clock.WallClock(instant)))}) {excerpt}" : excerpt;
    }

    private static string ActionFor(DigestSection section, bool isLead) => (section, isLead) switch
    {
        (DigestSection.Overdue, true) => "hoàn thành ngay, trả lời thư này nêu lý do chậm và ngày hoàn thành.",
        (DigestSection.Overdue, false) => "cùng đơn vị chủ trì hoàn thành ngay; phần của đơn vị đã xong thì trả lời thư này.",
        (_, true) => "hoàn thành đúng hạn và trả lời thư này báo kết quả.",
        _ => "phối hợp với đơn vị chủ trì; phần của đơn vị đã xong thì trả lời thư này.",
    };
}
