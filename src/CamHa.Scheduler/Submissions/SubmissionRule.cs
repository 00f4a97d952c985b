namespace CamHa.Scheduler.Submissions;

/// <summary>Where a unit stands with its submission for a week.</summary>
public static class SubmissionRule
{
    /// <summary>
    /// The first submission decides whether the unit was on time; a correction never makes it late. Submissions after
    /// <paramref name="asOf"/> do not count.
    /// </summary>
    public static UnitWeek Decide(ReportingWeek week, DateTime asOf, bool isExempt, IEnumerable<DateTime> submittedAt)
    {
        var seen = submittedAt.Where(at => at <= asOf).Order().ToList();
        var state = seen switch
        {
            [var first, ..] => first <= week.CutOff ? SubmissionState.OnTime : SubmissionState.Late,
            [] when isExempt => SubmissionState.Exempt,
            [] => asOf < week.CutOff ? SubmissionState.Awaited : SubmissionState.Missing,
        };
        return new(state, Math.Max(0, seen.Count - 1));
    }
}

/// <param name="State">Where the unit stands.</param>
/// <param name="Revisions">The number of corrections; 0 where the first submission stands.</param>
public readonly record struct UnitWeek(SubmissionState State, int Revisions)
{
    public bool IsRevised => Revisions > 0;
}
