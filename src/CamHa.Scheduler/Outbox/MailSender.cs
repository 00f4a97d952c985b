using System.Diagnostics;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Diagnostics;
using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Nodes;
using CamHa.Scheduler.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Outbox;

/// <summary>Takes one mail to the server, and decides what follows from the server's answer.</summary>
public sealed partial class MailSender(
    SmtpSessionPool sessions,
    IMailTransport transport,
    CircuitBreaker circuit,
    LeaseOwner owner,
    IOptions<OutboxOptions> options,
    IOptions<MailOptions> mail,
    CampaignClock clock,
    ILogger<MailSender> logger)
{
    private readonly RetrySchedule _retries = new(
        TimeSpan.FromMinutes(1), TimeSpan.FromHours(1), TimeSpan.FromHours(options.Value.GiveUpAfterHours), Random.Shared.NextDouble);

    /// <summary>How many mails may be under way at once.</summary>
    internal int Sessions => transport.Sessions;

    /// <summary>
    /// How many mails the server may have been given whose answers are kept nowhere: as many as a killed service can double. Without a
    /// bound where a second copy replaces the first.
    /// </summary>
    internal int Window => transport.Replaces ? int.MaxValue
        : options.Value.Unrecorded > 0 ? options.Value.Unrecorded
        : Math.Min(Sessions, Math.Max(2, Sessions / 2));

    /// <summary>Whether anything can be sent now.</summary>
    internal bool CanSend => circuit.Allows(clock.Now);

    /// <summary>Sends through a session of the pool; through a new one where that has ended.</summary>
    /// <param name="message">What is sent.</param>
    /// <param name="mayBeGiven">Waited for before the server gets the end of the mail.</param>
    /// <returns>The attempt; none where no server was asked, so that the message loses no try.</returns>
    internal async Task<Ended> SendAsync(OutboxMessage message, Func<Task> mayBeGiven)
    {
        if (!CanSend || message.IsStale(clock.Now))
            return new(message, null);
        var begun = clock.Now;
        using var span = Telemetry.Mail(message.Id)?.SetTag("camha.message.kind", message.Kind.ToString());
        try
        {
            // Not Polly: a session that ended while it idled is replaced at once, and a fresh one is the last.
            while (true)
            {
                var session = await sessions.RentAsync();
                var isFirst = session.Mails++ == 0;
                var delivery = await DeliverAsync(session, message, mayBeGiven);
                // At the greeting another one is left to try; it is refused once at the most.
                if (delivery.Outcome == DeliveryOutcome.SessionEnded && (!isFirst || delivery.Stage == SmtpSession.Greeting))
                    continue;
                // At MAIL the server has seen nothing of this mail yet, so the mail cannot be to blame.
                if (delivery is { Outcome: DeliveryOutcome.SessionEnded, Stage: "MAIL" })
                {
                    throw new TransportUnavailableException(
                        $"{transport.Description.English} ends its sessions before any mail: {$"{delivery.Code} {delivery.Reply}".Trim()}");
                }

                circuit.Close();
                span?.SetTag("camha.outcome", delivery.Outcome.ToString()).SetTag("camha.smtp.code", delivery.Code);
                return new(message, Ended(message, begun, delivery));
            }
        }
        catch (NotGivenException)
        {
            return new(message, null);
        }
        catch (TransportUnavailableException e)
        {
            // The server has not accepted the mail, and the mail is not to blame.
            circuit.Open(e, clock.Now);
            span?.SetStatus(ActivityStatusCode.Error, "nothing can be sent now");
            Log.Unavailable(logger, transport.Description.English, e.Message);
            return new(message, null);
        }
    }

    /// <summary>The attempt of a mail that could not be rendered; it ended before any server was asked.</summary>
    internal Attempt Unwritten(OutboxMessage message, string why) =>
        Ended(message, clock.Now, new(DeliveryOutcome.Retry, "RENDER", null, why));

    // Not cancellable: a mail under way is finished, and its answer kept.
    private async Task<Delivery> DeliverAsync(PooledSession session, OutboxMessage message, Func<Task> mayBeGiven)
    {
        var isUsable = false;
        try
        {
            var delivery = await session.Session.SendAsync(
                message.Mime!, mail.Value.From, message.Recipient, mayBeGiven, CancellationToken.None);
            // A server that ends the session may leave the connection open; it is not used again.
            isUsable = delivery.Outcome != DeliveryOutcome.SessionEnded;
            return delivery;
        }
        catch (Exception e) when (e is not (TransportUnavailableException or NotGivenException or OperationCanceledException))
        {
            // A defect of this program with this mail: the server may have accepted it, and the other mails go on.
            Log.Failed(logger, e, message.Id);
            return new(DeliveryOutcome.InDoubt, "DATA", null, e.Message);
        }
        finally
        {
            if (isUsable)
                await sessions.ReturnAsync(session);
            else
                await session.Session.DisposeAsync();
        }
    }

    private Attempt Ended(OutboxMessage message, DateTimeOffset begun, Delivery delivery)
    {
        var attempts = message.Attempts + 1;
        var now = clock.Now;
        var smaller = delivery.Outcome == DeliveryOutcome.TooLarge
            ? SmallerFormRule.Next(message.Mime!.Length, message.MaxBytes, delivery.Takes)
            : null;
        var isPermanent = delivery.Outcome is DeliveryOutcome.Refused or DeliveryOutcome.AddressRefused
            || (delivery.Outcome == DeliveryOutcome.TooLarge && smaller is null);
        var wait = isPermanent ? null : smaller is null ? _retries.After(attempts) : TimeSpan.Zero;
        var state = delivery.Outcome == DeliveryOutcome.Delivered ? OutboxState.Sent
            : wait is null ? OutboxState.Dead
            : OutboxState.Pending;
        if (logger.IsEnabled(LogLevel.Information))
        {
            var masked = MaskedAddress.Of(message.Recipient);
            var reply = delivery.Reply.Replace(message.Recipient, masked, StringComparison.OrdinalIgnoreCase);
            Log.Attempted(logger, message.Id, masked, state, delivery.Code is { } code ? $"{code} {reply}" : reply);
        }

        return new()
        {
            OutboxMessageId = message.Id,
            Owner = owner.Name,
            AttemptedAt = begun,
            FinishedAt = now,
            InDoubt = message.InDoubt,
            Stage = delivery.Stage,
            Outcome = delivery.Outcome == DeliveryOutcome.Delivered ? nameof(DeliveryOutcome.Delivered)
                : isPermanent ? nameof(DeliveryOutcome.Refused)
                : nameof(DeliveryOutcome.Retry),
            Code = delivery.Code,
            Reply = delivery.Reply,
            State = state,
            // The answer to a second try does not tell what became of the first, unless it is that no mail of this size is taken.
            StaysInDoubt = delivery.Outcome == DeliveryOutcome.InDoubt
                || (message.InDoubt && state != OutboxState.Sent && smaller is null),
            Failure = state == OutboxState.Dead ? delivery.Failure : null,
            Attempts = attempts,
            MaxBytes = smaller,
            NotBefore = now + (wait ?? TimeSpan.Zero),
        };
    }

    private static partial class Log
    {
        [LoggerMessage(300, LogLevel.Information, "Message {Id} to {Recipient}: {State} ({Answer})")]
        public static partial void Attempted(ILogger logger, long id, string recipient, OutboxState state, string answer);

        [LoggerMessage(301, LogLevel.Error, "Nothing can be sent through {Transport}; what waits is kept and tried again. {Problem}")]
        public static partial void Unavailable(ILogger logger, string transport, string problem);

        [LoggerMessage(303, LogLevel.Error, "Message {Id} could not be sent")]
        public static partial void Failed(ILogger logger, Exception exception, long id);
    }
}

/// <summary>A mail's end was not given to the server, because answers cannot be kept; the server has not accepted it.</summary>
internal sealed class NotGivenException : Exception;
