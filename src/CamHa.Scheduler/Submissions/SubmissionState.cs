namespace CamHa.Scheduler.Submissions;

public enum SubmissionState
{
    /// <summary>Nothing yet, and the cut-off has not passed.</summary>
    Awaited,
    OnTime,
    Late,
    Missing,
    Exempt,
}
