namespace CamHa.Scheduler.Scheduling;

/// <summary>What people call a look; a look without words goes by its name.</summary>
public static class LookWords
{
    /// <summary>As a heading: <c>Báo cáo tổng hợp</c>.</summary>
    public static string Title(string look) => look switch
    {
        LookName.Report => "Báo cáo tổng hợp",
        LookName.Supplement => "Báo cáo bổ sung",
        LookName.Reminders => "Nhắc nộp báo cáo tuần",
        LookName.Deadlines => "Nhắc hạn nhiệm vụ",
        LookName.Undelivered => "Báo thư không đến được",
        _ => look,
    };

    /// <summary>As a task within a sentence: <c>lập báo cáo tổng hợp</c>.</summary>
    public static string Task(string look) => look switch
    {
        LookName.Report => "lập báo cáo tổng hợp",
        LookName.Supplement => "lập báo cáo bổ sung",
        LookName.Reminders => "nhắc nộp báo cáo tuần",
        LookName.Deadlines => "nhắc hạn nhiệm vụ",
        LookName.Undelivered => "báo thư không đến",
        _ => look,
    };
}
