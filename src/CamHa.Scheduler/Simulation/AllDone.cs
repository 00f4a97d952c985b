using CamHa.Scheduler.Changes;
using CamHa.Scheduler.Clock;

namespace CamHa.Scheduler.Simulation;

/// <summary>
/// The best case: each part is completed as its due day begins, what is overdue already at once, and each submission is there on
/// Monday morning. A simulation without it is the worst case: nothing more is ever done.
/// </summary>
/// <param name="Begin">The first moment of the simulation.</param>
/// <param name="LastDay">Its last day.</param>
/// <param name="Clock">The campaign's clock.</param>
internal sealed record AllDone(DateTimeOffset Begin, DateOnly LastDay, CampaignClock Clock)
{
    private static readonly TimeOnly Morning = new(7, 0);

    public PlanData Of(PlanData data) => data with
    {
        Progress = [.. Progress(data)],
        Submissions = [.. data.Submissions, .. Submissions(data)],
    };

    private IEnumerable<ProgressRow> Progress(PlanData data)
    {
        var dueOn = data.Assignments.ToDictionary(assignment => assignment.Code, assignment => assignment.DueOn);
        var known = data.Progress.ToDictionary(row => (row.Assignment, row.Unit));
        foreach (var part in data.Parts)
        {
            var row = known.GetValueOrDefault((part.Assignment, part.Unit)) ?? new() { Assignment = part.Assignment, Unit = part.Unit };
            var due = Clock.Instant(dueOn[part.Assignment].ToDateTime(TimeOnly.MinValue));
            yield return row with { CompletedAt = row.CompletedAt ?? (due > Begin ? due : Begin) };
        }
    }

    private IEnumerable<SubmissionRow> Submissions(PlanData data) =>
        from week in Weeks()
        let at = Clock.Instant(week.Monday.ToDateTime(Morning))
        where at >= Begin
        from unit in data.Units
        where unit.OwesWeekly && unit.IsActive
        select new SubmissionRow { Unit = unit.Code, Week = week.ToString(), SubmittedAt = at, Results = "(mô phỏng)" };

    private IEnumerable<IsoWeek> Weeks()
    {
        for (var week = IsoWeek.Of(DateOnly.FromDateTime(Clock.WallClock(Begin))); week.Monday <= LastDay; week = week.Plus(1))
            yield return week;
    }
}
