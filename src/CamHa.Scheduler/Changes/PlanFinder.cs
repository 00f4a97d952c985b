using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Changes;

/// <summary>Finds units and assignments of a plan by what a person writes.</summary>
internal static class PlanFinder
{
    /// <summary>The unit that a text stands for, as <see cref="UnitSearch"/> finds it.</summary>
    /// <exception cref="ChangeRefusedException">There is none, or more than one.</exception>
    public static UnitRow Unit(this PlanData plan, string text)
    {
        var search = new UnitSearch(plan.Units.Select(NamedUnit.Of), plan.Campaign?.Place ?? "");
        return search.Find(text.Trim()) switch
        {
            [var code] => plan.Units.Find(unit => unit.Code == code)!,
            [] => throw new ChangeRefusedException(ChangeWords.NoUnit(text, search.Proposals(text))),
            var several => throw new ChangeRefusedException(PlanWords.SeveralUnits(text, search.Listed(several))),
        };
    }

    /// <summary>The assignment with this code.</summary>
    /// <exception cref="ChangeRefusedException">There is none.</exception>
    public static AssignmentRow Assignment(this PlanData plan, string code) =>
        plan.Assignments.Find(each => each.Code.Equals(code, StringComparison.OrdinalIgnoreCase))
        ?? throw new ChangeRefusedException(
            ChangeWords.NoAssignment(code, FoldKey.Nearest(code, plan.Assignments.Select(each => each.Code))));

    /// <summary>The code of an assignment, in the database's spelling. Only one that is typed otherwise costs a reading of all.</summary>
    /// <exception cref="ChangeRefusedException">There is none.</exception>
    public static async Task<string> AssignmentCodeAsync(DatabaseSession session, int campaignId, string code, CancellationToken token)
    {
        foreach (var spelling in new[] { code, code.ToUpperInvariant() })
        {
            if (await session.ScalarAsync<string>("changes/assignment-code", new { CampaignId = campaignId, Code = spelling }, token)
                is { } written)
                return written;
        }

        var key = new { CampaignId = campaignId };
        var plan = new PlanData { Assignments = await session.QueryAsync<AssignmentRow>("changes/assignments", key, token) };
        return plan.Assignment(code).Code;
    }

    /// <summary>The code of the unit with this code, or with this name or alias in any spelling.</summary>
    /// <exception cref="ChangeRefusedException">There is none.</exception>
    public static async Task<string> UnitCodeAsync(DatabaseSession session, int campaignId, string text, CancellationToken token)
    {
        var key = new { CampaignId = campaignId };
        var plan = new PlanData { Units = await session.QueryAsync<UnitRow>("changes/units", key, token) };
        return plan.Unit(text).Code;
    }

    /// <summary>The parts of an assignment.</summary>
    public static List<PartRow> PartsOf(this PlanData plan, AssignmentRow assignment) =>
        plan.Parts.FindAll(part => part.Assignment == assignment.Code);

    /// <summary>What a unit has reported of its part; one at most.</summary>
    public static IEnumerable<DoneReportRow> ReportsOf(this PlanData plan, ProgressRow part) =>
        plan.DoneReports.Where(report => report.Assignment == part.Assignment && report.Unit == part.Unit);

    /// <summary>The same while it is neither confirmed nor returned; null for none.</summary>
    public static DoneReportRow? WaitingReportOf(this PlanData plan, ProgressRow part) =>
        plan.ReportsOf(part).FirstOrDefault(report => report.Waits);

    /// <summary>What is asked of an assignment and not decided; null for none, also where it asked to move another due date.</summary>
    public static ExtensionRow? OpenExtensionOf(this PlanData plan, AssignmentRow assignment) => plan.Extensions.Find(
        row => row.Assignment == assignment.Code && row.IsOpen && row.DueOn == assignment.DueOn);
}
