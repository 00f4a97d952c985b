namespace CamHa.Scheduler.Submissions;

/// <summary>Where a unit stands with its submission for a week.</summary>
public static class SubmissionRule
{
    /// <summary>
    /// The first submission decides whether it was on time; a correction never makes it late, and counts once.
    /// What came after <paramref name="asOf"/> was not there yet.
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

/// <param name="State">On time, late, missing, exempt, or still awaited.</param>
/// <param name="Revisions">How often the submission was corrected.</param>
public readonly record struct UnitWeek(SubmissionState State, int Revisions)
{
    public bool IsRevised => Revisions > 0;
}
