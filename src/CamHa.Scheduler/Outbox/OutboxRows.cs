namespace CamHa.Scheduler.Outbox;

// Rows written many at a time. Each record has the columns, in their order, of the type of its name in sql/schema/sqlserver; a
// server receives it as that type, so a property moved or added here breaks the statement.

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

internal sealed record AttemptRow
{
    public required long OutboxMessageId { get; init; }

    public required DateTimeOffset AttemptedAt { get; init; }

    public required string Owner { get; init; }

    public required bool InDoubt { get; init; }

    public required string Stage { get; init; }

    public required string Outcome { get; init; }

    public required int? Code { get; init; }

    public required string Reply { get; init; }

    public required int ElapsedMs { get; init; }
}

internal sealed record SentRow(long Id, int Attempts, DateTimeOffset FinishedAt);

internal sealed record RenderedRow(long Id, string Owner, string Subject, string MimeSha256, DateTimeOffset LeaseUntil);

internal sealed record MimeRow(long Id, byte[] Mime);
