namespace CamHa.Scheduler.Scheduling;

/// <summary>How a look's run ended. The names are stored in the database (<c>JobRun.Outcome</c>).</summary>
public enum RunOutcome
{
    Running,
    Succeeded,

    /// <summary>For at least one campaign; the others were done.</summary>
    Failed,

    /// <summary>The process died during the run.</summary>
    Abandoned,
}

/// <summary>What people are told of it.</summary>
public static class RunOutcomeWords
{
    /// <param name="outcome">How the run ended.</param>
    /// <param name="messages">How many mails it issued.</param>
    public static string Words(this RunOutcome outcome, int messages) => outcome switch
    {
        RunOutcome.Running => "Đang chạy",
        RunOutcome.Succeeded => messages == 0 ? "Không có thư mới" : $"{messages} thư",
        RunOutcome.Abandoned => "Bị ngắt giữa chừng",
        _ => "Lỗi",
    };
}
