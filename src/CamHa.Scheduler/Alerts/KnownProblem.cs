namespace CamHa.Scheduler.Alerts;

/// <summary>A problem as the database has it on record.</summary>
public sealed record KnownProblem
{
    /// <summary>The problem's key; with <c>@</c> and the machine's name appended if it belongs to one machine.</summary>
    public string ProblemKey { get; init; } = "";

    /// <summary>The machine it belongs to; empty if every node sees the same.</summary>
    public string Machine { get; init; } = "";

    public int? CampaignId { get; init; }

    public string Title { get; init; } = "";

    public string Remedy { get; init; } = "";

    public bool TellsNow { get; init; }

    public bool TellsOver { get; init; }

    public DateTimeOffset Since { get; init; }

    /// <summary>When people were last told of it, or that it was over.</summary>
    public DateTimeOffset? ToldAt { get; init; }

    /// <summary>Since when it is no longer found; once that has lasted for a while, it is over.</summary>
    public DateTimeOffset? GoneSince { get; init; }

    public DateTimeOffset? OverAt { get; init; }
}
