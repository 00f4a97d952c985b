using CamHa.Scheduler.Campaigns;

namespace CamHa.Scheduler.Outbox;

/// <summary>A notice on its way to one address.</summary>
public sealed record OutboxMessage
{
    public long Id { get; init; }

    public string MessageKey { get; init; } = "";

    public string Recipient { get; init; } = "";

    public string RecipientName { get; init; } = "";

    public RecipientRole RecipientRole { get; init; }

    public int CampaignId { get; init; }

    public NoticeKind Kind { get; init; }

    public int? UnitId { get; init; }

    public string? Week { get; init; }

    public int Step { get; init; }

    public DateOnly LookDay { get; init; }

    public string Body { get; init; } = "";

    /// <summary>Lower goes first.</summary>
    public int Priority { get; init; }

    public int Attempts { get; init; }

    /// <summary>A send was begun and its end is unknown: what was rendered then is sent again, byte for byte.</summary>
    public bool InDoubt { get; init; }

    public DateTimeOffset ExpiresAt { get; init; }

    public string MessageId { get; init; } = "";

    public string Subject { get; init; } = "";

    /// <summary>The mail as rendered; null until it is about to leave.</summary>
    public byte[]? Mime { get; init; }

    public string MimeSha256 { get; init; } = "";

    /// <summary>Since when it waits for a session, rendered and kept.</summary>
    public DateTimeOffset ReadySince { get; init; }

    /// <summary>Whether it has waited so long that it must be looked at again before it leaves.</summary>
    public bool IsStale(DateTimeOffset now) => now - ReadySince > TimeSpan.FromSeconds(10);
}

public enum OutboxState
{
    Pending,
    Sending,
    Sent,

    /// <summary>Refused for good, or its tries are spent.</summary>
    Dead,

    /// <summary>No longer worth sending.</summary>
    Expired,

    /// <summary>No longer true.</summary>
    Suppressed,

    /// <summary>Stopped by the brake; waits for a person.</summary>
    Held,
}
