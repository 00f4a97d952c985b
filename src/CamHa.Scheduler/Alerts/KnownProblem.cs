namespace CamHa.Scheduler.Alerts;

/// <summary>What is on record of a problem.</summary>
public sealed record KnownProblem
{
    public string ProblemKey { get; init; } = "";

    /// <summary>Whose it is; empty where every node sees the same.</summary>
    public string Machine { get; init; } = "";

    public int? CampaignId { get; init; }

    public string Title { get; init; } = "";

    public string Remedy { get; init; } = "";

    public bool TellsNow { get; init; }

    public bool TellsOver { get; init; }

    public DateTimeOffset Since { get; init; }

    /// <summary>When people were told last, of it or that it was over.</summary>
    public DateTimeOffset? ToldAt { get; init; }

    /// <summary>Since when it is no longer found; over once that has lasted.</summary>
    public DateTimeOffset? GoneSince { get; init; }

    public DateTimeOffset? OverAt { get; init; }
}
