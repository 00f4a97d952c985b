namespace CamHa.Scheduler.Inbox.Sources;

/// <summary>Where mails arrive, opened for some minutes. What is there is only read; at most it is moved.</summary>
internal interface IMailbox : IAsyncDisposable
{
    /// <summary>Whether places are numbered in the order of arrival, so that a position tells what is new.</summary>
    bool IsNumbered { get; }

    /// <summary>What the numbers of places hold for; another value makes all numbers anew. 0 where places have none.</summary>
    long Validity { get; }

    /// <summary>The places of mails, oldest first; of a numbered mailbox, those after the position.</summary>
    Task<IReadOnlyList<MailPlace>> PlacesAsync(InboxPosition position, CancellationToken token);

    /// <summary>The beginning of a mail, or all of a short one; null where it is gone.</summary>
    Task<Arrival?> BeginAsync(MailPlace place, CancellationToken token);

    /// <summary>The whole mail; null where it is gone.</summary>
    /// <param name="arrival">Its beginning.</param>
    /// <param name="longest">The bytes that are kept at most.</param>
    /// <param name="token">Cancels the reading.</param>
    Task<byte[]?> ReadAsync(Arrival arrival, long longest, CancellationToken token);

    /// <summary>Moves a mail of ours to the folder that the settings name.</summary>
    Task MoveAsync(MailPlace place, CancellationToken token);

    /// <summary>Waits until something may have arrived; a hint, and no longer than asked.</summary>
    Task WaitAsync(TimeSpan longest, CancellationToken token);
}

/// <summary>Opens the mailbox that the settings name.</summary>
internal interface IMailboxSource
{
    /// <summary>The same as long as it is the same mailbox, and no secret in it.</summary>
    string Name { get; }

    /// <exception cref="Mail.TransportUnavailableException">It cannot be reached; the message names setting and remedy.</exception>
    Task<IMailbox> OpenAsync(CancellationToken token);
}

/// <summary>Where a mail lies.</summary>
/// <param name="Name">Unique within the mailbox: a number with what it holds for, an identity of POP3, or the name of a file.</param>
/// <param name="Number">Its number where places are numbered, else 0.</param>
internal sealed record MailPlace(string Name, long Number = 0);

/// <summary>A mail as it lies there, read as far as it takes to know whether it is ours.</summary>
/// <param name="Place">Where it lies.</param>
/// <param name="Head">Its first bytes.</param>
/// <param name="Size">How many bytes it has; what a server says, so nothing to rely on.</param>
/// <param name="At">When it arrived.</param>
internal sealed record Arrival(MailPlace Place, byte[] Head, long Size, DateTimeOffset At)
{
    /// <summary>Enough for the headers of any mail that a person writes.</summary>
    public const int HeadSize = 64 * 1024;

    public bool IsWhole => Head.Length < HeadSize || Size == Head.Length;
}

/// <summary>How far a mailbox has been read.</summary>
/// <param name="Validity">What the number holds for.</param>
/// <param name="Number">The last that was read.</param>
/// <param name="Since">Nothing that arrived before is asked for when the numbers begin anew.</param>
internal sealed record InboxPosition(long Validity, long Number, DateTimeOffset Since);
