using CamHa.Scheduler.Configuration;
using MailKit.Net.Smtp;
using MailKit.Security;

namespace CamHa.Scheduler.Mail;

/// <summary>Logs in to the mail server, with a password or an OAuth token.</summary>
public static class SmtpLogin
{
    /// <exception cref="AuthenticationException">The server refused user and password.</exception>
    /// <exception cref="TransportUnavailableException">
    /// The server refused the token, or there is nothing to log in with; the message names the setting to check.
    /// </exception>
    public static async Task AuthenticateAsync(
        SmtpClient client,
        SmtpOptions options,
        OAuthOptions oauth,
        AccessTokens tokens,
        CancellationToken token)
    {
        if (options.User.Length == 0)
            return;
        if (!client.Capabilities.HasFlag(SmtpCapabilities.Authentication))
        {
            throw new TransportUnavailableException(
                $"Smtp:User = '{options.User}': {options.Host} offers no login on port {options.Port}. "
                + "Check Smtp:Port and Smtp:Security, or leave Smtp:User empty.");
        }

        if (oauth.IsUsed)
            await WithTokenAsync(client, options, oauth, tokens, token);
        else
            await client.AuthenticateAsync(options.User, Password(options), token);
    }

    /// <summary>Reads the secrets that a login will need.</summary>
    /// <exception cref="TransportUnavailableException">One of them cannot be read.</exception>
    internal static void EnsureSecrets(SmtpOptions options, OAuthOptions oauth)
    {
        foreach (var secret in oauth.IsUsed ? [oauth.ClientSecretSource, oauth.RefreshTokenSource] : new[] { options.PasswordSource })
            Read(secret);
    }

    private static string Password(SmtpOptions options) => Read(options.PasswordSource) is { Length: > 0 } password
        ? password
        : throw new TransportUnavailableException(
            $"Smtp:Password = '': Smtp:User = '{options.User}' needs one. "
            + "Give it in a file named by Smtp:PasswordFile, or as CAMHA__Smtp__Password in the environment.");

    /// <exception cref="TransportUnavailableException">It cannot be read.</exception>
    internal static string Read(Secret secret)
    {
        try
        {
            return secret.Read();
        }
        catch (SecretException e)
        {
            throw new TransportUnavailableException(e.Message, e);
        }
    }

    private static async Task WithTokenAsync(
        SmtpClient client,
        SmtpOptions options,
        OAuthOptions oauth,
        AccessTokens tokens,
        CancellationToken token)
    {
        var kept = tokens.Current;
        var access = await tokens.GetAsync(token);
        try
        {
            try
            {
                await client.AuthenticateAsync(Mechanism(client, options, oauth, access), token);
            }
            catch (AuthenticationException) when (access == kept && client.IsConnected)
            {
                // The provider may have revoked the kept token early. One try with a fresh one tells; a retry pipeline would repeat
                // a refused login, and servers lock accounts for that.
                tokens.Forget(access);
                access = await tokens.GetAsync(token);
                await client.AuthenticateAsync(Mechanism(client, options, oauth, access), token);
            }
        }
        catch (AuthenticationException e)
        {
            // The next login requests a new token, and so notices what the operator has corrected.
            tokens.Forget(access);
            throw new TransportUnavailableException(
                $"Smtp:User = '{options.User}' was refused by {options.Host} with a token of OAuth:Provider = '{oauth.Provider}': "
                + $"{e.Message.TrimEnd('.')}. Check Smtp:User, and that the app may send mail as that mailbox.",
                e)
            {
                IsLoginRefused = true,
            };
        }
    }

    private static SaslMechanism Mechanism(SmtpClient client, SmtpOptions options, OAuthOptions oauth, string access) =>
        client.AuthenticationMechanisms.Contains("XOAUTH2") ? new SaslMechanismOAuth2(options.User, access)
        : client.AuthenticationMechanisms.Contains("OAUTHBEARER") ? new SaslMechanismOAuthBearer(options.User, access)
        : throw new TransportUnavailableException(
            $"OAuth:Provider = '{oauth.Provider}': {options.Host} takes no tokens; it offers "
            + $"{string.Join(", ", client.AuthenticationMechanisms.Order(StringComparer.Ordinal))}. "
            + "Check Smtp:Host, or write none and give a password.");
}
