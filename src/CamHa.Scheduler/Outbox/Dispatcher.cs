using System.Security.Cryptography;
using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Scheduling;
using CamHa.Scheduler.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Outbox;

/// <summary>Sends what waits in the outbox: claim, check again, render, keep, send, record.</summary>
public sealed partial class Dispatcher(
    Database database,
    OutboxStore store,
    CloneGuard guard,
    IEnumerable<IMailComposer> composers,
    MimeWriter writer,
    IMailTransport transport,
    IOptions<OutboxOptions> options,
    IOptions<MailOptions> mail,
    CampaignClock clock,
    ILogger<Dispatcher> logger)
{
    private static readonly TimeSpan PauseWhenUnavailable = TimeSpan.FromMinutes(1);
    private readonly string _owner = LeaseOwner.New();
    private readonly RetrySchedule _retries = new(options.Value.MaxAttempts, Random.Shared.NextDouble);

    private bool _hasTakenBack;

    private TimeSpan Lease => TimeSpan.FromSeconds(options.Value.LeaseSeconds);

    /// <summary>Sends until nothing is due; sends nothing where this machine is not armed.</summary>
    public async Task<Dispatched> DispatchAsync(CancellationToken token)
    {
        var total = new Dispatched(0, 0, 0, 0);
        // Sweeps first, armed or not: what has lost its point must not wait for a person to arm the machine.
        if (!_hasTakenBack)
        {
            await store.ReleaseDeadAsync(LeaseOwner.IsDead, token);
            _hasTakenBack = true;
        }

        await store.ReleaseStaleAsync(clock.Now, token);
        await store.ExpireAsync(clock.Now, token);
        if (!await guard.IsArmedAsync(token))
            return total;
        while (!token.IsCancellationRequested)
        {
            var claimed = await store.ClaimAsync(_owner, options.Value.BatchSize, clock.Now, Lease, token);
            if (claimed.Count == 0)
                break;
            var (done, isTransportUp) = await SendBatchAsync(claimed, token);
            total += done;
            if (!isTransportUp)
                break;
        }

        return total;
    }

    private async Task<(Dispatched, bool IsTransportUp)> SendBatchAsync(IReadOnlyList<OutboxMessage> claimed, CancellationToken token)
    {
        var (ready, suppressed) = await RenderAsync(claimed, token);
        var done = new Dispatched(0, 0, 0, suppressed);
        var waiting = new Queue<OutboxMessage>(
            await store.KeepRenderedAsync(_owner, ready, clock.Now + Lease, token));
        var leaseUntil = clock.Now + Lease;
        var notBefore = clock.Now;
        OutboxMessage? underWay = null;
        try
        {
            if (waiting.Count == 0)
                return (done, true);
            await using var session = await transport.OpenAsync(token);
            // What another dispatcher may already hold must not be sent here.
            while (!token.IsCancellationRequested && clock.Now < leaseUntil - (Lease / 4) && waiting.TryPeek(out var message))
            {
                // Whatever goes wrong from here on, this one may have been taken: it keeps its lease, and is in doubt
                // when that runs out. Nor is it cancelled: a mail under way is finished and its answer kept.
                underWay = waiting.Dequeue();
                var attempt = await SendAsync(session, message);
                underWay = null;
                await store.RecordAttemptAsync(attempt, CancellationToken.None);
                done += Dispatched.Of(attempt.State);
            }

            return (done, true);
        }
        catch (TransportUnavailableException e)
        {
            Log.Unavailable(logger, transport.Description, e.Message);
            notBefore = clock.Now + PauseWhenUnavailable;
            // This kind of failure says that it was surely not taken.
            if (underWay is not null)
                waiting.Enqueue(underWay);
            return (done, false);
        }
        finally
        {
            // The fault is not theirs: what was not begun goes back without losing a try.
            if (waiting.Count > 0)
                await store.ReleaseAsync(_owner, waiting, notBefore, CancellationToken.None);
        }
    }

    private async Task<(List<OutboxMessage> Ready, int Suppressed)> RenderAsync(IReadOnlyList<OutboxMessage> claimed, CancellationToken token)
    {
        var ready = new List<OutboxMessage>(claimed.Count);
        var suppressed = 0;
        await using var session = await database.OpenAsync(token);
        foreach (var mail in claimed.GroupBy(message => message.MessageKey))
        {
            // Sent again as it was: what is rendered now might differ from what may already have arrived.
            ready.AddRange(mail.Where(message => message is { InDoubt: true, Mime: not null }));
            var fresh = mail.Where(message => message is not { InDoubt: true, Mime: not null }).ToList();
            if (fresh.Count == 0)
                continue;
            try
            {
                var composition = await composers.First(composer => composer.Composes(fresh[0].Kind)).ComposeAsync(session, fresh[0], clock.Now, token);
                var group = await OutboxStore.GroupAsync(session, mail.Key, token);
                foreach (var message in fresh)
                {
                    var reason = composition.SuppressedBecause;
                    if (reason.Length == 0 && !await OutboxStore.IsContactAsync(session, message, token))
                        reason = "the address is no longer a contact";
                    if (reason.Length == 0)
                    {
                        ready.Add(Rendered(message, group, composition.Content!));
                        continue;
                    }

                    await store.DropAsync(_owner, message, OutboxState.Suppressed, reason, clock.Now, token);
                    suppressed++;
                }
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // One mail that cannot be written must not keep the others.
                Log.RenderFailed(logger, e, mail.Key);
                foreach (var message in fresh.Where(message => ready.TrueForAll(each => each.Id != message.Id)))
                    await store.RecordAttemptAsync(Attempt(message, clock.Now, new(DeliveryOutcome.Retry, "RENDER", null, e.Message)), token);
            }
        }

        // Grouped by mail above; they leave in the order they were claimed in.
        return ([.. ready.OrderBy(message => message.Priority).ThenBy(message => message.ExpiresAt).ThenBy(message => message.Id)], suppressed);
    }

    private OutboxMessage Rendered(OutboxMessage message, IReadOnlyList<GroupMember> group, MailContent content)
    {
        var date = TimeZoneInfo.ConvertTime(clock.Now, clock.Zone);
        var mime = writer.Write(message, group, content, date);
        return message with { Subject = content.Subject, Mime = mime, MimeSha256 = Convert.ToHexStringLower(SHA256.HashData(mime)) };
    }

    private async Task<Attempt> SendAsync(IMailSession session, OutboxMessage message)
    {
        var begun = clock.Now;
        var delivery = await session.SendAsync(message.Mime!, mail.Value.From, message.Recipient, CancellationToken.None);
        var attempt = Attempt(message, begun, delivery);
        Log.Attempted(logger, message.Id, MaskedAddress.Of(message.Recipient), attempt.State, delivery.Code, delivery.Reply);
        return attempt;
    }

    private Attempt Attempt(OutboxMessage message, DateTimeOffset begun, Delivery delivery)
    {
        var attempts = message.Attempts + 1;
        var retryAfter = delivery.Outcome is DeliveryOutcome.Retry or DeliveryOutcome.InDoubt ? _retries.After(attempts) : null;
        return new()
        {
            OutboxMessageId = message.Id,
            Owner = _owner,
            AttemptedAt = begun,
            FinishedAt = clock.Now,
            InDoubt = message.InDoubt,
            Stage = delivery.Stage,
            Outcome = delivery.Outcome switch
            {
                DeliveryOutcome.Delivered => "Delivered",
                DeliveryOutcome.Refused => "Refused",
                _ => "Retry",
            },
            Code = delivery.Code,
            Reply = delivery.Reply,
            State = delivery.Outcome == DeliveryOutcome.Delivered ? OutboxState.Sent
                : retryAfter is null ? OutboxState.Dead
                : OutboxState.Pending,
            // Once in doubt it stays so until the server has said something about this very mail.
            StaysInDoubt = delivery.Outcome == DeliveryOutcome.InDoubt,
            Attempts = attempts,
            NotBefore = clock.Now + (retryAfter ?? TimeSpan.Zero),
        };
    }

    private static partial class Log
    {
        [LoggerMessage(300, LogLevel.Information, "Message {Id} to {Recipient}: {State} ({Code} {Reply})")]
        public static partial void Attempted(ILogger logger, long id, string recipient, OutboxState state, int? code, string reply);

        [LoggerMessage(301, LogLevel.Warning, "Nothing can be sent through {Transport}; trying again in a minute. {Problem}")]
        public static partial void Unavailable(ILogger logger, string transport, string problem);

        [LoggerMessage(302, LogLevel.Error, "Message {Key} could not be written")]
        public static partial void RenderFailed(ILogger logger, Exception exception, string key);
    }
}

/// <summary>What one dispatch did.</summary>
public readonly record struct Dispatched(int Sent, int Retried, int Dead, int Suppressed)
{
    public static Dispatched operator +(Dispatched left, Dispatched right) => new(
        left.Sent + right.Sent, left.Retried + right.Retried, left.Dead + right.Dead, left.Suppressed + right.Suppressed);

    internal static Dispatched Of(OutboxState state) => state switch
    {
        OutboxState.Sent => new(1, 0, 0, 0),
        OutboxState.Dead => new(0, 0, 1, 0),
        _ => new(0, 1, 0, 0),
    };
}
