using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Changes;

/// <summary>Finds units and assignments of a plan by what a person writes.</summary>
internal static class PlanFinder
{
    /// <summary>The unit with this code, or with this name or alias in any spelling.</summary>
    /// <exception cref="ChangeRefusedException">There is none.</exception>
    public static UnitRow Unit(this PlanData plan, string text)
    {
        var folded = FoldKey.Of(text);
        return plan.Units.Find(unit => unit.Code.Equals(text, StringComparison.OrdinalIgnoreCase))
            ?? plan.Units.Find(unit => unit.Names.Any(name => FoldKey.Of(name) == folded))
            ?? throw new ChangeRefusedException(ChangeWords.NoUnit(text, Nearest(plan, text)));
    }

    /// <summary>The assignment with this code.</summary>
    /// <exception cref="ChangeRefusedException">There is none.</exception>
    public static AssignmentRow Assignment(this PlanData plan, string code) =>
        plan.Assignments.Find(each => each.Code.Equals(code, StringComparison.OrdinalIgnoreCase))
        ?? throw new ChangeRefusedException(
            ChangeWords.NoAssignment(code, FoldKey.Nearest(code, plan.Assignments.Select(each => each.Code))));

    /// <summary>The parts of an assignment.</summary>
    public static List<PartRow> PartsOf(this PlanData plan, AssignmentRow assignment) =>
        plan.Parts.FindAll(part => part.Assignment == assignment.Code);

    /// <summary>What a unit has reported of its part; one at most.</summary>
    public static IEnumerable<DoneReportRow> ReportsOf(this PlanData plan, ProgressRow part) =>
        plan.DoneReports.Where(report => report.Assignment == part.Assignment && report.Unit == part.Unit);

    /// <summary>The same while it is neither confirmed nor returned; null for none.</summary>
    public static DoneReportRow? WaitingReportOf(this PlanData plan, ProgressRow part) =>
        plan.ReportsOf(part).FirstOrDefault(report => report.Waits);

    private static string? Nearest(PlanData plan, string text)
    {
        var nearest = FoldKey.Nearest(text, plan.Units.SelectMany(unit => unit.Names.Prepend(unit.Code)));
        return plan.Units.Find(unit => unit.Code == nearest || unit.Names.Contains(nearest)) is { } found
            ? $"{found.Code} ({found.Name})"
            : null;
    }
}
