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

/// <summary>The words a reader sees for a state.</summary>
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

    /// <summary><see cref="Word"/> as it stands within a sentence.</summary>
    public static string WordInSentence(this SubmissionState state)
    {
        var word = state.Word();
        return char.ToLowerInvariant(word[0]) + word[1..];
    }
}
