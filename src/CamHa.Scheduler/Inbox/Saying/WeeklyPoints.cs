namespace CamHa.Scheduler.Inbox.Saying;

/// <summary>The four points of a weekly submission, as a mail gives them.</summary>
internal sealed record WeeklyPoints
{
    public string Results { get; init; } = "";

    public string Difficulties { get; init; } = "";

    public string Proposals { get; init; } = "";

    public string NextWeek { get; init; } = "";

    /// <summary>Whether the unit says that there is nothing to report, which is a full answer.</summary>
    public bool IsNothing { get; init; }

    /// <summary>Whether the whole text stands as results because its points cannot be told apart: "chưa phân mục".</summary>
    public bool IsUnsorted { get; init; }
}
