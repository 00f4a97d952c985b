namespace CamHa.Scheduler.Campaigns;

/// <summary>A plan with a start and an end, a committee and its units.</summary>
public sealed record Campaign
{
    public int Id { get; init; }

    public string Code { get; init; } = "";

    public string Name { get; init; } = "";

    /// <summary>The place in the dateline of reports, such as Cẩm Hà.</summary>
    public string Place { get; init; } = "";

    /// <summary>Put in brackets before every mail's subject.</summary>
    public string SubjectTag { get; init; } = "";

    public DateOnly StartsOn { get; init; }

    public DateOnly EndsOn { get; init; }

    /// <summary>When the service took over; it owes nothing from before.</summary>
    public DateTimeOffset WatchedSince { get; init; }

    /// <summary>Since when its reminders may leave; null until somebody has seen the first and said go.</summary>
    public DateTimeOffset? ReleasedAt { get; init; }
}
