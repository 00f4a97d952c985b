using CamHa.Scheduler.Configuration;
using MailKit.Net.Smtp;
using MailKit.Security;

namespace CamHa.Scheduler.Mail;

/// <summary>Logs in to the mail server, with a password or with a token in its place.</summary>
public static class SmtpLogin
{
    /// <exception cref="AuthenticationException">The server refused user and password.</exception>
    /// <exception cref="TransportUnavailableException">It refused the token, or there is nothing to log in with; says which setting to look at.</exception>
    public static async Task AuthenticateAsync(
        SmtpClient client, SmtpOptions options, OAuthOptions oauth, AccessTokens tokens, CancellationToken token)
    {
        if (options.User.Length == 0)
            return;
        if (!client.Capabilities.HasFlag(SmtpCapabilities.Authentication))
        {
            throw new TransportUnavailableException(
                $"Smtp:User = '{options.User}': {options.Host} offers no login on port {options.Port}. Check Smtp:Port and Smtp:Security, or leave Smtp:User empty.");
        }

        if (oauth.IsUsed)
            await WithTokenAsync(client, options, oauth, tokens, token);
        else
            await client.AuthenticateAsync(options.User, Password(options), token);
    }

    /// <summary>Reads what a login will need.</summary>
    /// <exception cref="TransportUnavailableException">It cannot be read.</exception>
    internal static void EnsureSecrets(SmtpOptions options, OAuthOptions oauth)
    {
        foreach (var secret in oauth.IsUsed ? [oauth.ClientSecretSource, oauth.RefreshTokenSource] : new[] { options.PasswordSource })
            Read(secret);
    }

    private static string Password(SmtpOptions options) => Read(options.PasswordSource) is { Length: > 0 } password
        ? password
        : throw new TransportUnavailableException(
            $"Smtp:Password = '': Smtp:User = '{options.User}' needs one. Give it in a file named by Smtp:PasswordFile, or as CAMHA__Smtp__Password in the environment.");

    private static string Read(Secret secret)
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
        SmtpClient client, SmtpOptions options, OAuthOptions oauth, AccessTokens tokens, CancellationToken token)
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
                // Withdrawn before its time, perhaps: a fresh one tells.
                tokens.Forget(access);
                access = await tokens.GetAsync(token);
                await client.AuthenticateAsync(Mechanism(client, options, oauth, access), token);
            }
        }
        catch (AuthenticationException e)
        {
            // The next login asks again, and so sees what was put right meanwhile.
            tokens.Forget(access);
            throw new TransportUnavailableException(
                $"Smtp:User = '{options.User}' was refused by {options.Host} with a token of OAuth:Provider = '{oauth.Provider}': {e.Message.TrimEnd('.')}. "
                + "Check Smtp:User, and that the app may send mail as that mailbox.",
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
            $"OAuth:Provider = '{oauth.Provider}': {options.Host} takes no tokens; it offers {string.Join(", ", client.AuthenticationMechanisms.Order(StringComparer.Ordinal))}. "
            + "Check Smtp:Host, or write none and give a password.");
}
