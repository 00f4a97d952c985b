namespace CamHa.Scheduler.Outbox;

// What is written many rows at a time: each record is laid out as the type of its name in sql/schema/sqlserver, column by
// column, and travels to a server as that.

internal sealed record NoticeRow
{
    public required string NoticeKey { get; init; }

    public required string MessageKey { get; init; }

    public required int CampaignId { get; init; }

    public required string Kind { get; init; }

    public required int? UnitId { get; init; }

    public required int? AssignmentId { get; init; }

    public required DateOnly? DueOn { get; init; }

    public required string? Week { get; init; }

    public required int Step { get; init; }

    public required DateOnly LookDay { get; init; }

    public required DateTimeOffset IssuedAt { get; init; }

    public required string JobRunId { get; init; }
}

internal sealed record MessageRow
{
    public required string MessageKey { get; init; }

    public required string Recipient { get; init; }

    public required string RecipientName { get; init; }

    public required string RecipientRole { get; init; }

    public required int CampaignId { get; init; }

    public required string Kind { get; init; }

    public required int? UnitId { get; init; }

    public required string? Week { get; init; }

    public required int Step { get; init; }

    public required DateOnly LookDay { get; init; }

    public required string Body { get; init; }

    public required int Priority { get; init; }

    public required string State { get; init; }

    public required string StateReason { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public required string MessageId { get; init; }

    public required string JobRunId { get; init; }
}

internal sealed record AttemptRow(
    long OutboxMessageId, DateTimeOffset AttemptedAt, string Owner, bool InDoubt, string Stage, string Outcome, int? Code, string Reply, int ElapsedMs);

internal sealed record SentRow(long Id, int Attempts, DateTimeOffset FinishedAt);

internal sealed record RenderedRow(long Id, string Owner, string Subject, string MimeSha256, DateTimeOffset LeaseUntil);

internal sealed record MimeRow(long Id, byte[] Mime);
