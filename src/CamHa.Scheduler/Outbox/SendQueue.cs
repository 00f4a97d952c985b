using System.Threading.Channels;

namespace CamHa.Scheduler.Outbox;

/// <summary>
/// The kept messages that may leave, the senders that take them, and what became of each. No sender gives a mail to the server while
/// as many as the window holds were given whose answers are kept nowhere.
/// </summary>
internal sealed class SendQueue : IDisposable
{
    private readonly Channel<OutboxMessage> _waiting = Channel.CreateUnbounded<OutboxMessage>();
    private readonly Channel<Ended> _ended = Channel.CreateUnbounded<Ended>(new() { SingleReader = true });
    private readonly SemaphoreSlim _window;
    private readonly Func<Attempt, bool> _keep;
    private readonly CancellationTokenSource _failed = new();
    private readonly Task[] _senders;
    private int _unrecorded;
    private long _bytes;

    /// <param name="senders">How many mails are sent at once.</param>
    /// <param name="window">How many the server may have been given whose answers are kept nowhere.</param>
    /// <param name="send">Sends one, and awaits the second argument before the server gets its end.</param>
    /// <param name="keep">Keeps an answer until it is recorded; false where it does not.</param>
    public SendQueue(int senders, int window, Func<OutboxMessage, Func<Task>, Task<Ended>> send, Func<Attempt, bool> keep)
    {
        (_window, _keep) = (new(window), keep);
        _senders = [.. Enumerable.Range(0, senders).Select(_ => Task.Run(() => SendAllAsync(send)))];
    }

    /// <summary>Messages added, and not yet taken as ended.</summary>
    public int UnderWay { get; private set; }

    /// <summary>Messages added, and not yet begun.</summary>
    public int Waiting => _waiting.Reader.Count;

    /// <summary>Of the messages that were added and have not ended.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    public bool HasEnded => _ended.Reader.TryPeek(out _);

    /// <summary>Why nothing more is begun. Where a sender has thrown, which none should, its message is in doubt.</summary>
    public Exception? Failure { get; private set; }

    public void Add(IReadOnlyList<OutboxMessage> messages, DateTimeOffset now)
    {
        UnderWay += messages.Count;
        Interlocked.Add(ref _bytes, messages.Sum(message => (long)message.Mime!.Length));
        foreach (var message in messages)
            _waiting.Writer.TryWrite(message with { ReadySince = now });
    }

    /// <summary>Ends every message that was not begun.</summary>
    public void Recall()
    {
        while (_waiting.Reader.TryRead(out var message))
            End(message, new(message, null));
    }

    public List<Ended> TakeEnded()
    {
        var ended = new List<Ended>();
        while (_ended.Reader.TryRead(out var end))
        {
            UnderWay--;
            if (end.Message is null)
                continue;
            ended.Add(end);
            if (end.IsAwaited)
                _unrecorded++;
        }

        return ended;
    }

    /// <summary>What was taken as ended is recorded: as many more mails may be given.</summary>
    public void Recorded()
    {
        if (_unrecorded > 0)
            _window.Release(_unrecorded);
        _unrecorded = 0;
    }

    /// <summary>Returns when a message has ended, or after <paramref name="longest"/>.</summary>
    public async Task WaitForEndAsync(TimeSpan longest, TimeProvider time)
    {
        if (longest <= TimeSpan.Zero)
            return;
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
    public void Fail(Exception failure)
    {
        Failure ??= failure;
        // What waits to be given is not.
        _failed.Cancel();
    }

    /// <summary>Begins nothing more, and returns when every mail under way has its answer.</summary>
    public async Task CloseAsync()
    {
        Recall();
        _waiting.Writer.Complete();
        await Task.WhenAll(_senders);
    }

    /// <summary>After <see cref="CloseAsync"/> only.</summary>
    public void Dispose()
    {
        _failed.Dispose();
        _window.Dispose();
    }

    private async Task SendAllAsync(Func<OutboxMessage, Func<Task>, Task<Ended>> send)
    {
        await foreach (var message in _waiting.Reader.ReadAllAsync())
        {
            try
            {
                End(message, Failure is null ? await SendAsync(message, send) : new(message, null));
            }
            catch (Exception e)
            {
                Fail(e);
                End(message, default);
            }
        }
    }

    private async Task<Ended> SendAsync(OutboxMessage message, Func<OutboxMessage, Func<Task>, Task<Ended>> send)
    {
        var isGiven = false;
        var end = await send(message, async () =>
        {
            if (isGiven)
                return;
            try
            {
                await _window.WaitAsync(_failed.Token);
                isGiven = true;
            }
            catch (OperationCanceledException)
            {
                throw new NotGivenException();
            }
        });
        // Where no server has accepted it, there is nothing to keep.
        var isKept = end.Attempt is null || _keep(end.Attempt);
        if (isGiven && isKept)
            _window.Release();
        return end with { IsAwaited = isGiven && !isKept };
    }

    private void End(OutboxMessage message, Ended end)
    {
        Interlocked.Add(ref _bytes, -message.Mime!.Length);
        _ended.Writer.TryWrite(end);
    }
}

/// <summary>What became of one message of the queue.</summary>
/// <param name="Message">The message; null only where a sender has thrown and nobody knows its message's end.</param>
/// <param name="Attempt">What was tried; null where no server was asked.</param>
internal readonly record struct Ended(OutboxMessage Message, Attempt? Attempt)
{
    /// <summary>Whether it takes up a place of the window until the attempt is recorded.</summary>
    public bool IsAwaited { get; init; }
}
