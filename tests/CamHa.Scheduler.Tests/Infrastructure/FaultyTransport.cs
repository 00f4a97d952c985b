using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Text;
using MimeKit;

namespace CamHa.Scheduler.Tests.Infrastructure;

/// <summary>A mail server in memory that remembers what it took, and fails on command.</summary>
public sealed class FaultyTransport : IMailTransport, IMailSession
{
    // Senders come from several sessions and dispatchers at once.
    private readonly List<Taken> _taken = [];
    private int _heldBack;

    /// <summary>Asked before each mail; null takes it.</summary>
    public Func<string, Delivery?> Answer { get; set; } = _ => null;

    /// <summary>Thrown when a session is opened.</summary>
    public string? Away { get; set; }

    /// <summary>Called after a mail was taken and before the answer is given: where a process may die.</summary>
    public Action<string> AfterTaking { get; set; } = _ => { };

    public IReadOnlyList<Taken> Mails
    {
        get
        {
            lock (_taken)
                return [.. _taken];
        }
    }

    /// <summary>Sessions that wait until they may give the end of a mail.</summary>
    public int HeldBack => Volatile.Read(ref _heldBack);

    public Bilingual Description => new("máy chủ trong bộ nhớ", "a server in memory");

    /// <summary>One, so that mails arrive in the order they leave.</summary>
    public int Sessions { get; set; } = 1;

    public bool IsOpen => true;

    public Task<IMailSession> OpenAsync(CancellationToken token) =>
        Away is null ? Task.FromResult<IMailSession>(this) : throw new TransportUnavailableException(Away);

    public async Task<Delivery> SendAsync(byte[] mime, string from, string recipient, Func<Task> mayBeGiven, CancellationToken token)
    {
        if (Answer(recipient) is { } answer)
            return answer;
        Interlocked.Increment(ref _heldBack);
        try
        {
            await mayBeGiven();
        }
        finally
        {
            Interlocked.Decrement(ref _heldBack);
        }

        lock (_taken)
            _taken.Add(new(recipient, mime));
        AfterTaking(recipient);
        return new(DeliveryOutcome.Delivered, "DATA", 250, "2.0.0 taken");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

/// <summary>A mail the server has taken.</summary>
public sealed record Taken(string Recipient, byte[] Bytes)
{
    public MimeMessage Message { get; } = MimeMessage.Load(new MemoryStream(Bytes));

    public string Subject => Message.Subject!;

    public string Text => Message.TextBody!;

    public string Html => Message.HtmlBody!;
}
