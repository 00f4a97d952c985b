namespace CamHa.Scheduler.Outbox;

/// <summary>A message in a list for people to read.</summary>
internal sealed record ListedMessage
{
    public long Id { get; init; }

    public string MessageKey { get; init; } = "";

    public string Kind { get; init; } = "";

    public string Recipient { get; init; } = "";

    public string RecipientName { get; init; } = "";

    public string RecipientRole { get; init; } = "";

    public string State { get; init; } = "";

    public string StateReason { get; init; } = "";

    public string Subject { get; init; } = "";

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }

    public int Attempts { get; init; }

    public string MessageId { get; init; } = "";

    public string MimeSha256 { get; init; } = "";
}
