using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Alerts;

/// <summary>
/// The one mail that cannot wait in the outbox: that the database, and with it the outbox, is away. It goes straight to the
/// mail server once a day, to the people whom the last round with a database knew.
/// </summary>
/// <remarks>
/// Everything is kept in memory. A process that starts during the outage knows nobody and sends nothing. The mails of two
/// nodes, or of two processes on one day, have the same Message-ID, so mail servers take them for one mail.
/// </remarks>
public sealed partial class OutageMail(
    IMailTransport transport,
    Templates templates,
    ProblemLines lines,
    MimeWriter writer,
    IOptions<MailOptions> mail,
    CampaignClock clock,
    ILogger<OutageMail> logger)
{
    /// <summary>How long an outage must last before people are told, and how long after a failed attempt the next one follows.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    private Campaign? _campaign;
    private string _specialist = "";
    private IReadOnlyList<Addressee> _addressees = [];
    private List<Addressee> _left = [];
    private DateTimeOffset? _triedAt;
    private string _key = "";
    private bool _isUntold;

    /// <summary>Remembers, while the database is there, whom to tell when it is not, and whom they may ask.</summary>
    public void Remember(Campaign campaign, IReadOnlyList<Addressee> addressees, string specialist)
    {
        // The database came back before anybody was told, so the next outage is told as if this one had not been.
        if (_left.Count > 0 && _left.Count == _addressees.Count)
            _triedAt = null;
        (_campaign, _addressees, _left, _specialist) = (campaign, addressees, [], specialist);
    }

    /// <summary>Sends the mail if it is due, or to those whom it has not reached yet.</summary>
    /// <returns>How many people were told.</returns>
    public async Task<int> TellAsync(Problem away, CancellationToken token)
    {
        var now = clock.Now;
        var since = away.Since ?? now;
        // That it is lost is not what people were told this morning, that it was away.
        if (_key != away.Key)
        {
            (_key, _triedAt) = (away.Key, null);
            _left = [];
        }

        if (_campaign is null || now - since < Patience || (now - _triedAt)?.Duration() < Patience)
            return 0;
        if (_left.Count == 0 && IsDue(since, now))
            _left = [.. _addressees];
        if (_left.Count == 0)
            return 0;
        _triedAt = now;
        var (told, failure) = await SendAsync(_campaign, away, now, token);
        Report(failure);
        return told;
    }

    // As for every problem: when it begins, and again each morning.
    private bool IsDue(DateTimeOffset since, DateTimeOffset now)
    {
        var wallClock = clock.WallClock(now);
        return _triedAt is not { } tried
            || (clock.WallClock(tried).Date != wallClock.Date
                && (tried < since || TimeOnly.FromDateTime(wallClock) >= AlertRule.Morning));
    }

    private async Task<(int Told, string? Failure)> SendAsync(
        Campaign campaign,
        Problem away,
        DateTimeOffset now,
        CancellationToken token)
    {
        var told = 0;
        string? failure = null;
        try
        {
            await using var session = await transport.OpenAsync(token);
            foreach (var to in _left.ToList())
            {
                var delivery = await session.SendAsync(await WriteAsync(campaign, away, to, now), mail.Value.From, to.Address, token);
                if (delivery.Outcome == DeliveryOutcome.Delivered)
                    told++;
                else
                    failure = Failure(to.Address, delivery);
                if (delivery.Outcome is DeliveryOutcome.Delivered or DeliveryOutcome.Refused or DeliveryOutcome.TooLarge
                    or DeliveryOutcome.AddressRefused)
                    _left.Remove(to);
                if (!session.IsOpen)
                    break;
            }
        }
        catch (TransportUnavailableException e)
        {
            failure = e.Message;
        }

        return (told, failure);
    }

    private static string Failure(string address, Delivery delivery)
    {
        var masked = MaskedAddress.Of(address);
        var answer = $"{delivery.Code} {delivery.Reply}".Trim();
        return $"{masked}: {answer.Replace(address, masked, StringComparison.OrdinalIgnoreCase)}";
    }

    private async Task<byte[]> WriteAsync(Campaign campaign, Problem away, Addressee to, DateTimeOffset now)
    {
        var message = new OutboxMessage
        {
            Recipient = to.Address,
            RecipientName = to.Name,
            MessageId = MailKey.Public().MessageId(
                $"{AlertWriter.MessageKeyPrefix}{away.Key}/{clock.WallClock(now):yyyy-MM-dd}",
                to.Address,
                mail.Value.Domain),
        };
        var content = await AlertMail.WriteAsync(templates, campaign, message, _specialist, lines.Write(away));
        return writer.Write(message.MessageId, _addressees, content, TimeZoneInfo.ConvertTime(now, clock.Zone));
    }

    // Logs the first failure and each success, not every attempt.
    private void Report(string? failure)
    {
        if (failure is null)
            Log.Told(logger);
        else if (!_isUntold)
            Log.Untold(logger, failure.TrimEnd('.'));
        _isUntold = failure is not null;
    }

    private static partial class Log
    {
        [LoggerMessage(713, LogLevel.Warning, "The database is away; people are told by mail")]
        public static partial void Told(ILogger logger);

        [LoggerMessage(
            714,
            LogLevel.Error,
            "The database is away, and not everybody can be told by mail: {Failure}. "
            + "Whoever has not refused it for good is tried again every quarter of an hour")]
        public static partial void Untold(ILogger logger, string failure);
    }
}
