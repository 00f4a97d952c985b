using CamHa.Scheduler.Submissions;

namespace CamHa.Scheduler.FridayReport.Snapshot;

/// <summary>Compares a report with an earlier one.</summary>
public static class ReportChangesRule
{
    /// <param name="before">The earlier report; null where there is none.</param>
    /// <param name="units">The later report's units.</param>
    /// <param name="assignments">The later report's assignments.</param>
    /// <returns>Null where there is nothing to compare with.</returns>
    public static ReportChanges? Decide(
        ReportSnapshot? before,
        IReadOnlyList<UnitReport> units,
        IReadOnlyList<AssignmentStatus> assignments)
    {
        if (before is null)
            return null;
        var then = before.Assignments.ToDictionary(assignment => assignment.Code, StringComparer.Ordinal);
        var now = assignments.ToDictionary(assignment => assignment.Code, StringComparer.Ordinal);
        return new()
        {
            SinceWeek = before.WeekName,
            OnTimeBefore = before.In(SubmissionState.OnTime).Count(),
            OnTimeNow = units.Count(unit => unit.State == SubmissionState.OnTime),
            Units = UnitChanges(before, units),
            NewlyDone = Newly(AssignmentState.Done),
            NewlyWaiting = Newly(AssignmentState.Waiting),
            NewlyOverdue = Newly(AssignmentState.Overdue),
            Added = [.. now.Keys.Where(code => !then.ContainsKey(code))],
            Removed = [.. then.Keys.Where(code => !now.ContainsKey(code))],
            DueDateMoved =
            [
                .. from assignment in assignments
                   let code = assignment.Code
                   where then.TryGetValue(code, out var old) && old.DueOn != assignment.DueOn
                   select FormattableString.Invariant($"{code}: {then[code].DueOn:d/M/yyyy} → {assignment.DueOn:d/M/yyyy}"),
            ],
        };

        string[] Newly(AssignmentState state) =>
        [
            .. from assignment in assignments
               where assignment.State == state && !(then.TryGetValue(assignment.Code, out var old) && old.State == state)
               select assignment.Code,
        ];
    }

    private static List<UnitChange> UnitChanges(ReportSnapshot before, IReadOnlyList<UnitReport> units)
    {
        var then = before.Units.ToDictionary(unit => unit.Code, StringComparer.Ordinal);
        var now = units.Select(unit => unit.Code).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. from unit in units
               let old = then.GetValueOrDefault(unit.Code)?.State
               where old != unit.State
               select new UnitChange { Name = unit.Name, Before = old, Now = unit.State },
            .. from unit in before.Units
               where !now.Contains(unit.Code)
               select new UnitChange { Name = unit.Name, Before = unit.State, Now = null },
        ];
    }
}
