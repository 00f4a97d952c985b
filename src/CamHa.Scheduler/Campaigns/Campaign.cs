namespace CamHa.Scheduler.Campaigns;

/// <summary>A plan with a start and an end, a committee and its units.</summary>
public sealed record Campaign
{
    public int Id { get; init; }

    public string Code { get; init; } = "";

    public string Name { get; init; } = "";

    /// <summary>The place reports are dated from, such as Cẩm Hà.</summary>
    public string Place { get; init; } = "";

    /// <summary>Stands in brackets before every subject.</summary>
    public string SubjectTag { get; init; } = "";

    public DateOnly StartsOn { get; init; }

    public DateOnly EndsOn { get; init; }

    /// <summary>Since when the service is in charge; it owes nothing from before.</summary>
    public DateTimeOffset WatchedSince { get; init; }
}
