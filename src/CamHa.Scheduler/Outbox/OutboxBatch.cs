namespace CamHa.Scheduler.Outbox;

/// <summary>What a dispatcher has to write down at once, and how many messages it wants.</summary>
public sealed class OutboxBatch
{
    public List<Attempt> Attempts { get; } = [];

    /// <summary>No longer true: not sent, and the reason kept.</summary>
    public List<Suppression> Suppressed { get; } = [];

    /// <summary>Claimed and surely not begun: back without losing a try.</summary>
    public List<OutboxMessage> NotBegun { get; } = [];

    /// <summary>About to leave.</summary>
    public List<OutboxMessage> Rendered { get; } = [];

    /// <summary>Could not be written, and why; counts as a try.</summary>
    public List<(OutboxMessage Message, string Why)> Unwritten { get; } = [];

    /// <summary>How many messages to take next.</summary>
    public int Claim { get; set; }

    internal void Add(IEnumerable<Ended> ended)
    {
        foreach (var (message, attempt) in ended)
        {
            if (attempt is null)
                NotBegun.Add(message);
            else
                Attempts.Add(attempt);
        }
    }

    internal void Clear()
    {
        Attempts.Clear();
        Suppressed.Clear();
        NotBegun.Clear();
        Rendered.Clear();
        Unwritten.Clear();
    }

    public bool IsEmpty => Attempts.Count + Suppressed.Count + NotBegun.Count + Rendered.Count == 0;
}

/// <param name="Kept">Those of the rendered that are still this dispatcher's to send.</param>
/// <param name="Claimed">The next messages; nobody else sees them until the lease runs out.</param>
public sealed record BatchOutcome(IReadOnlyList<OutboxMessage> Kept, IReadOnlyList<OutboxMessage> Claimed);

/// <param name="Id">The message.</param>
/// <param name="Reason">Why it is not sent.</param>
/// <param name="At">When that was found.</param>
/// <param name="IsAddressLost">Nothing was wrong with what it says, but nobody is at its address any more.</param>
public sealed record Suppression(long Id, string Reason, DateTimeOffset At, bool IsAddressLost = false);

/// <summary>One attempt to deliver a message, and where it left the message.</summary>
public sealed record Attempt
{
    public required long OutboxMessageId { get; init; }

    public required string Owner { get; init; }

    public required DateTimeOffset AttemptedAt { get; init; }

    public required DateTimeOffset FinishedAt { get; init; }

    /// <summary>It was a message in doubt that was sent again.</summary>
    public required bool InDoubt { get; init; }

    public required string Stage { get; init; }

    /// <summary>Delivered, Retry or Refused.</summary>
    public required string Outcome { get; init; }

    public int? Code { get; init; }

    /// <summary>The server's words.</summary>
    public required string Reply { get; init; }

    public required OutboxState State { get; init; }

    /// <summary>Whether the server may have taken it all the same.</summary>
    public required bool StaysInDoubt { get; init; }

    /// <summary>Whether the address, and not only the mail, was refused for good.</summary>
    public required bool IsAddressRefused { get; init; }

    public required int Attempts { get; init; }

    public required DateTimeOffset NotBefore { get; init; }

    /// <summary>Never below zero, also where the clock was set back in between; nor beyond its column, where it jumped by months.</summary>
    public int ElapsedMs => (int)Math.Clamp((FinishedAt - AttemptedAt).TotalMilliseconds, 0, int.MaxValue);
}
