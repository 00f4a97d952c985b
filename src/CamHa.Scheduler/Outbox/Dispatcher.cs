using System.Data.Common;
using System.Runtime.ExceptionServices;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Diagnostics;
using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Nodes;
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
    MailSender sender,
    IMailTransport transport,
    CircuitBreaker circuit,
    Liveness liveness,
    IOptions<OutboxOptions> options,
    CampaignClock clock,
    TimeProvider time,
    ILogger<Dispatcher> logger) : IDisposable
{
    private const int TriesWhenStopped = 3;
    private static readonly TimeSpan PauseWhenUnrecorded = TimeSpan.FromSeconds(1);
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
            if (!await guard.IsArmedAsync(token))
                return default;
            if (!_hasTakenBack)
            {
                await store.ReleaseDeadAsync(LeaseOwner.IsDead, token);
                _hasTakenBack = true;
            }

            // Nothing is being sent, so whatever is still held was left by a dispatch that failed half-way.
            await store.ReleaseOwnAsync(token);
            return circuit.Allows(clock.Now) ? await SendAllAsync(token) : default;
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private async Task<Dispatched> SendAllAsync(CancellationToken token)
    {
        var line = new SendQueue(transport.Sessions, sender.SendAsync);
        var turn = new OutboxBatch();
        var total = new Dispatched(0, 0, 0, 0);
        try
        {
            total += await TakeTurnsAsync(line, turn, token);
        }
        catch (Exception e)
        {
            line.Fail(e);
        }

        // However it ended: every mail under way is finished, and what the server said of it is written down.
        await line.CloseAsync();
        turn.Add(line.TakeEnded());
        turn.Rendered.Clear();
        turn.Claim = 0;
        if (await TryWriteAsync(turn))
            total += Dispatched.Of(turn);
        if (line.Failure is { } failure)
            ExceptionDispatchInfo.Throw(failure);
        return total;
    }

    private async Task<Dispatched> TakeTurnsAsync(SendQueue line, OutboxBatch turn, CancellationToken token)
    {
        var total = new Dispatched(0, 0, 0, 0);
        var window = new SendingWindow(transport.Sessions, options.Value.BatchSize);
        var renewed = time.GetTimestamp();
        while (true)
        {
            liveness.Dispatched();
            var isOpen = !token.IsCancellationRequested && line.Failure is null && circuit.Allows(clock.Now);
            if (!isOpen)
                line.Recall();
            var ended = line.TakeEnded();
            turn.Add(ended);
            turn.Claim = isOpen ? window.Next(line, ended) : 0;

            if (await WriteAsync(turn, line, token) is not { } taken)
                continue;
            total += Dispatched.Of(turn);
            turn.Clear();
            line.Add(taken.Kept, clock.Now);
            await ShowFaultAsync();
            if (taken.Claimed.Count > 0)
                await RenderAsync(taken.Claimed, turn, line);
            if (time.GetElapsedTime(renewed) >= Lease / 4)
            {
                await RenewAsync();
                renewed = time.GetTimestamp();
            }

            if (!turn.IsEmpty || line.HasEnded)
                continue;
            if (line.UnderWay == 0)
                return total;
            // No longer than a poll, because what is issued meanwhile must not wait for a mail that hangs; nor than leases bear.
            var poll = TimeSpan.FromSeconds(options.Value.PollSeconds);
            await line.WaitForEndAsync(poll < Lease / 4 ? poll : Lease / 4, time);
        }
    }

    /// <returns>Null where it was not written and must be once more, with what has ended meanwhile.</returns>
    private async Task<BatchOutcome?> WriteAsync(OutboxBatch turn, SendQueue line, CancellationToken token)
    {
        using var span = Telemetry.Batch(turn);
        try
        {
            return await store.ExchangeAsync(turn, clock.Now, clock.Now + Lease);
        }
        catch (Exception e) when (turn.Attempts.Count + line.UnderWay > 0 && !token.IsCancellationRequested)
        {
            // A database that is locked or away for a while must not cost what the server has said, or is about to say.
            // Nothing more is claimed in this dispatch: whether this turn's claim was written nobody knows.
            Log.Unrecorded(logger, e, turn.Attempts.Count);
            line.Fail(e);
            await Task.Delay(PauseWhenUnrecorded, time, CancellationToken.None);
            return null;
        }
    }

    private async Task RenderAsync(IReadOnlyList<OutboxMessage> claimed, OutboxBatch turn, SendQueue line)
    {
        using var span = Telemetry.Render(claimed.Count);
        try
        {
            await renderer.RenderAsync(claimed, turn);
            turn.Attempts.AddRange(turn.Unwritten.Select(each => sender.Unwritten(each.Message, each.Why)));
        }
        catch (Exception e) when (e is DbException or StorageException)
        {
            // The database's fault and no mail's: all of them go back.
            turn.Clear();
            turn.NotBegun.AddRange(claimed);
            line.Fail(e);
        }
    }

    private async Task<bool> TryWriteAsync(OutboxBatch turn)
    {
        for (var tries = 1; tries <= TriesWhenStopped; tries++)
        {
            try
            {
                if (!turn.IsEmpty)
                    await store.ExchangeAsync(turn, clock.Now, clock.Now + Lease);
                await store.ReleaseOwnAsync(CancellationToken.None);
                await ShowFaultAsync();
                return true;
            }
            catch (Exception e)
            {
                Log.Unrecorded(logger, e, turn.Attempts.Count);
                await Task.Delay(PauseWhenUnrecorded, time, CancellationToken.None);
            }
        }

        return false;
    }

    private async Task RenewAsync()
    {
        try
        {
            await store.RenewLeasesAsync(clock.Now + Lease);
        }
        catch (Exception e)
        {
            Log.Unrenewed(logger, e);
        }
    }

    // For people to see; it stops nothing where it cannot be written.
    private async Task ShowFaultAsync()
    {
        var fault = circuit.Fault;
        if (fault == _shown)
            return;
        try
        {
            await store.ShowFaultAsync(transport.Description, fault);
            _shown = fault;
        }
        catch (Exception e) when (e is DbException or StorageException)
        {
            Log.Unshown(logger, e);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(304, LogLevel.Error, "The answers to {Count} mails could not be recorded yet; nothing more is sent until they are")]
        public static partial void Unrecorded(ILogger logger, Exception exception, int count);

        [LoggerMessage(305, LogLevel.Warning, "Leases could not be renewed; that is tried again")]
        public static partial void Unrenewed(ILogger logger, Exception exception);

        [LoggerMessage(306, LogLevel.Warning, "The state of the mail server could not be written for 'status' to show")]
        public static partial void Unshown(ILogger logger, Exception exception);
    }
}

/// <summary>What one dispatch did.</summary>
public readonly record struct Dispatched(int Sent, int Retried, int Dead, int Suppressed)
{
    public static Dispatched operator +(Dispatched left, Dispatched right) => new(
        left.Sent + right.Sent, left.Retried + right.Retried, left.Dead + right.Dead, left.Suppressed + right.Suppressed);

    internal static Dispatched Of(OutboxBatch turn) => new(
        turn.Attempts.Count(attempt => attempt.State == OutboxState.Sent),
        turn.Attempts.Count(attempt => attempt.State == OutboxState.Pending),
        turn.Attempts.Count(attempt => attempt.State == OutboxState.Dead),
        turn.Suppressed.Count);
}
