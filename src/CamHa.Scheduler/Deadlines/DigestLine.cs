using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Changes;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Deadlines;

internal enum DigestSection
{
    Overdue,

    /// <summary>Overdue before the unit was told for the first time.</summary>
    Opening,
    Today,

    /// <summary>Not due yet, and told of because the unit's report of completion was returned.</summary>
    Returned,

    /// <summary>The same because more time was asked for and refused.</summary>
    Refused,
    Soon,
}

/// <summary>One assignment as the digest shows it.</summary>
internal sealed record DigestLine
{
    private const int ExcerptLength = 280;

    public required DigestSection Section { get; init; }

    public required DateOnly DueOn { get; init; }

    public required string Code { get; init; }

    public required string Title { get; init; }

    /// <summary>Whose line it is, in a mail that several units share; otherwise empty.</summary>
    public required string Unit { get; init; }

    public required string Part { get; init; }

    /// <summary>The leading units; empty where this unit is one of them.</summary>
    public required string Leads { get; init; }

    public required string Target { get; init; }

    public required string Due { get; init; }

    /// <summary>From when to when the deadline has moved; empty where it has not.</summary>
    public required string Moved { get; init; }

    public required string Left { get; init; }

    public required string Progress { get; init; }

    /// <summary>Why the unit's report of completion was returned; empty where none was.</summary>
    public required string Returned { get; init; }

    /// <summary>What was asked and is not decided: more time; empty where none was.</summary>
    public required string Asked { get; init; }

    /// <summary>The same that was refused, and why.</summary>
    public required string Refused { get; init; }

    public required string Action { get; init; }

    /// <summary>What answers about it at a tap; none for all but the most urgent.</summary>
    public IReadOnlyList<AnswerButton> Buttons { get; init; } = [];

    public static DigestLine Of(
        DigestRow row,
        string unit,
        IEnumerable<string> leads,
        ToldBefore told,
        DateOnly today,
        WorkingCalendar calendar,
        CampaignClock clock,
        DateTimeOffset now)
    {
        var isLead = row.Part == PartKind.Lead;
        var section = row.DueOn < today ? row.IsOpening ? DigestSection.Opening : DigestSection.Overdue
            : row.DueOn == today ? DigestSection.Today
            : row.IsReturnNotice ? DigestSection.Returned
            : row.IsRefusalNotice ? DigestSection.Refused
            : DigestSection.Soon;
        return new()
        {
            Section = section,
            DueOn = row.DueOn,
            Code = row.Code,
            Title = row.Title,
            Unit = unit,
            Part = (row.Part ?? PartKind.Support).Word(),
            Leads = isLead ? "" : leads.Distinct().ToList().UnitsInBrief(", "),
            Target = $"{row.Target} {row.TargetUnit}".Trim(),
            Due = Vietnamese.WithWeekday(row.DueOn),
            Moved = told.Moved(row.AssignmentId, row.DueOn),
            Left = LeftOf(section, row.DueOn, today, calendar),
            Progress = Latest(row, clock),
            Returned = DoneReportRule.IsReturned(row.ReturnedAt, now) ? CleanText.OneLine(row.ReturnReason) : "",
            Asked = row.AskedAt is not null && !(row.ClosedAt <= now) ? $"{Request(row)} đang chờ chuyên trách quyết định" : "",
            Refused = row.Outcome == ExtensionOutcome.Refused && row.ClosedAt <= now
                ? $"{Request(row)} không được chấp thuận: {CleanText.OneLine(row.Answer)}"
                : "",
            Action = ActionFor(section, isLead),
        };
    }

    private static string Request(DigestRow row) =>
        $"Đề nghị lùi hạn{(row.AskedFor is { } day ? $" đến {Vietnamese.Date(day)}" : "")}";

    private static string LeftOf(DigestSection section, DateOnly due, DateOnly today, WorkingCalendar calendar) => section switch
    {
        DigestSection.Overdue =>
            $"quá hạn {today.DayNumber - due.DayNumber} ngày ({calendar.WorkingDaysAfter(due, today)} ngày làm việc)",
        DigestSection.Opening => "hạn đã qua khi bắt đầu nhắc",
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
        (DigestSection.Opening, true) =>
            "đã xong thì trả lời thư này nêu ngày hoàn thành; chưa xong thì nêu lý do và ngày sẽ hoàn thành.",
        (DigestSection.Opening, false) => "phần của đơn vị đã xong thì trả lời thư này; chưa xong thì cùng đơn vị chủ trì hoàn thành.",
        (DigestSection.Returned, true) => "làm tiếp cho đúng hạn theo lý do trả lại; xong thì trả lời thư này báo lại.",
        (DigestSection.Refused, _) => "làm tiếp cho đúng hạn; không kịp thì trả lời thư này nêu rõ vướng mắc.",
        (DigestSection.Returned, false) => "làm tiếp phần của đơn vị theo lý do trả lại; xong thì trả lời thư này báo lại.",
        (_, true) => "hoàn thành đúng hạn và trả lời thư này báo kết quả.",
        _ => "phối hợp với đơn vị chủ trì; phần của đơn vị đã xong thì trả lời thư này.",
    };
}
