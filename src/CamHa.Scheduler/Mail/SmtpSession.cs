using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MimeKit;

namespace CamHa.Scheduler.Mail;

/// <summary>One connection, logged in.</summary>
internal sealed class SmtpSession : IMailSession
{
    private readonly RenderedMailClient _client;
    private readonly SmtpOptions _options;

    public SmtpSession(RenderedMailClient client, SmtpOptions options)
    {
        _client = client;
        _options = options;
        _client.BeforeData = () => _client.Timeout = options.AnswerTimeoutSeconds * 1000;
    }

    public bool IsOpen => _client.IsConnected;

    public async Task<Delivery> SendAsync(byte[] mime, string from, string recipient, CancellationToken token)
    {
        if (!IsOpen)
            return Ended("the server had ended the session");
        var mail = RenderedMail.Of(mime);
        if (_client.MaxSize > 0 && mail.Length > _client.MaxSize)
            return Answered("MAIL", 552, $"5.3.4 {mail.Length} bytes, and the server takes {_client.MaxSize}");
        try
        {
            _client.Timeout = _options.TimeoutSeconds * 1000;
            var reply = await _client.SendAsync(mail, new MailboxAddress("", from), new MailboxAddress("", recipient), token);
            return new(DeliveryOutcome.Delivered, "DATA", 250, reply);
        }
        catch (SmtpCommandException e)
        {
            var stage = e.ErrorCode switch
            {
                SmtpErrorCode.SenderNotAccepted => "MAIL",
                SmtpErrorCode.RecipientNotAccepted => "RCPT",
                _ => "DATA",
            };
            return Answered(stage, (int)e.StatusCode, e.Message);
        }
        catch (ServiceNotAuthenticatedException e)
        {
            return Answered(_client.Stage, 530, e.Message);
        }
        catch (Exception e) when (e is ProtocolException or IOException or SocketException or TimeoutException or ServiceNotConnectedException
            || (e is OperationCanceledException && !token.IsCancellationRequested))
        {
            return _client.Stage == "DATA"
                ? new(DeliveryOutcome.InDoubt, "DATA", null, $"no answer to the mail: {e.Message}")
                : Ended(e.Message);
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_client.IsConnected)
            {
                // A goodbye is worth a second, not the patience a mail deserves.
                using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(1));
                await _client.DisconnectAsync(quit: true, patience.Token);
            }
        }
        catch (Exception e) when (e is IOException or SocketException or ProtocolException or OperationCanceledException or TimeoutException)
        {
            // The mails are delivered; how the server says goodbye changes nothing.
        }

        _client.Dispose();
    }

    private Delivery Ended(string why) => new(DeliveryOutcome.SessionEnded, _client.Stage, null, why);

    private Delivery Answered(string stage, int code, string text)
    {
        var row = SmtpAnswers.Of(stage, code, text);
        // Many servers say so little of a login that is missing that it looks like the recipient's fault.
        if (row == SmtpAnswers.NotAllowed && !_client.IsAuthenticated && _client.Capabilities.HasFlag(SmtpCapabilities.Authentication))
            row = SmtpAnswers.LoginRefused;
        return row.Outcome is { } outcome
            ? new(outcome, stage, code, text)
            : throw new TransportUnavailableException(row.Name == SmtpAnswers.LoginRefused.Name
                ? $"{_options.Host} asks for a login: {code} {text}. Set Smtp:User and its password."
                : $"Mail:From was refused by {_options.Host}: {code} {text}. Set Mail:From to an address that Smtp:User may send as.");
    }
}
