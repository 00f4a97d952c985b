using CamHa.Scheduler.Changes;
using CamHa.Scheduler.Deadlines;
using CamHa.Scheduler.FridayReport.Snapshot;
using CamHa.Scheduler.Submissions;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.FridayReport.Wording;

/// <summary>An assignment in the lists of deadlines.</summary>
/// <param name="Code">The assignment.</param>
/// <param name="Title">Its title.</param>
/// <param name="Leads">The leading units that still have to do their part.</param>
/// <param name="IsPartlyDone">Whether others that lead have done theirs, or reported it.</param>
/// <param name="Due">When it is due.</param>
/// <param name="Standing">For how long it is overdue; empty where it is not.</param>
/// <param name="IsEscalated">Whether the committee has to act.</param>
internal sealed record DeadlineLine(
    string Code, string Title, string Leads, bool IsPartlyDone, string Due, string Standing, bool IsEscalated)
{
    public const string AllLabel = "Chủ trì";
    public const string OwingLabel = "Chủ trì chưa xong";

    /// <summary>What the leading units are called.</summary>
    public string LeadsLabel => IsPartlyDone ? OwingLabel : AllLabel;

    /// <summary>The leading units for the mail; the files name all of them.</summary>
    public string LeadsInBrief => Leads.Split("; ").UnitsInBrief("; ");

    public static DeadlineLine Of(AssignmentStatus assignment) => new(
        assignment.Code,
        assignment.Title,
        assignment.OwingLeads,
        assignment.OwingLeads != assignment.Leads,
        Vietnamese.OfficialDate(assignment.DueOn),
        assignment.State == AssignmentState.Overdue ? $"quá hạn {assignment.DaysOverdue} ngày làm việc" : "",
        assignment.IsEscalated);
}

/// <summary>An assignment of which units have reported their parts done, and somebody is to confirm or return that.</summary>
/// <param name="Code">The assignment.</param>
/// <param name="Title">Its title.</param>
/// <param name="Unit">The units.</param>
/// <param name="Since">When they reported it, and who did.</param>
/// <param name="Due">When the assignment is due.</param>
/// <param name="Parts">How many units' parts they are.</param>
internal sealed record WaitingLine(string Code, string Title, string Unit, string Since, string Due, int Parts = 1)
{
    /// <summary>The units for the mail; the files name all of them.</summary>
    public string UnitInBrief => Unit.Split("; ").UnitsInBrief("; ");

    /// <summary>The longest waiting first; of what is done in any case nobody has to decide.</summary>
    public static IEnumerable<WaitingLine> Of(ReportSnapshot report) =>
        from assignment in report.Assignments
        where assignment.State != AssignmentState.Done
        let waiting = assignment.Parts
            .Where(part => part.ReportedAt is not null)
            .OrderBy(part => part.ReportedAt)
            .ThenBy(part => part.UnitCode, StringComparer.Ordinal)
            .ToList()
        where waiting.Count > 0
        orderby waiting[0].ReportedAt, assignment.Code
        let leads = assignment.Parts.Where(part => part.IsLead).ToList()
        let units = WaitingUnits.Of(
            waiting.ConvertAll(part => (part.UnitName, UnitLine.Moment(part.ReportedAt!.Value), part.ReportedBy)),
            leads.Count == waiting.Count && leads.TrueForAll(waiting.Contains) ? assignment.Leads : null)
        select new WaitingLine(
            assignment.Code,
            assignment.Title,
            units.Names,
            units.Since + (units.By.Length > 0 ? $", {units.By}" : ""),
            Vietnamese.OfficialDate(assignment.DueOn),
            waiting.Count);
}

/// <summary>One unit's submission, line by line.</summary>
internal sealed record UnitLine(
    string Name,
    string Received,
    IReadOnlyList<string> Results,
    IReadOnlyList<string> Difficulties,
    IReadOnlyList<string> Proposals,
    IReadOnlyList<string> NextWeek)
{
    public static UnitLine Of(UnitReport unit) => new(
        unit.Name,
        ReceivedAt(unit),
        Lines(unit.Results),
        Lines(unit.Difficulties),
        Lines(unit.Proposals),
        Lines(unit.NextWeek));

    public static string Moment(DateTime at) => $"{Vietnamese.Time(at)} {Vietnamese.OfficialDayMonth(DateOnly.FromDateTime(at))}";

    /// <summary>When and how the submission came in, whether it was late, and what it corrects.</summary>
    public static string ReceivedAt(UnitReport unit)
    {
        var received = Moment(unit.SubmittedAt!.Value);
        if (unit.State == SubmissionState.Late)
            received = $"muộn, {received}, cho tuần {WeekLabel.Brief(unit.Week)}";
        if (How(unit.Channel) is { } how)
            received += $", {how}";
        if (unit.SpokenBy.Length > 0)
            received += $", {unit.SpokenBy}";
        if (unit.ReplacesThatOf is { } before)
            received += $", đính chính bản {Moment(before)}";
        return received;
    }

    // That a file was imported says nothing of the unit.
    private static string? How(SubmissionChannel? channel) => channel switch
    {
        SubmissionChannel.Mail => "qua thư",
        SubmissionChannel.Link => "qua đường dẫn",
        SubmissionChannel.Zalo => "qua Zalo",
        SubmissionChannel.Phone => "qua điện thoại",
        SubmissionChannel.Paper => "bằng giấy",
        _ => null,
    };

    private static string[] Lines(string text) => text.Length == 0 ? [] : text.Split('\n');
}

/// <summary>A file that came with a submission.</summary>
internal sealed record FileLine(string Unit, string Name, string Kind, string Size, string Received)
{
    public static FileLine Of(FileRecord file) => new(
        file.UnitName, file.Name, file.Kind, SizeWords.Of(file.SizeBytes), UnitLine.Moment(file.ReceivedAt));
}

/// <summary>A unit's own words on one subject.</summary>
internal sealed record Quote(string Unit, IReadOnlyList<string> Lines);
