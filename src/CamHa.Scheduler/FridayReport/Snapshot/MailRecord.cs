namespace CamHa.Scheduler.FridayReport.Snapshot;

/// <summary>One mail to one address.</summary>
public sealed record MailRecord
{
    public required DateTime CreatedAt { get; init; }

    /// <summary>When it reached its final state; null while it waits.</summary>
    public DateTime? FinishedAt { get; init; }

    /// <summary>A name of <see cref="Outbox.NoticeKind"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>The unit it is about; empty for the committee.</summary>
    public string UnitCode { get; init; } = "";

    public required string Recipient { get; init; }

    public string Subject { get; init; } = "";

    /// <summary>A name of <see cref="Outbox.OutboxState"/>.</summary>
    public required string State { get; init; }

    /// <summary>Why it is in that state, or the mail server's last reply; may be empty.</summary>
    public string Reason { get; init; } = "";
}
