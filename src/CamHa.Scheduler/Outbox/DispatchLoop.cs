using System.Data.Common;
using System.Runtime.ExceptionServices;
using CamHa.Scheduler.Diagnostics;
using CamHa.Scheduler.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Polly;

namespace CamHa.Scheduler.Outbox;

/// <summary>
/// One dispatch. One loop talks to the database, batch by batch: record what has ended, keep what is about to leave, claim the
/// next messages, render them. Beside it, senders, one a session, take the kept messages from the queue.
/// </summary>
public sealed partial class DispatchLoop
{
    private const int RetriesWhenStopped = 2;
    private static readonly TimeSpan PauseWhenUnrecorded = TimeSpan.FromSeconds(1);
    private readonly OutboxStore _store;
    private readonly MessageRenderer _renderer;
    private readonly MailSender _sender;
    private readonly FaultDisplay _faults;
    private readonly Liveness _liveness;
    private readonly OutboxOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<DispatchLoop> _logger;
    private readonly ResiliencePipeline _lastWrite;

    public DispatchLoop(
        OutboxStore store,
        MessageRenderer renderer,
        MailSender sender,
        FaultDisplay faults,
        Liveness liveness,
        IOptions<OutboxOptions> options,
        TimeProvider time,
        ILogger<DispatchLoop> logger)
    {
        (_store, _renderer, _sender, _faults, _liveness) = (store, renderer, sender, faults, liveness);
        (_options, _time, _logger) = (options.Value, time, logger);
        _lastWrite = new ResiliencePipelineBuilder { TimeProvider = time }
            .AddRetry(new()
            {
                // A cancelled statement counts too: this write is the last chance to record the answers.
                ShouldHandle = static outcome => ValueTask.FromResult(outcome.Outcome.Exception is not null),
                MaxRetryAttempts = RetriesWhenStopped,
                Delay = PauseWhenUnrecorded,
            })
            .Build();
    }

    private TimeSpan Lease => TimeSpan.FromSeconds(_options.LeaseSeconds);

    private DateTimeOffset Now => _time.GetUtcNow();

    /// <summary>Sends until nothing is due, or until nothing can be sent.</summary>
    internal async Task<Dispatched> RunAsync(CancellationToken token)
    {
        using var queue = new SendQueue(_sender.Sessions, _sender.Window, _sender.SendAsync, _store.TryKeepAnswer);
        var batch = new OutboxBatch();
        var total = new Dispatched(0, 0, 0, 0);
        try
        {
            total += await ExchangeAllAsync(queue, batch, token);
        }
        catch (Exception e)
        {
            queue.Fail(e);
        }

        // However the loop ended: every mail under way is finished, and the server's answer to it is recorded.
        await queue.CloseAsync();
        batch.Add(queue.TakeEnded());
        batch.Rendered.Clear();
        batch.Claim = 0;
        if (await TryWriteLastAsync(batch))
            total += Dispatched.Of(batch);
        if (queue.Failure is { } failure)
            ExceptionDispatchInfo.Throw(failure);
        return total;
    }

    private async Task<Dispatched> ExchangeAllAsync(SendQueue queue, OutboxBatch batch, CancellationToken token)
    {
        var total = new Dispatched(0, 0, 0, 0);
        // Where answers are kept nowhere but in the database, small batches let them in sooner.
        var most = _store.KeepsAnswers ? _options.BatchSize : Math.Min(_options.BatchSize, 2 * _sender.Sessions);
        var window = new SendingWindow(_sender.Sessions, most);
        IReadOnlyList<OutboxMessage> rest = [];
        var renewed = _time.GetTimestamp();
        var isPaused = false;
        while (true)
        {
            _liveness.Dispatched();
            var isOpen = !token.IsCancellationRequested && queue.Failure is null && !isPaused && _sender.CanSend;
            if (!isOpen)
            {
                queue.Recall();
                batch.NotBegun.AddRange(rest);
                rest = [];
            }

            var ended = queue.TakeEnded();
            batch.Add(ended);
            batch.Claim = isOpen ? window.Next(queue.UnderWay + rest.Count, queue.Waiting == 0, ended) : 0;

            if (await WriteAsync(batch, queue, token) is not { } outcome)
                continue;
            queue.Recorded();
            total += Dispatched.Of(batch);
            batch.Clear();
            isPaused = outcome.IsPaused;
            if (isPaused)
                batch.NotBegun.AddRange(outcome.Kept);
            else
                queue.Add(outcome.Kept, Now);
            await _faults.ShowAsync();
            rest = await RenderAsync([.. rest, .. outcome.Claimed], batch, queue);
            if (_time.GetElapsedTime(renewed) >= Lease / 4)
            {
                renewed = _time.GetTimestamp();
                await RenewAsync();
            }

            if (!batch.IsEmpty || queue.HasEnded)
                continue;
            if (queue.UnderWay == 0)
                return total;
            // At most one poll, or a mail that hangs would delay what is issued meanwhile; and never so long that leases run out.
            var poll = TimeSpan.FromSeconds(_options.PollSeconds);
            var untilRenewed = (Lease / 4) - _time.GetElapsedTime(renewed);
            await queue.WaitForEndAsync(poll < untilRenewed ? poll : untilRenewed, _time);
        }
    }

    /// <returns>Null where nothing was written; the loop then writes the batch again, with what has ended meanwhile.</returns>
    private async Task<BatchOutcome?> WriteAsync(OutboxBatch batch, SendQueue queue, CancellationToken token)
    {
        // An idle service polls every few seconds; an empty batch makes no trace.
        using var span = batch.IsEmpty ? null : Telemetry.Batch(batch.Attempts.Count, batch.Rendered.Count);
        try
        {
            return await _store.ExchangeAsync(batch, Now, Now + Lease);
        }
        catch (Exception e) when (e is not DatabaseLostException && batch.Attempts.Count + queue.UnderWay > 0
            && !token.IsCancellationRequested)
        {
            // A database that is locked or away for a while must not cost the answers the server has given, or is about to
            // give. Nothing more is claimed in this dispatch, because nobody knows whether this batch's claim was written.
            // Not Polly: the next try writes a larger batch, and there is no last try while mails are under way.
            Log.Unrecorded(_logger, e, batch.Attempts.Count);
            queue.Fail(e);
            await Task.Delay(PauseWhenUnrecorded, _time, CancellationToken.None);
            return null;
        }
    }

    /// <returns>What is left for later, because as much waits as may.</returns>
    private async Task<IReadOnlyList<OutboxMessage>> RenderAsync(List<OutboxMessage> claimed, OutboxBatch batch, SendQueue queue)
    {
        var most = OutboxBatch.MostBytes - queue.Bytes;
        if (claimed.Count == 0 || most <= 0)
            return claimed;
        using var span = Telemetry.Render(claimed.Count);
        try
        {
            var rest = await _renderer.RenderAsync(claimed, batch, most);
            batch.Attempts.AddRange(batch.Unwritten.Select(each => _sender.Unwritten(each.Message, each.Why)));
            return rest;
        }
        catch (Exception e) when (e is DbException or StorageException)
        {
            // The database failed, no mail did: all of them go back.
            batch.Clear();
            batch.NotBegun.AddRange(claimed);
            queue.Fail(e);
            return [];
        }
    }

    private async Task<bool> TryWriteLastAsync(OutboxBatch batch)
    {
        try
        {
            await _lastWrite.ExecuteAsync(async _ =>
            {
                try
                {
                    if (!batch.IsEmpty)
                        await _store.ExchangeAsync(batch, Now, Now + Lease);
                    await _store.ReleaseOwnAsync(CancellationToken.None);
                    await _faults.ShowAsync();
                }
                catch (Exception e)
                {
                    Log.Unrecorded(_logger, e, batch.Attempts.Count);
                    throw;
                }
            });
            return true;
        }
        catch
        {
            return false;
        }
    }

    private async Task RenewAsync()
    {
        try
        {
            await _store.RenewLeasesAsync(Now + Lease);
        }
        catch (Exception e)
        {
            Log.Unrenewed(_logger, e);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(304, LogLevel.Error, "The answers to {Count} mails could not be recorded yet; nothing more is sent until they are")]
        public static partial void Unrecorded(ILogger logger, Exception exception, int count);

        [LoggerMessage(305, LogLevel.Warning, "Leases could not be renewed; the next batch tries again")]
        public static partial void Unrenewed(ILogger logger, Exception exception);
    }
}
