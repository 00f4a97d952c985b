using System.Threading.Channels;

namespace CamHa.Scheduler.Outbox;

/// <summary>The kept messages that may leave, the senders that take them, and what became of each.</summary>
internal sealed class SendQueue
{
    private readonly Channel<OutboxMessage> _waiting = Channel.CreateUnbounded<OutboxMessage>();
    private readonly Channel<Ended> _ended = Channel.CreateUnbounded<Ended>(new() { SingleReader = true });
    private readonly Task[] _senders;

    public SendQueue(int senders, Func<OutboxMessage, Task<Ended>> send) =>
        _senders = [.. Enumerable.Range(0, senders).Select(_ => Task.Run(() => SendAllAsync(send)))];

    /// <summary>Messages added, and not yet taken as ended.</summary>
    public int UnderWay { get; private set; }

    /// <summary>Messages added, and not yet begun.</summary>
    public int Waiting => _waiting.Reader.Count;

    public bool HasEnded => _ended.Reader.TryPeek(out _);

    /// <summary>Why nothing more is begun. Where a sender has thrown, which none should, its message is in doubt.</summary>
    public Exception? Failure { get; private set; }

    public void Add(IReadOnlyList<OutboxMessage> messages, DateTimeOffset now)
    {
        UnderWay += messages.Count;
        foreach (var message in messages)
            _waiting.Writer.TryWrite(message with { ReadySince = now });
    }

    /// <summary>Ends every message that was not begun.</summary>
    public void Recall()
    {
        while (_waiting.Reader.TryRead(out var message))
            _ended.Writer.TryWrite(new(message, null));
    }

    public List<Ended> TakeEnded()
    {
        var ended = new List<Ended>();
        while (_ended.Reader.TryRead(out var end))
        {
            UnderWay--;
            if (end.Message is not null)
                ended.Add(end);
        }

        return ended;
    }

    /// <summary>Returns when a message has ended, or after <paramref name="longest"/>.</summary>
    public async Task WaitForEndAsync(TimeSpan longest, TimeProvider time)
    {
        using var timer = new CancellationTokenSource(longest, time);
        try
        {
            await _ended.Reader.WaitToReadAsync(timer.Token);
        }
        catch (OperationCanceledException)
        {
            // Nothing has ended in time; the caller looks again.
        }
    }

    /// <summary>Begins nothing more; the caller throws the failure once everything under way has ended.</summary>
    public void Fail(Exception failure) => Failure ??= failure;

    /// <summary>Begins nothing more, and returns when every mail under way has its answer.</summary>
    public Task CloseAsync()
    {
        Recall();
        _waiting.Writer.Complete();
        return Task.WhenAll(_senders);
    }

    private async Task SendAllAsync(Func<OutboxMessage, Task<Ended>> send)
    {
        await foreach (var message in _waiting.Reader.ReadAllAsync())
        {
            try
            {
                _ended.Writer.TryWrite(Failure is null ? await send(message) : new(message, null));
            }
            catch (Exception e)
            {
                Fail(e);
                _ended.Writer.TryWrite(default);
            }
        }
    }
}

/// <summary>What became of one message of the queue.</summary>
/// <param name="Message">The message; null only where a sender has thrown and nobody knows its message's end.</param>
/// <param name="Attempt">What was tried; null where no server was asked.</param>
internal readonly record struct Ended(OutboxMessage Message, Attempt? Attempt);
