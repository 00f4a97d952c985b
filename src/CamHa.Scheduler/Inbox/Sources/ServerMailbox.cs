using System.Net.Sockets;
using CamHa.Scheduler.Mail;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Net.Pop3;
using MailKit.Security;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Inbox.Sources;

/// <summary>Opens the mailbox that <c>Inbox</c> names: a new connection each time, with the login of the mails that leave.</summary>
internal sealed class ServerMailbox(
    IOptions<InboxOptions> options,
    IOptions<SmtpOptions> smtp,
    IOptions<OAuthOptions> oauth,
    AccessTokens tokens,
    TimeProvider time) : IMailboxSource
{
    private readonly InboxOptions _options = options.Value;

    public string Name => _options.IsFolder
        ? $"folder {_options.Folder}"
        : $"{_options.Source.ToLowerInvariant()} {User}@{_options.Host}/{(_options.IsImap ? _options.Mailbox : "")}";

    private string User => _options.User.Length > 0 ? _options.User : smtp.Value.User;

    public async Task<IMailbox> OpenAsync(CancellationToken token)
    {
        if (_options.IsFolder)
            return new FolderMailbox(_options, time);
        MailService client = _options.IsImap ? new ImapClient() : new Pop3Client();
        try
        {
            client.Timeout = _options.TimeoutSeconds * 1000;
            var authority = _options.CaFile.Length > 0 ? _options.CaFile : smtp.Value.CaFile;
            if (authority.Length > 0)
                client.ServerCertificateValidationCallback = CertificateAuthority.Trusting(authority);
            using var limit = Limit(_options, token);
            await client.ConnectAsync(_options.Host, _options.UsedPort, SmtpTransport.SocketOptions(_options.Security), limit.Token);
            await LogInAsync(client, limit.Token);
            return client is ImapClient imap
                ? new ImapMailbox(imap, await OpenFolderAsync(imap, limit.Token), _options, time)
                : new PopMailbox((Pop3Client)client, _options, time);
        }
        catch (Exception e) when (!token.IsCancellationRequested && e is not TransportUnavailableException)
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

    /// <summary>Ends one exchange with the server. Real time: the server lives in it whatever clock the service runs by.</summary>
    internal static CancellationTokenSource Limit(InboxOptions options, CancellationToken token)
    {
        var limit = CancellationTokenSource.CreateLinkedTokenSource(token);
        limit.CancelAfter(TimeSpan.FromSeconds(options.TimeoutSeconds));
        return limit;
    }

    /// <summary>Says goodbye, which changes nothing where it fails.</summary>
    internal static async Task CloseAsync(MailService client)
    {
        try
        {
            if (client.IsConnected)
            {
                using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(1), TimeProvider.System);
                await client.DisconnectAsync(quit: true, timeout.Token);
            }
        }
        catch (Exception e) when (IsConnectionFault(e) || e is OperationCanceledException)
        {
            // Everything that was read is kept.
        }

        client.Dispose();
    }

    /// <summary>Whether the connection is to blame, and not a mail.</summary>
    internal static bool IsConnectionFault(Exception e) =>
        e is ProtocolException or CommandException or IOException or SocketException or TimeoutException
            or ServiceNotConnectedException or ServiceNotAuthenticatedException or FolderNotOpenException;

    /// <summary>What is said of a mailbox that cannot be read, or that was lost while it was: the setting, and the remedy.</summary>
    internal static string Told(Exception cause, InboxOptions options) => cause switch
    {
        TransportUnavailableException => cause.Message,
        _ when options.IsFolder => $"Inbox:Folder = '{options.Folder}' cannot be read: {cause.Message.TrimEnd('.')}. "
            + "Check the folder, and that the service's account may read it.",
        OperationCanceledException or TimeoutException =>
            $"Inbox:Host = '{options.Host}' port {options.UsedPort} did not answer within {options.TimeoutSeconds} s. "
            + "Check Inbox:Host, Inbox:Port and the network.",
        _ => $"Inbox:Host = '{options.Host}' port {options.UsedPort} cannot be read: {cause.Message.TrimEnd('.')}. "
            + "Check Inbox:Host, Inbox:Port and the network.",
    };

    private async Task LogInAsync(MailService client, CancellationToken token)
    {
        if (!oauth.Value.IsUsed)
        {
            await client.AuthenticateAsync(User, Password(), token);
            return;
        }

        var access = await tokens.GetAsync(token);
        try
        {
            SaslMechanism mechanism = client.AuthenticationMechanisms.Contains("XOAUTH2")
                ? new SaslMechanismOAuth2(User, access)
                : new SaslMechanismOAuthBearer(User, access);
            await client.AuthenticateAsync(mechanism, token);
        }
        catch (AuthenticationException)
        {
            // The next login requests a new token, and so notices what the operator has corrected.
            tokens.Forget(access);
            throw;
        }
    }

    private string Password()
    {
        var secret = _options.PasswordSource.IsGiven ? _options.PasswordSource : smtp.Value.PasswordSource;
        return SmtpLogin.Read(secret) is { Length: > 0 } password
            ? password
            : throw new TransportUnavailableException(
                $"Inbox:Password = '': Inbox:User = '{User}' needs one. Give it in a file named by Inbox:PasswordFile, or as Smtp's.");
    }

    private async Task<IMailFolder> OpenFolderAsync(ImapClient client, CancellationToken token)
    {
        try
        {
            var folder = _options.Mailbox.Equals("INBOX", StringComparison.OrdinalIgnoreCase)
                ? client.Inbox!
                : await client.GetFolderAsync(_options.Mailbox, token);
            await folder.OpenAsync(_options.MoveTo.Length > 0 ? FolderAccess.ReadWrite : FolderAccess.ReadOnly, token);
            return folder;
        }
        catch (FolderNotFoundException e)
        {
            throw new TransportUnavailableException(
                $"Inbox:Mailbox = '{_options.Mailbox}': {_options.Host} has no such folder for {User}. "
                + "Name one that is there, such as INBOX.",
                e);
        }
    }

    private TransportUnavailableException Unavailable(Exception cause) => new(
        cause switch
        {
            AuthenticationException or SaslException =>
                $"Inbox:User = '{User}' was refused by {_options.Host}: {cause.Message.TrimEnd('.')}. "
                + "Check Inbox:User and Inbox:Password, and that the mailbox may be read by programs.",
            SslHandshakeException =>
                $"Inbox:Host = '{_options.Host}' port {_options.UsedPort}: no safe connection: {cause.Message.TrimEnd('.')}. "
                + "Check the name, its certificate, Inbox:Security and Inbox:CaFile.",
            NotSupportedException =>
                $"Inbox:Security = '{_options.Security}' is not offered by {_options.Host}: {cause.Message.TrimEnd('.')}. "
                + "Check Inbox:Port and Inbox:Security.",
            _ => Told(cause, _options),
        },
        cause)
    {
        IsLoginRefused = cause is AuthenticationException or SaslException,
    };
}
