namespace CamHa.Scheduler.FridayReport.Snapshot;

public enum AssignmentState
{
    Done,

    /// <summary>All who lead have reported it done, and somebody has yet to confirm it; never before version 4.</summary>
    Waiting,
    OnTrack,
    Overdue,
}

/// <summary>The word a reader sees for a state.</summary>
internal static class AssignmentWords
{
    public static string Word(this AssignmentState state) => state switch
    {
        AssignmentState.Done => "Hoàn thành",
        AssignmentState.Waiting => "Chờ xác nhận",
        AssignmentState.OnTrack => "Trong hạn",
        _ => "Quá hạn",
    };
}
