using System.Net.Sockets;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Text;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Mail;

/// <summary>Sends through a mail server.</summary>
public sealed class SmtpTransport(
    IOptions<SmtpOptions> options,
    IOptions<OAuthOptions> oauth,
    AccessTokens tokens,
    ServerCertificate certificate,
    SmtpGreeting greeting,
    ClockWatch watch) : IMailTransport
{
    private readonly SmtpOptions _options = options.Value;

    public Bilingual Description
    {
        get
        {
            var isPlain = _options.Security.Equals("none", StringComparison.OrdinalIgnoreCase);
            var server = $"{_options.Host}:{_options.Port}";
            return new(
                $"máy chủ thư {server} ({(isPlain ? "không mã hóa" : _options.Security)})",
                $"SMTP server {server} ({(isPlain ? "not encrypted" : _options.Security)})");
        }
    }

    public int Sessions => _options.Sessions;

    public async Task<IMailSession> OpenAsync(CancellationToken token) => await ConnectedAsync(token);

    /// <summary>Goes as far as a mail would before it is given, so that a server that refuses only then is noticed.</summary>
    /// <returns>Delivered, at RCPT, where the server would take a mail for this address.</returns>
    /// <exception cref="TransportUnavailableException">Nothing can be sent at all.</exception>
    public async Task<Delivery> AskAsync(string from, string recipient, CancellationToken token)
    {
        while (true)
        {
            await using var session = await ConnectedAsync(token);
            var answer = await session.AskAsync(from, recipient, token);
            if (answer is not { Outcome: DeliveryOutcome.SessionEnded, Stage: SmtpSession.Greeting })
                return answer;
        }
    }

    private async Task<SmtpSession> ConnectedAsync(CancellationToken token)
    {
        while (true)
        {
            if (await ConnectOnceAsync(token) is { } session)
                return session;
        }
    }

    /// <returns>Null where the greeting was refused and another is left to try.</returns>
    private async Task<SmtpSession?> ConnectOnceAsync(CancellationToken token)
    {
        var client = new RenderedMailClient(new Welcome()) { Timeout = _options.TimeoutSeconds * 1000 };
        try
        {
            client.Watch(certificate, _options.CaFile.Length > 0 ? CertificateAuthority.Trusting(_options.CaFile) : null);
            // Real time, like every time-out of the connection: the server lives in it whatever clock the service runs by, and a
            // virtual clock that jumps a day would cut a connection that is fine.
            using var timeout = new CancellationTokenSource(TimeSpan.FromMilliseconds(client.Timeout), TimeProvider.System);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(token, timeout.Token);
            var socket = await ConnectAsync(either.Token);
            client.LocalDomain = greeting.For(socket.LocalEndPoint);
            await client.ConnectAsync(new SmtpWire(socket), _options.Host, _options.Port, SocketOptions(_options.Security), either.Token);
            EnsureSameDay(client.ServerTime);
            await SmtpLogin.AuthenticateAsync(client, _options, oauth.Value, tokens, either.Token);
            return new(client, _options, greeting);
        }
        catch (SmtpCommandException e) when (IsOfGreeting(e) && greeting.Refuse(client.LocalDomain))
        {
            client.Dispose();
            return null;
        }
        catch (Exception e) when (!token.IsCancellationRequested && e is not TransportUnavailableException)
        {
            // Whatever kept the session from opening, no message is to blame.
            client.Dispose();
            // On a clock that is years off, every certificate is out of date.
            EnsureSameDay(client.ServerTime);
            throw Unavailable(e, client.LocalDomain);
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    /// <param name="security">As the settings of a mail server name it.</param>
    internal static SecureSocketOptions SocketOptions(string security) => security.ToLowerInvariant() switch
    {
        // Never the "when available" kinds: they let an attacker downgrade the connection.
        "starttls" => SecureSocketOptions.StartTls,
        "tls" => SecureSocketOptions.SslOnConnect,
        _ => SecureSocketOptions.None,
    };

    // NoDelay: Nagle's algorithm, on by default, costs about 40 ms a mail on this kind of traffic.
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

    // A machine whose clock is a day ahead would mail a day early.
    private void EnsureSameDay(DateTimeOffset? there)
    {
        if (there is not { } time)
            return;
        watch.WitnessRoughly(time);
        if (watch.IsContradicted)
        {
            throw new TransportUnavailableException(
                $"Smtp:Host = '{_options.Host}' says that it is {time.UtcDateTime:yyyy-MM-dd HH:mm}Z, and this machine's clock shows "
                + "another day. Set the clock right; nothing is sent until then. If the server's is wrong, give Heartbeat:Url.");
        }
    }

    private static bool IsOfGreeting(SmtpCommandException e) => SmtpAnswers.IsOfGreeting((int)e.StatusCode, e.Message);

    private TransportUnavailableException Unavailable(Exception cause, string? name) => new(
        cause switch
        {
            AuthenticationException when cause.Message.StartsWith('4') =>
                $"Smtp:Host = '{_options.Host}' cannot log anybody in for now: {cause.Message.TrimEnd('.')}. "
                + "If that does not pass, ask who runs it.",
            AuthenticationException or SaslException =>
                $"Smtp:User = '{_options.User}' was refused by {_options.Host}: {cause.Message.TrimEnd('.')}. "
                + "Check Smtp:User and Smtp:Password.",
            SslHandshakeException =>
                $"Smtp:Host = '{_options.Host}' port {_options.Port}: no safe connection: {cause.Message.TrimEnd('.')}. "
                + "Check the name, its certificate, Smtp:Security and Smtp:CaFile.",
            NotSupportedException =>
                $"Smtp:Security = '{_options.Security}' is not offered by {_options.Host}: {cause.Message.TrimEnd('.')}. "
                + "Check Smtp:Port and Smtp:Security.",
            SmtpCommandException e when IsOfGreeting(e) =>
                $"Smtp:Host = '{_options.Host}' refuses the greeting '{name}': {(int)e.StatusCode} {e.Message.TrimEnd('.')}. "
                + "Set Smtp:HeloName to a name by which the server knows this machine, or ask who runs it.",
            SmtpCommandException e =>
                $"Smtp:Host = '{_options.Host}' port {_options.Port} answers, and takes nothing from here: "
                + $"{(int)e.StatusCode} {e.Message.TrimEnd('.')}. If that does not pass, ask who runs it.",
            OperationCanceledException or TimeoutException =>
                $"Smtp:Host = '{_options.Host}' port {_options.Port} did not answer within {_options.TimeoutSeconds} s. "
                + "Check Smtp:Host, Smtp:Port and the network.",
            SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain } =>
                $"Smtp:Host = '{_options.Host}': there is no such host: {cause.Message.TrimEnd('.')}. Check Smtp:Host and the network.",
            _ => $"Smtp:Host = '{_options.Host}' port {_options.Port} cannot be reached: {cause.Message.TrimEnd('.')}. "
                + "Check Smtp:Host, Smtp:Port and the network.",
        },
        cause)
    {
        IsLoginRefused = (cause is AuthenticationException && !cause.Message.StartsWith('4')) || cause is SaslException,
    };
}
