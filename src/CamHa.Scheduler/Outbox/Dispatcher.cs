using System.Data.Common;
using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Scheduling;
using CamHa.Scheduler.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Outbox;

/// <summary>
/// Sends what waits in the outbox. One loop talks to the database and takes turns: write down what has ended, keep what
/// is about to leave, claim the next, render them. Beside it senders, one a session, take from the line what was kept.
/// </summary>
public sealed partial class Dispatcher(
    OutboxStore store,
    CloneGuard guard,
    MessageRenderer renderer,
    SessionPool sessions,
    IMailTransport transport,
    CircuitBreaker circuit,
    LeaseOwner owner,
    IOptions<OutboxOptions> options,
    IOptions<MailOptions> mail,
    CampaignClock clock,
    TimeProvider time,
    ILogger<Dispatcher> logger) : IDisposable
{
    private static readonly TimeSpan PauseWhenUnrecorded = TimeSpan.FromSeconds(1);
    private readonly RetrySchedule _retries = new(
        TimeSpan.FromMinutes(1), TimeSpan.FromHours(1), TimeSpan.FromHours(options.Value.GiveUpAfterHours), Random.Shared.NextDouble);

    private readonly SemaphoreSlim _one = new(1, 1);
    private TransportFault? _shown;
    private bool _hasTakenBack;

    private TimeSpan Lease => TimeSpan.FromSeconds(options.Value.LeaseSeconds);

    /// <summary>Sends until nothing is due; sends nothing where this machine is not armed.</summary>
    public async Task<Dispatched> DispatchAsync(CancellationToken token)
    {
        await _one.WaitAsync(token);
        try
        {
            if (!_hasTakenBack)
            {
                await store.ReleaseDeadAsync(LeaseOwner.IsDead, token);
                // What an earlier process of this machine wrote about its server is not known of this one's.
                await store.ShowFaultAsync(guard.Machine, transport.Description, null, token);
                _hasTakenBack = true;
            }

            // Nothing is being sent, so whatever is still held was left by a dispatch that failed half-way.
            await store.ReleaseOwnAsync(token);
            if (!await guard.IsArmedAsync(token) || !circuit.Allows(clock.Now))
                return default;
            return await SendAllAsync(token);
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private async Task<Dispatched> SendAllAsync(CancellationToken token)
    {
        var line = new SendingLine(transport.Sessions, SendAsync);
        try
        {
            return await TakeTurnsAsync(line, token);
        }
        finally
        {
            await line.CloseAsync();
            await TidyAsync();
        }
    }

    private async Task<Dispatched> TakeTurnsAsync(SendingLine line, CancellationToken token)
    {
        var total = new Dispatched(0, 0, 0, 0);
        var window = new SendingWindow(transport.Sessions, options.Value.BatchSize);
        var renewed = time.GetTimestamp();
        var turn = new Turn();
        while (true)
        {
            var isOpen = !token.IsCancellationRequested && line.Failure is null && circuit.Allows(clock.Now);
            if (!isOpen)
                line.Recall();
            var ended = line.TakeEnded();
            foreach (var end in ended)
                Add(turn, end);
            turn.Claim = isOpen ? window.Next(line, ended) : 0;

            var taken = await WriteAsync(turn, line, token);
            total += Dispatched.Of(turn);
            line.Add(taken.Kept);
            turn = taken.Claimed.Count == 0 ? new() : await RenderAsync(taken.Claimed, line);
            if (time.GetElapsedTime(renewed) >= Lease / 4 && await RenewAsync())
                renewed = time.GetTimestamp();

            if (!turn.IsEmpty || line.HasEnded)
                continue;
            if (line.UnderWay == 0)
                return line.Failure is null ? total : throw line.Failure;
            await line.WaitForEndAsync(Lease / 4, time);
        }
    }

    // A database that is locked or away for a while must not cost what the server has said, or is about to say.
    private async Task<TurnTaken> WriteAsync(Turn turn, SendingLine line, CancellationToken token)
    {
        while (true)
        {
            try
            {
                var taken = await store.TakeTurnAsync(turn, clock.Now, clock.Now + Lease, CancellationToken.None);
                await ShowFaultAsync();
                return taken;
            }
            catch (Exception e) when (e is DbException or StorageException && turn.Attempts.Count + line.UnderWay > 0 && !token.IsCancellationRequested)
            {
                Log.Unrecorded(logger, e, turn.Attempts.Count);
                line.Recall();
                await Task.Delay(PauseWhenUnrecorded, time, CancellationToken.None);
            }
        }
    }

    // What is under way has its answer still to come, and a lease that lasts for a few more turns.
    private async Task<bool> RenewAsync()
    {
        try
        {
            await store.RenewLeasesAsync(clock.Now + Lease, CancellationToken.None);
            return true;
        }
        catch (Exception e) when (e is DbException or StorageException)
        {
            Log.Unrenewed(logger, e);
            return false;
        }
    }

    private async Task<Turn> RenderAsync(IReadOnlyList<OutboxMessage> claimed, SendingLine line)
    {
        try
        {
            var turn = await renderer.RenderAsync(claimed, CancellationToken.None);
            turn.Attempts.AddRange(turn.Unwritten.Select(each =>
                Attempt(each.Message, clock.Now, new(DeliveryOutcome.Retry, "RENDER", null, each.Why))));
            return turn;
        }
        catch (Exception e) when (e is DbException or StorageException)
        {
            line.Fail(e);
            var turn = new Turn();
            turn.NotBegun.AddRange(claimed);
            return turn;
        }
    }

    private async Task ShowFaultAsync()
    {
        var fault = circuit.Fault;
        if (fault == _shown)
            return;
        await store.ShowFaultAsync(guard.Machine, transport.Description, fault, CancellationToken.None);
        _shown = fault;
    }

    private async Task TidyAsync()
    {
        try
        {
            await store.ReleaseOwnAsync(CancellationToken.None);
            await ShowFaultAsync();
        }
        catch (Exception e) when (e is DbException or StorageException)
        {
            // The failure under way says what is wrong; leases run out by themselves.
            Log.Unreleased(logger, e);
        }
    }

    /// <summary>One mail through one session; a new session where the old one has ended.</summary>
    private async Task<Ended> SendAsync(OutboxMessage message)
    {
        if (!circuit.Allows(clock.Now) || message.IsStale(clock.Now))
            return new(message, null);
        var begun = clock.Now;
        try
        {
            while (true)
            {
                var session = await sessions.RentAsync(CancellationToken.None);
                var isFirst = session.Mails++ == 0;
                Delivery delivery;
                try
                {
                    delivery = await DeliverAsync(session.Session, message);
                }
                finally
                {
                    await sessions.ReturnAsync(session);
                }

                if (delivery.Outcome == DeliveryOutcome.SessionEnded && !isFirst)
                    continue;
                // At MAIL nothing was said yet that could be this mail's fault.
                if (delivery is { Outcome: DeliveryOutcome.SessionEnded, Stage: "MAIL" })
                    throw new TransportUnavailableException($"{transport.Description} ends its sessions before any mail: {delivery.Code} {delivery.Reply}");
                circuit.Close();
                var attempt = Attempt(message, begun, delivery);
                Log.Attempted(logger, message.Id, MaskedAddress.Of(message.Recipient), attempt.State, delivery.Code, delivery.Reply);
                return new(message, attempt);
            }
        }
        catch (TransportUnavailableException e)
        {
            // Surely not taken, and no fault of the message.
            circuit.Open(e, clock.Now);
            Log.Unavailable(logger, transport.Description, e.Message);
            return new(message, null);
        }
    }

    // Not cancelled: a mail under way is finished and its answer kept.
    private async Task<Delivery> DeliverAsync(IMailSession session, OutboxMessage message)
    {
        try
        {
            return await session.SendAsync(message.Mime!, mail.Value.From, message.Recipient, CancellationToken.None);
        }
        catch (Exception e) when (e is not (TransportUnavailableException or OperationCanceledException))
        {
            // A fault of ours with this mail: it may have been taken, and the others go on.
            Log.SendFailed(logger, e, message.Id);
            return new(DeliveryOutcome.InDoubt, "DATA", null, e.Message);
        }
    }

    private static void Add(Turn turn, Ended ended)
    {
        if (ended.Attempt is { } attempt)
            turn.Attempts.Add(attempt);
        else
            turn.NotBegun.Add(ended.Message);
    }

    private Attempt Attempt(OutboxMessage message, DateTimeOffset begun, Delivery delivery)
    {
        var attempts = message.Attempts + 1;
        var isForGood = delivery.Outcome is DeliveryOutcome.Refused or DeliveryOutcome.AddressRefused;
        var wait = isForGood ? null : _retries.After(attempts);
        var now = clock.Now;
        return new()
        {
            OutboxMessageId = message.Id,
            Owner = owner.Name,
            AttemptedAt = begun,
            FinishedAt = now,
            InDoubt = message.InDoubt,
            Stage = delivery.Stage,
            Outcome = delivery.Outcome == DeliveryOutcome.Delivered ? "Delivered" : isForGood ? "Refused" : "Retry",
            Code = delivery.Code,
            Reply = delivery.Reply,
            State = delivery.Outcome == DeliveryOutcome.Delivered ? OutboxState.Sent : wait is null ? OutboxState.Dead : OutboxState.Pending,
            // Once in doubt it stays so: what the server says of a later try says nothing of the copy it may have taken.
            StaysInDoubt = message.InDoubt || delivery.Outcome == DeliveryOutcome.InDoubt,
            IsAddressRefused = delivery.Outcome == DeliveryOutcome.AddressRefused,
            Attempts = attempts,
            NotBefore = now + (wait ?? TimeSpan.Zero),
        };
    }

    private static partial class Log
    {
        [LoggerMessage(300, LogLevel.Information, "Message {Id} to {Recipient}: {State} ({Code} {Reply})")]
        public static partial void Attempted(ILogger logger, long id, string recipient, OutboxState state, int? code, string reply);

        [LoggerMessage(301, LogLevel.Error, "Nothing can be sent through {Transport}; what waits is kept and tried again. {Problem}")]
        public static partial void Unavailable(ILogger logger, string transport, string problem);

        [LoggerMessage(303, LogLevel.Error, "Message {Id} could not be sent")]
        public static partial void SendFailed(ILogger logger, Exception exception, long id);

        [LoggerMessage(304, LogLevel.Error, "The answers to {Count} mails could not be recorded yet; nothing more is sent until they are")]
        public static partial void Unrecorded(ILogger logger, Exception exception, int count);

        [LoggerMessage(305, LogLevel.Error, "Claimed messages could not be given back; they are free again when their lease runs out")]
        public static partial void Unreleased(ILogger logger, Exception exception);

        [LoggerMessage(306, LogLevel.Error, "The leases of what is being sent could not be renewed; that is tried again in the next turn")]
        public static partial void Unrenewed(ILogger logger, Exception exception);
    }
}

/// <summary>What one dispatch did.</summary>
public readonly record struct Dispatched(int Sent, int Retried, int Dead, int Suppressed)
{
    public static Dispatched operator +(Dispatched left, Dispatched right) => new(
        left.Sent + right.Sent, left.Retried + right.Retried, left.Dead + right.Dead, left.Suppressed + right.Suppressed);

    internal static Dispatched Of(Turn turn) => new(
        turn.Attempts.Count(attempt => attempt.State == OutboxState.Sent),
        turn.Attempts.Count(attempt => attempt.State == OutboxState.Pending),
        turn.Attempts.Count(attempt => attempt.State == OutboxState.Dead),
        turn.Untrue.Count);
}
