namespace CamHa.Scheduler.Outbox;

/// <summary>What a dispatcher records in one transaction, and how many messages it claims with it.</summary>
public sealed class OutboxBatch
{
    /// <summary>Of rendered mails that wait in memory, at most, and of one mail more.</summary>
    internal const int MostBytes = 8 * 1024 * 1024;

    public List<Attempt> Attempts { get; } = [];

    /// <summary>No longer true: not sent, and the reason kept.</summary>
    public List<Suppression> Suppressed { get; } = [];

    /// <summary>Keys of notices of which the rendered mails do not speak any more.</summary>
    public List<string> LeftOut { get; } = [];

    /// <summary>Claimed and not begun: they go back without losing a try.</summary>
    public List<OutboxMessage> NotBegun { get; } = [];

    /// <summary>About to leave.</summary>
    public List<OutboxMessage> Rendered { get; } = [];

    /// <summary>Could not be rendered, and why; counts as a try.</summary>
    public List<(OutboxMessage Message, string Why)> Unwritten { get; } = [];

    /// <summary>How many messages to claim next.</summary>
    public int Claim { get; set; }

    public bool IsEmpty => Attempts.Count + Suppressed.Count + NotBegun.Count + Rendered.Count == 0;

    /// <summary>Of the rendered mails.</summary>
    internal long Bytes => Rendered.Sum(message => (long)message.Mime!.Length);

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
        LeftOut.Clear();
        NotBegun.Clear();
        Rendered.Clear();
        Unwritten.Clear();
    }
}

/// <summary>What a batch came to.</summary>
/// <param name="Kept">Those of the rendered messages that this dispatcher still holds and may send.</param>
/// <param name="Claimed">The next messages; no other dispatcher sees them until the lease runs out.</param>
/// <param name="IsPaused">Whether a person has stopped everything from leaving; nothing was claimed then.</param>
public sealed record BatchOutcome(IReadOnlyList<OutboxMessage> Kept, IReadOnlyList<OutboxMessage> Claimed, bool IsPaused);

/// <summary>A message that is not sent because it is no longer true.</summary>
/// <param name="Id">The message.</param>
/// <param name="Reason">Why it is not sent.</param>
/// <param name="At">When that was found.</param>
/// <param name="IsAddressLost">Its content was right, but nobody uses its address any more.</param>
public sealed record Suppression(long Id, string Reason, DateTimeOffset At, bool IsAddressLost = false);
