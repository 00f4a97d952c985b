namespace CamHa.Scheduler.FridayReport.Snapshot;

public enum AssignmentState
{
    Done,
    OnTrack,
    Overdue,
}

/// <summary>The word a reader sees for a state.</summary>
internal static class AssignmentWords
{
    public static string Word(this AssignmentState state) => state switch
    {
        AssignmentState.Done => "Hoàn thành",
        AssignmentState.OnTrack => "Trong hạn",
        _ => "Quá hạn",
    };
}
