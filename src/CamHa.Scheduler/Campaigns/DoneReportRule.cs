namespace CamHa.Scheduler.Campaigns;

/// <summary>
/// Completion in two steps: a unit reports that its part is done, and the specialist confirms it, which completes the part, or
/// returns it. The statements say the same in SQL.
/// </summary>
public static class DoneReportRule
{
    /// <summary>Whether a report waits at a moment. Until it is confirmed or returned nobody is reminded of the part.</summary>
    public static bool Waits(DateTimeOffset? reportedAt, DateTimeOffset? returnedAt, DateTimeOffset now) =>
        reportedAt <= now && !IsReturned(returnedAt, now);

    /// <summary>Whether a report was returned by a moment: the part is open again.</summary>
    public static bool IsReturned(DateTimeOffset? returnedAt, DateTimeOffset now) => returnedAt <= now;
}
