using CamHa.Scheduler.Mail;

namespace CamHa.Scheduler.Outbox;

/// <summary>One attempt to deliver a message, and the state in which it left the message.</summary>
public sealed record Attempt
{
    public required long OutboxMessageId { get; init; }

    public required string Owner { get; init; }

    public required DateTimeOffset AttemptedAt { get; init; }

    public required DateTimeOffset FinishedAt { get; init; }

    /// <summary>The message was in doubt and was sent again.</summary>
    public required bool InDoubt { get; init; }

    /// <summary>How far it came: MAIL, RCPT, DATA, FILE or RENDER.</summary>
    public required string Stage { get; init; }

    /// <summary>Delivered, Retry or Refused.</summary>
    public required string Outcome { get; init; }

    public int? Code { get; init; }

    /// <summary>The server's words.</summary>
    public required string Reply { get; init; }

    public required OutboxState State { get; init; }

    /// <summary>Whether the server may have accepted the message all the same.</summary>
    public required bool StaysInDoubt { get; init; }

    /// <summary>Why a server refuses a message that is given up; null for any other.</summary>
    public FailureClass? Failure { get; init; }

    /// <summary>Tries so far, this one included.</summary>
    public required int Attempts { get; init; }

    /// <summary>The most the message's next form may weigh; null where this attempt says nothing of it.</summary>
    public int? MaxBytes { get; init; }

    public required DateTimeOffset NotBefore { get; init; }

    /// <summary>
    /// In milliseconds. Clamped, because a clock that is set meanwhile makes it negative or too large for its column.
    /// </summary>
    public int ElapsedMs => (int)Math.Clamp((FinishedAt - AttemptedAt).TotalMilliseconds, 0, int.MaxValue);
}
