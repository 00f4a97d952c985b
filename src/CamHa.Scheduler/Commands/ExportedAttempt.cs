using CamHa.Scheduler.Outbox;

namespace CamHa.Scheduler.Commands;

/// <summary>An attempt with its message, or a message without any.</summary>
internal sealed record ExportedAttempt : ListedMessage
{
    public DateTimeOffset? AttemptedAt { get; init; }

    public bool? InDoubt { get; init; }

    public string? Stage { get; init; }

    public string? Outcome { get; init; }

    public int? Code { get; init; }

    public string? Reply { get; init; }

    public long? ElapsedMs { get; init; }
}
