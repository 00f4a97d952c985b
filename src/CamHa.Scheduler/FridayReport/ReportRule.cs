using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Submissions;

namespace CamHa.Scheduler.FridayReport;

/// <summary>Which report is owed now.</summary>
public static class ReportRule
{
    /// <summary>
    /// The report of the last week that was due, unless it has been issued. A report missed during a power cut goes out at
    /// the next look; several missed ones collapse into the last, which takes in what came for the others.
    /// </summary>
    /// <param name="calendar">The campaign's reporting weeks.</param>
    /// <param name="now">The moment of the look, on the campaign's wall clock.</param>
    /// <param name="watchedSince">When the service took charge; reports due before that are not owed.</param>
    /// <param name="lastIssued">The last week a report was issued for; null where none was.</param>
    public static ReportingWeek? ReportOwed(ReportingCalendar calendar, DateTime now, DateTime watchedSince, IsoWeek? lastIssued) =>
        calendar.LastDue(now) is { } week && IsUnissued(week, watchedSince, lastIssued) ? week : null;

    /// <summary>
    /// When the week's report may leave: at its time, or, where it waits for somebody to approve it and nobody has, when that wait
    /// ends. A report that nobody reads is late, and never forgotten.
    /// </summary>
    /// <param name="week">The week it reports on.</param>
    /// <param name="approval">Until when on that day it waits; null where reports do not wait.</param>
    /// <param name="isApproved">Whether somebody has approved it.</param>
    public static DateTime LeavesAt(ReportingWeek week, TimeOnly? approval, bool isApproved) =>
        !isApproved && approval is { } until && until > TimeOnly.FromDateTime(week.ReportAt)
            ? DateOnly.FromDateTime(week.ReportAt).ToDateTime(until) : week.ReportAt;

    /// <summary>The weeks between the last report issued and <paramref name="week"/> whose own report was missed, oldest first.</summary>
    public static IReadOnlyList<ReportingWeek> MissedBefore(
        ReportingCalendar calendar,
        ReportingWeek week,
        DateTime watchedSince,
        IsoWeek? lastIssued)
    {
        var missed = new List<ReportingWeek>();
        while (calendar.LastDue(week.ReportAt.AddTicks(-1)) is { } earlier && IsUnissued(earlier, watchedSince, lastIssued))
        {
            missed.Insert(0, earlier);
            week = earlier;
        }

        return missed;
    }

    /// <summary>
    /// When the week's late submissions are due as a supplement; null where the next report comes first, as in a week whose only
    /// working day is Monday, or at the same moment: it takes them in.
    /// </summary>
    /// <param name="week">A week.</param>
    /// <param name="next">The reporting week after it; null for none.</param>
    public static DateTime? SupplementDue(ReportingWeek week, ReportingWeek? next) =>
        next?.ReportAt <= week.SupplementAt ? null : week.SupplementAt;

    /// <summary>
    /// Whether the week's late submissions are owed as a supplement: the report was issued, has no supplement yet, and
    /// something came in between it and the supplement's time. Anything later waits for the next report, however late the
    /// look is.
    /// </summary>
    /// <param name="week">The last week a report was due for.</param>
    /// <param name="next">The week after it; its report replaces the supplement.</param>
    /// <param name="now">The moment of the look, on the campaign's wall clock.</param>
    /// <param name="issued">The issued report of that week; null where none was.</param>
    /// <param name="submittedAt">When submissions for that week came in.</param>
    public static bool SupplementOwed(
        ReportingWeek week,
        ReportingWeek? next,
        DateTime now,
        IssuedReport? issued,
        IEnumerable<DateTime> submittedAt) =>
        issued is { Revision: 1 }
        && SupplementDue(week, next) is { } due
        && now >= due
        && (next is null || now < next.ReportAt)
        && submittedAt.Any(at => at > issued.AsOf && at <= due);

    private static bool IsUnissued(ReportingWeek week, DateTime watchedSince, IsoWeek? lastIssued) =>
        week.ReportAt >= watchedSince && !(week.Week <= lastIssued);
}

/// <param name="Revision">1 is the Friday report, 2 its supplement.</param>
/// <param name="AsOf">The moment its figures are of, on the campaign's wall clock.</param>
public sealed record IssuedReport(int Revision, DateTime AsOf);
