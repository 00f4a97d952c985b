using CamHa.Scheduler.Mail;

namespace CamHa.Scheduler.Outbox;

/// <summary>A mail of ours that did not arrive, or of which somebody complains.</summary>
internal sealed record DeliveryFailure
{
    public long OutboxMessageId { get; init; }

    /// <summary>When we learnt of it.</summary>
    public DateTimeOffset NotedAt { get; init; }

    public FailureWay Way { get; init; }

    public FailureClass Class { get; init; }

    /// <summary>Whether the address is dead.</summary>
    public bool IsHard { get; init; }

    /// <summary>The mail that says so; null where a server said it.</summary>
    public long? InboxMailId { get; init; }

    /// <summary>The server's words, for people to read. They stay with the message.</summary>
    public string Reply { get; init; } = "";
}

/// <summary>By what way we learn that a mail did not arrive.</summary>
internal enum FailureWay
{
    /// <summary>A server refused it while it was sent.</summary>
    Smtp,

    /// <summary>It came back, and the report names it.</summary>
    Mail,

    /// <summary>A report names no mail of ours, only an address; anybody can write such a one.</summary>
    Claim,
}
