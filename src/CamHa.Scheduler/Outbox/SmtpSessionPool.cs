using CamHa.Scheduler.Mail;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Outbox;

/// <summary>Keeps sessions open from one mail to the next, and closes them before the server does.</summary>
public sealed class SmtpSessionPool(
    IMailTransport transport,
    CircuitBreaker circuit,
    IOptions<SmtpOptions> options,
    TimeProvider time) : IAsyncDisposable
{
    // One login at a time: when the first is refused, the others need not try and bring the account closer to being locked.
    private readonly SemaphoreSlim _door = new(1, 1);
    private readonly Lock _gate = new();
    private readonly Stack<PooledSession> _idle = new();

    /// <summary>A session for the caller alone until it is returned.</summary>
    /// <exception cref="TransportUnavailableException">No session can be opened.</exception>
    public async Task<PooledSession> RentAsync()
    {
        while (TryTake(out var session))
        {
            if (!IsStale(session))
                return session;
            await session.Session.DisposeAsync();
        }

        await _door.WaitAsync();
        try
        {
            if (circuit is { Fault: { } fault } && !circuit.Allows(time.GetUtcNow()))
                throw new TransportUnavailableException(fault.Reason);
            return new(await transport.OpenAsync(CancellationToken.None));
        }
        catch (TransportUnavailableException e)
        {
            circuit.Open(e, time.GetUtcNow());
            throw;
        }
        finally
        {
            _door.Release();
        }
    }

    public async Task ReturnAsync(PooledSession session)
    {
        session.LastUsed = time.GetTimestamp();
        if (IsStale(session))
        {
            await session.Session.DisposeAsync();
            return;
        }

        lock (_gate)
            _idle.Push(session);
    }

    /// <summary>Closes sessions that have been idle for a while.</summary>
    /// <returns>How many it closed.</returns>
    public async Task<int> CloseIdleAsync()
    {
        List<PooledSession> stale;
        lock (_gate)
        {
            stale = [.. _idle.Where(IsStale)];
            var fresh = _idle.Except(stale).Reverse().ToList();
            _idle.Clear();
            fresh.ForEach(_idle.Push);
        }

        foreach (var session in stale)
            await session.Session.DisposeAsync();
        return stale.Count;
    }

    public async ValueTask DisposeAsync()
    {
        while (TryTake(out var session))
            await session.Session.DisposeAsync();
        _door.Dispose();
    }

    private bool TryTake(out PooledSession session)
    {
        lock (_gate)
            return _idle.TryPop(out session!);
    }

    private bool IsStale(PooledSession session) => !session.Session.IsOpen
        || session.Mails >= options.Value.MailsPerSession
        || time.GetElapsedTime(session.LastUsed) >= TimeSpan.FromSeconds(options.Value.IdleSeconds);
}

/// <summary>An open session, and how far it has been used.</summary>
public sealed class PooledSession(IMailSession session)
{
    public IMailSession Session => session;

    /// <summary>How many mails have been sent through it.</summary>
    public int Mails { get; set; }

    internal long LastUsed { get; set; }
}
