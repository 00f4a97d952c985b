namespace CamHa.Scheduler.Outbox;

/// <summary>One attempt to deliver a message, as people see it.</summary>
internal sealed record ShownAttempt
{
    public DateTimeOffset AttemptedAt { get; init; }

    /// <summary>It was a message in doubt that was sent again.</summary>
    public bool InDoubt { get; init; }

    public string Stage { get; init; } = "";

    public string Outcome { get; init; } = "";

    public int? Code { get; init; }

    public string Reply { get; init; } = "";

    public long ElapsedMs { get; init; }
}
