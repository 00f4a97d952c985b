using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;

namespace CamHa.Scheduler.Mail;

/// <summary>Sends through a mail server; one connection a batch.</summary>
public sealed class SmtpTransport(IOptions<SmtpOptions> options) : IMailTransport
{
    private readonly SmtpOptions _options = options.Value;

    public string Description => $"SMTP server {_options.Host}:{_options.Port} ({_options.Security})";

    public async Task<IMailSession> OpenAsync(CancellationToken token)
    {
        var client = new SmtpClient { Timeout = _options.TimeoutSeconds * 1000 };
        try
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(token);
            patience.CancelAfter(client.Timeout);
            var socket = await ConnectAsync(patience.Token);
            await client.ConnectAsync(socket, _options.Host, _options.Port, Security, patience.Token);
            if (_options.User.Length > 0)
                await client.AuthenticateAsync(_options.User, _options.Password, patience.Token);
            return new SmtpSession(client);
        }
        catch (Exception e) when (!token.IsCancellationRequested
            && e is SocketException or IOException or ProtocolException or CommandException or AuthenticationException
                or SslHandshakeException or TimeoutException or OperationCanceledException or NotSupportedException)
        {
            client.Dispose();
            throw Unavailable(e);
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    private SecureSocketOptions Security => _options.Security.ToLowerInvariant() switch
    {
        // Never the "when available" kinds: they allow a downgrade.
        "starttls" => SecureSocketOptions.StartTls,
        "tls" => SecureSocketOptions.SslOnConnect,
        _ => SecureSocketOptions.None,
    };

    // MailKit's own socket leaves Nagle's algorithm on, which costs about 40 ms a mail on this kind of traffic.
    private async Task<Socket> ConnectAsync(CancellationToken token)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(_options.Host, _options.Port, token);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private TransportUnavailableException Unavailable(Exception cause) => new(
        cause switch
        {
            AuthenticationException or SaslException =>
                $"Smtp:User = '{_options.User}' was refused by {_options.Host}: {cause.Message.TrimEnd('.')}. Check Smtp:User and Smtp:Password.",
            SslHandshakeException =>
                $"Smtp:Host = '{_options.Host}' port {_options.Port}: no safe connection: {cause.Message.TrimEnd('.')}. Check the name, its certificate and Smtp:Security.",
            NotSupportedException =>
                $"Smtp:Security = '{_options.Security}' is not offered by {_options.Host}: {cause.Message.TrimEnd('.')}. Check Smtp:Port and Smtp:Security.",
            OperationCanceledException or TimeoutException =>
                $"Smtp:Host = '{_options.Host}' port {_options.Port} did not answer within {_options.TimeoutSeconds} s. Check Smtp:Host, Smtp:Port and the network.",
            _ => $"Smtp:Host = '{_options.Host}' port {_options.Port} cannot be reached: {cause.Message.TrimEnd('.')}. Check Smtp:Host, Smtp:Port and the network.",
        },
        cause);
}

/// <summary>One connection, logged in.</summary>
internal sealed class SmtpSession(SmtpClient client) : IMailSession
{
    public async Task<Delivery> SendAsync(byte[] mime, string from, string recipient, CancellationToken token)
    {
        using var stream = new MemoryStream(mime, writable: false);
        var message = await MimeMessage.LoadAsync(stream, persistent: true, token);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(token);
        patience.CancelAfter(client.Timeout * 2);
        try
        {
            var reply = await client.SendAsync(
                message, MailboxAddress.Parse(from), [MailboxAddress.Parse(recipient)], patience.Token);
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
            var isForGood = (int)e.StatusCode >= 500;
            return new(isForGood ? DeliveryOutcome.Refused : DeliveryOutcome.Retry, stage, (int)e.StatusCode, e.Message);
        }
        catch (ServiceNotConnectedException e)
        {
            throw new TransportUnavailableException($"The mail server ended the connection: {e.Message}", e);
        }
        catch (ServiceNotAuthenticatedException e)
        {
            throw new TransportUnavailableException($"The mail server asks for a login: {e.Message} Set Smtp:User and Smtp:Password.", e);
        }
        catch (Exception e) when (e is ProtocolException or IOException or SocketException or TimeoutException
            || (e is OperationCanceledException && !token.IsCancellationRequested))
        {
            // It may have been taken: the answer did not come.
            return new(DeliveryOutcome.InDoubt, "DATA", null, $"The connection ended before the server's answer: {e.Message}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (client.IsConnected)
                await client.DisconnectAsync(quit: true);
        }
        catch (Exception e) when (e is IOException or SocketException or ProtocolException)
        {
            // The mails are delivered; how the server says goodbye changes nothing.
        }

        client.Dispose();
    }
}
