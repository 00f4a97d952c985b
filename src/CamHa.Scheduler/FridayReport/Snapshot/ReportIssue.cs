using CamHa.Scheduler.Submissions;

namespace CamHa.Scheduler.FridayReport.Snapshot;

/// <summary>Which report is to be gathered.</summary>
/// <param name="Week">The week it reports on.</param>
/// <param name="Revision">1 is the Friday report, 2 its supplement.</param>
/// <param name="MissedWeeks">Names of earlier weeks whose own report could not be issued.</param>
public sealed record ReportIssue(ReportingWeek Week, int Revision, IReadOnlyList<string> MissedWeeks)
{
    /// <summary>When the Friday report leaves at the latest; later than its time where it waits to be approved.</summary>
    public DateTime LeavesAt { get; init; } = Week.ReportAt;

    public DateTime DueAt => Revision == 1 ? LeavesAt : Week.SupplementAt;
}
