using CamHa.Scheduler.FridayReport.Snapshot;
using CamHa.Scheduler.Submissions;

namespace CamHa.Scheduler.Tests.Builders;

/// <summary>Frozen reports for the rules and writers that need no database.</summary>
internal static class Reports
{
    public static readonly DateTime Friday = new(2022, 6, 17, 16, 30, 0);

    public static ReportSnapshot Report(params UnitReport[] units) => new()
    {
        Version = ReportSnapshot.CurrentVersion,
        Letterhead = new LetterheadOptions().LetterheadOf("Cẩm Hà", "Ban Chỉ đạo Chương trình MTQG xây dựng nông thôn mới xã"),
        CampaignCode = "NTM-2022",
        CampaignName = "Kế hoạch phát động thi đua xây dựng nông thôn mới năm 2022",
        Place = "Cẩm Hà",
        SubjectTag = "NTM Cẩm Hà",
        Week = "2022-W24",
        WeekName = "tuần 24/2022",
        Dates = "13–19/6",
        Revision = 1,
        CutOff = Friday.AddMinutes(-30),
        DueAt = Friday,
        AsOf = Friday,
        Units = units,
        Notes = [],
        LateForEarlier = [],
        Assignments = [],
        Changes = null,
        Audit = new() { Sent = 0, Waiting = 0, Failed = 0, Suppressed = 0, Expired = 0, Held = 0, UnitsWithoutAddress = [] },
        Weeks = [WeekFigures.Of("2022-W24", units)],
    };

    public static UnitReport Unit(string code, SubmissionState state, string results = "") => new()
    {
        Code = code,
        Name = $"Thôn {code}",
        State = state,
        Week = "2022-W24",
        SubmittedAt = results.Length > 0 ? Friday.AddHours(-3) : null,
        Results = results,
    };

    public static FileRecord HandedFile(string unit, string name, long size) => new()
    {
        UnitCode = unit,
        UnitName = $"Thôn {unit}",
        Name = name,
        Kind = "Word",
        SizeBytes = size,
        ReceivedAt = Friday.AddHours(-3),
    };

    public static AssignmentStatus Assignment(string code, AssignmentState state, params AssignmentPart[] parts) => new()
    {
        Code = code,
        Title = $"Nhiệm vụ {code}",
        Target = "",
        Leads = string.Join("; ", parts.Where(part => part.IsLead).Select(part => part.UnitName)),
        DueOn = new(2022, 6, 30),
        State = state,
        DaysOverdue = state == AssignmentState.Overdue ? 2 : 0,
        IsEscalated = false,
        Parts = parts,
    };

    public static AssignmentPart Lead(
        string unit,
        string progress = "") => new() { UnitCode = unit, UnitName = $"Thôn {unit}", IsLead = true, Progress = progress };
}
