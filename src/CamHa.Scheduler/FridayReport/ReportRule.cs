using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Submissions;

namespace CamHa.Scheduler.FridayReport;

/// <summary>Which report is owed now.</summary>
public static class ReportRule
{
    /// <summary>
    /// The report of the last week that was due, unless it has been issued. A report missed by a power cut goes out at
    /// the next look; where several were missed they collapse into the last, which takes in what came for the others.
    /// </summary>
    /// <param name="calendar">The campaign's reporting weeks.</param>
    /// <param name="now">The look, on the campaign's wall clock.</param>
    /// <param name="watchedSince">Since when the service is in charge: what was due before it owes nobody.</param>
    /// <param name="lastIssued">The last week a report was issued for; null where none was.</param>
    public static ReportingWeek? ReportOwed(ReportingCalendar calendar, DateTime now, DateTime watchedSince, IsoWeek? lastIssued) =>
        calendar.LastDue(now) is { } week && week.ReportAt >= watchedSince && !(week.Week <= lastIssued) ? week : null;

    /// <summary>The weeks between the last report issued and <paramref name="week"/> whose own report was missed, oldest first.</summary>
    public static IReadOnlyList<ReportingWeek> MissedBefore(ReportingCalendar calendar, ReportingWeek week, DateTime watchedSince, IsoWeek? lastIssued)
    {
        var missed = new List<ReportingWeek>();
        for (var earlier = Previous(week); earlier is not null && earlier.ReportAt >= watchedSince && !(earlier.Week <= lastIssued); earlier = Previous(earlier))
            missed.Insert(0, earlier);
        return missed;

        ReportingWeek? Previous(ReportingWeek later) => calendar.LastDue(later.ReportAt.AddTicks(-1));
    }

    /// <summary>
    /// Whether the week's late submissions are owed as a supplement: the report has been issued and not yet
    /// supplemented, and something came after it and by the supplement's time. What came later waits for the next
    /// report, however late the look is.
    /// </summary>
    /// <param name="week">The last week a report was due for.</param>
    /// <param name="next">The week after it; its report takes the supplement's place.</param>
    /// <param name="now">The look, on the campaign's wall clock.</param>
    /// <param name="issued">The issued report of that week; null where none was.</param>
    /// <param name="submittedAt">When submissions for that week came.</param>
    public static bool SupplementOwed(
        ReportingWeek week, ReportingWeek? next, DateTime now, IssuedReport? issued, IEnumerable<DateTime> submittedAt) =>
        issued is { Revision: 1 }
        && now >= week.SupplementAt
        && (next is null || now < next.ReportAt)
        && submittedAt.Any(at => at > issued.AsOf && at <= week.SupplementAt);
}

/// <param name="Revision">1 is the Friday report, 2 its supplement.</param>
/// <param name="AsOf">Up to when it knew, on the campaign's wall clock.</param>
public sealed record IssuedReport(int Revision, DateTime AsOf);
