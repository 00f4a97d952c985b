using System.Threading.Channels;

namespace CamHa.Scheduler.Outbox;

/// <summary>What was kept and may leave, the senders that take from it, and what came of each.</summary>
internal sealed class SendQueue
{
    private readonly Channel<OutboxMessage> _waiting = Channel.CreateUnbounded<OutboxMessage>();
    private readonly Channel<Ended> _ended = Channel.CreateUnbounded<Ended>(new() { SingleReader = true });
    private readonly Task[] _senders;

    public SendQueue(int senders, Func<OutboxMessage, Task<Ended>> send) =>
        _senders = [.. Enumerable.Range(0, senders).Select(_ => Task.Run(() => SendAllAsync(send)))];

    /// <summary>Added and not yet taken as ended.</summary>
    public int UnderWay { get; private set; }

    /// <summary>Added and not yet begun.</summary>
    public int Waiting => _waiting.Reader.Count;

    public bool HasEnded => _ended.Reader.TryPeek(out _);

    /// <summary>Why nothing more is begun. Where a sender failed, which none should, what it held is in doubt.</summary>
    public Exception? Failure { get; private set; }

    public void Add(IReadOnlyList<OutboxMessage> messages, DateTimeOffset now)
    {
        UnderWay += messages.Count;
        foreach (var message in messages)
            _waiting.Writer.TryWrite(message with { ReadySince = now });
    }

    /// <summary>Takes back what was not begun.</summary>
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

    /// <summary>Returns when something has ended, or after <paramref name="patience"/>.</summary>
    public async Task WaitForEndAsync(TimeSpan patience, TimeProvider time)
    {
        using var timer = new CancellationTokenSource(patience, time);
        try
        {
            await _ended.Reader.WaitToReadAsync(timer.Token);
        }
        catch (OperationCanceledException)
        {
            // The patience ran out.
        }
    }

    /// <summary>Stops what adds to it: the failure is told when everything under way has ended.</summary>
    public void Fail(Exception failure) => Failure ??= failure;

    /// <summary>Ends when every mail under way has its answer; nothing more is begun.</summary>
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

/// <param name="Message">Whose end it is; null only for one whose end nobody knows.</param>
/// <param name="Attempt">What was tried; null where it was surely not begun.</param>
internal readonly record struct Ended(OutboxMessage Message, Attempt? Attempt);

/// <summary>
/// How much is claimed ahead: little at first, twice as much whenever the line ran empty, half as much whenever
/// something waited in it for so long that it has to be looked at again.
/// </summary>
internal sealed class SendingWindow(int sessions, int most)
{
    private int _size = Math.Min(sessions * 2, most);

    public int Next(SendQueue line, IReadOnlyList<Ended> ended)
    {
        if (ended.Any(end => end.Attempt is null))
            _size = Math.Min(Math.Max(sessions, _size / 2), most);
        else if (ended.Count > 0 && line.Waiting == 0)
            _size = Math.Min(_size * 2, most);
        return Math.Max(0, _size - line.UnderWay);
    }
}
