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

/// <summary>What people are told of it.</summary>
public static class SubmissionWords
{
    public static string Word(this SubmissionState state) => state switch
    {
        SubmissionState.OnTime => "Đúng hạn",
        SubmissionState.Late => "Nộp muộn",
        SubmissionState.Missing => "Chưa nộp",
        SubmissionState.Exempt => "Được miễn",
        _ => "Chưa đến hạn nộp",
    };
}
