using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Outbox;

namespace CamHa.Scheduler.Commands;

/// <summary>An attempt with its message, or a message without any.</summary>
internal sealed record ExportedAttempt
{
    public long Id { get; init; }

    public string MessageKey { get; init; } = "";

    public int CampaignId { get; init; }

    public string Kind { get; init; } = "";

    public int? UnitId { get; init; }

    public string SharedBy { get; init; } = "";

    public string Recipient { get; init; } = "";

    public string RecipientName { get; init; } = "";

    public string RecipientRole { get; init; } = "";

    public string Subject { get; init; } = "";

    public DateTimeOffset CreatedAt { get; init; }

    public string State { get; init; } = "";

    public string StateReason { get; init; } = "";

    public DateTimeOffset? FinishedAt { get; init; }

    public string MessageId { get; init; } = "";

    public string MimeSha256 { get; init; } = "";

    public DateTimeOffset? AttemptedAt { get; init; }

    public bool? InDoubt { get; init; }

    public string? Stage { get; init; }

    public string? Outcome { get; init; }

    public int? Code { get; init; }

    public string? Reply { get; init; }

    public long? ElapsedMs { get; init; }

    /// <summary>The units whose mail it is.</summary>
    public IReadOnlyList<UnitName> Units(IReadOnlyDictionary<int, UnitName> known) =>
        UnitName.Of(OutboxMessage.UnitsOf(UnitId, SharedBy), known);
}
