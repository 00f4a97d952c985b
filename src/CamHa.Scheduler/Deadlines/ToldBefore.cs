using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Deadlines;

/// <summary>What a unit was told of before, as the ledger has it: what has moved since, and what it no longer has to do.</summary>
internal sealed class ToldBefore(IReadOnlyList<ToldRow> rows)
{
    // A deadline that stays open is told of more often, so what was told longer ago was cancelled in an earlier mail.
    private const int DaysCancelled = 31;

    private readonly ILookup<int, ToldRow> _byAssignment = rows.ToLookup(row => row.AssignmentId);

    public static async Task<ToldBefore> ReadAsync(
        DatabaseSession session,
        int unitId,
        DateOnly day,
        DateTimeOffset now,
        CancellationToken token) =>
        new(await session.QueryAsync<ToldRow>(
            "deadlines/told",
            new { UnitId = unitId, LookDay = day, Now = now },
            token));

    /// <summary>Such as <c>lùi từ 30/6 đến 7/7</c>; empty where the unit knows of no other due date.</summary>
    public string Moved(int assignmentId, DateOnly due)
    {
        var before = _byAssignment[assignmentId].Where(row => row.ToldDueOn != due).MaxBy(row => row.ToldOn)?.ToldDueOn;
        if (before is not { } old)
            return "";
        return old < due
            ? $"lùi từ {Vietnamese.DayMonth(old, due)} đến {Vietnamese.DayMonth(due, old)}"
            : $"chuyển lên sớm hơn, từ {Vietnamese.DayMonth(old, due)} lên {Vietnamese.DayMonth(due, old)}";
    }

    /// <summary>What was done or reported done, dropped or given to others lately: calendars are to forget it.</summary>
    /// <param name="open">The assignments that the unit is told of now.</param>
    /// <param name="day">The day of the mail.</param>
    /// <param name="now">A completion counts from its own time.</param>
    public IEnumerable<ToldRow> Ended(IReadOnlySet<int> open, DateOnly day, DateTimeOffset now) =>
        from row in rows
        where !open.Contains(row.AssignmentId)
            && (!row.IsActive || row.Part is null || row.LeadsAreComplete == true || row.CompletedAt <= now
                || DoneReportRule.Waits(row.ReportedAt, row.ReturnedAt, now))
        group row by row.AssignmentId into assignment
        let last = assignment.MaxBy(row => row.ToldOn)
        where last.ToldOn >= day.AddDays(-DaysCancelled)
        select last;
}

internal sealed record ToldRow
{
    public int AssignmentId { get; init; }

    public string Code { get; init; } = "";

    public string Title { get; init; } = "";

    public DateOnly DueOn { get; init; }

    public bool IsActive { get; init; }

    /// <summary>Null where the unit no longer has a part.</summary>
    public PartKind? Part { get; init; }

    public DateTimeOffset? CompletedAt { get; init; }

    public DateTimeOffset? ReportedAt { get; init; }

    public DateTimeOffset? ReturnedAt { get; init; }

    /// <summary>Whether all who lead have completed their parts, or their reports wait; null where no unit leads.</summary>
    public bool? LeadsAreComplete { get; init; }

    /// <summary>A due date that the unit was told.</summary>
    public DateOnly ToldDueOn { get; init; }

    /// <summary>The last day on which it was told that one.</summary>
    public DateOnly ToldOn { get; init; }
}
