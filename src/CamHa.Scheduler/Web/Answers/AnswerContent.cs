using System.Text;
using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Changes;
using CamHa.Scheduler.Submissions;

namespace CamHa.Scheduler.Web.Answers;

/// <summary>What the page behind a link is about: the unit's plan, and its week.</summary>
internal sealed record AnswerContent
{
    public required PlanData Plan { get; init; }

    /// <summary>The unit's assignments that are not over, the most urgent first.</summary>
    public required IReadOnlyList<OwnPart> Parts { get; init; }

    /// <summary>How many of its parts are complete.</summary>
    public required int Done { get; init; }

    /// <summary>The week it reports; null where it owes none.</summary>
    public ReportingWeek? Week { get; init; }

    public UnitStanding? Standing { get; init; }

    /// <summary>What it has handed in for the week, the newest first.</summary>
    public IReadOnlyList<Submission> Reports { get; init; } = [];

    /// <summary>What it handed in for the week before; null for nothing.</summary>
    public Submission? Before { get; init; }

    public static IEnumerable<OwnPart> PartsOf(PlanData plan, string unit) =>
        from part in plan.Parts
        where part.Unit == unit
        let assignment = plan.Assignments.Find(each => each.Code == part.Assignment)
        where assignment is { IsActive: true }
        let progress = plan.Progress.Find(row => row.Assignment == part.Assignment && row.Unit == unit)
        where progress is not null
        orderby assignment.DueOn, assignment.Code
        select new OwnPart(
            assignment,
            part.Part == PartKind.Lead,
            progress,
            plan.ReportsOf(progress).FirstOrDefault(),
            plan.OpenExtensionOf(assignment) is { } asked && asked.Unit == unit ? asked : null);
}

/// <summary>A unit's part in an assignment.</summary>
/// <param name="Assignment">The assignment.</param>
/// <param name="IsLead">Whether it leads.</param>
/// <param name="Progress">How far it is.</param>
/// <param name="Report">What it has reported done; null for nothing.</param>
/// <param name="Asked">More time that it has asked for; null for none.</param>
internal sealed record OwnPart(AssignmentRow Assignment, bool IsLead, ProgressRow Progress, DoneReportRow? Report, ExtensionRow? Asked)
{
    /// <summary>How the names of its fields begin: the same whatever else stands on the page.</summary>
    public string Field { get; } = $"w{Convert.ToHexStringLower(Encoding.UTF8.GetBytes(Assignment.Code))}";

    public string What => $"{Field}-what";

    public string Text => $"{Field}-text";

    public string Day => $"{Field}-day";

    /// <summary>Whether it waits to be confirmed.</summary>
    public bool Waits => Report is { Waits: true };
}
