namespace CamHa.Scheduler.Outbox;

/// <summary>One attempt to deliver a message, for people to read.</summary>
internal sealed record ShownAttempt
{
    public DateTimeOffset AttemptedAt { get; init; }

    /// <summary>The message was in doubt and was sent again.</summary>
    public bool InDoubt { get; init; }

    public string Stage { get; init; } = "";

    public string Outcome { get; init; } = "";

    public int? Code { get; init; }

    public string Reply { get; init; } = "";

    public long ElapsedMs { get; init; }
}
