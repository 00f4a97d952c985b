using System.Text.RegularExpressions;
using CamHa.Scheduler.Configuration;
using CamHa.Scheduler.Text;
using Duende.IdentityModel.Client;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Mail;

/// <summary>OAuth access tokens, used instead of a password: requested when needed, kept until shortly before they expire.</summary>
public sealed partial class AccessTokens : IDisposable
{
    // A token must outlast the session that logs in with it.
    private static readonly TimeSpan Reserve = TimeSpan.FromMinutes(5);

    // Shorter than Smtp:TimeoutSeconds, which covers the whole login: a slow token server is then blamed by its own name.
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    private readonly OAuthOptions _options;
    private readonly TimeProvider _time;
    private readonly HttpClient _http;
    private readonly SemaphoreSlim _oneAtATime = new(1, 1);
    private Token? _token;
    private RotatedToken? _rotated;

    public AccessTokens(IOptions<OAuthOptions> options, TimeProvider time)
    {
        _options = options.Value;
        _time = time;
        // A redirect would carry the secret to an address that nobody has checked. The time-out is real time: it bounds a
        // socket, and the server at the other end knows no virtual clock.
        _http = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = Timeout };
    }

    /// <summary>The token kept last, perhaps expired; null if there is none.</summary>
    internal string? Current => _token?.Value;

    /// <summary>A token that stays valid for five minutes at least.</summary>
    /// <exception cref="TransportUnavailableException">No token can be had; the message names the setting to check.</exception>
    public async Task<string> GetAsync(CancellationToken token)
    {
        await _oneAtATime.WaitAsync(token);
        try
        {
            if (_token is not { } kept || kept.ExpiresAt - Reserve <= _time.GetUtcNow())
                _token = kept = await RequestAsync(token);
            return kept.Value;
        }
        catch (SecretException e)
        {
            throw new TransportUnavailableException(e.Message, e);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    /// <summary>Drops a token that the mail server refused. A newer one, requested by another login meanwhile, stays.</summary>
    public void Forget(string token)
    {
        if (_token is { } kept && kept.Value == token)
            Interlocked.CompareExchange(ref _token, null, kept);
    }

    public void Dispose()
    {
        _http.Dispose();
        _oneAtATime.Dispose();
    }

    private async Task<Token> RequestAsync(CancellationToken token)
    {
        var asked = _time.GetUtcNow();
        var secret = _options.ClientSecretSource.Read();
        var given = _options.IsMicrosoft ? "" : _options.RefreshTokenSource.Read();
        // A refresh token the operator has replaced wins over the rotated successor of the old one.
        var refresh = _rotated is { } rotated && rotated.From == given ? rotated.Now : given;
        using var answer = await AskAsync(secret, refresh, token);
        if (answer is { IsError: false, AccessToken.Length: > 0 })
        {
            if (!_options.IsMicrosoft && answer.RefreshToken is { Length: > 0 } next && next != refresh)
                _rotated = new(given, next);
            return new(answer.AccessToken, asked.AddSeconds(answer.ExpiresIn));
        }

        if (answer.Error == "invalid_grant")
            _rotated = null;
        throw Unavailable(answer, [secret, refresh, given]);
    }

    private async Task<TokenResponse> AskAsync(string secret, string refresh, CancellationToken token)
    {
        try
        {
            return _options.IsMicrosoft
                ? await _http.RequestClientCredentialsTokenAsync(
                    Request<ClientCredentialsTokenRequest>(request => request.Scope = _options.AskedScope), token)
                : await _http.RequestRefreshTokenAsync(
                    Request<RefreshTokenRequest>(request => (request.RefreshToken, request.Scope) = (refresh, _options.AskedScope)), token);
        }
        catch (OperationCanceledException e) when (!token.IsCancellationRequested)
        {
            throw new TransportUnavailableException(
                $"OAuth:TokenUrl = '{_options.Endpoint}' did not answer within {Timeout.TotalSeconds} s. "
                + "Check OAuth:TokenUrl and the network.",
                e);
        }

        T Request<T>(Action<T> fill)
            where T : TokenRequest, new()
        {
            var request = new T
            {
                Address = _options.Endpoint,
                ClientId = _options.ClientId,
                ClientSecret = secret,
                ClientCredentialStyle = ClientCredentialStyle.PostBody,
            };
            fill(request);
            return request;
        }
    }

    private TransportUnavailableException Unavailable(TokenResponse answer, string[] secrets)
    {
        var url = _options.Endpoint;
        var error = Clean(answer.Error, secrets);
        var said = Clean(answer.ErrorDescription, secrets) is { Length: > 0 } description ? $"{error}: {description}" : error;
        return new(
            (answer.ErrorType, answer.Error) switch
            {
                (ResponseErrorType.Exception, _) =>
                    $"OAuth:TokenUrl = '{url}' cannot be reached: {Clean(answer.Exception?.Message, secrets)}. "
                    + "Check OAuth:TokenUrl and the network.",
                (ResponseErrorType.Protocol, "invalid_client" or "unauthorized_client") =>
                    $"OAuth:ClientId = '{_options.ClientId}' was refused by {url}: {said}. "
                    + "Check OAuth:ClientId and OAuth:ClientSecret; a client secret has a last day.",
                (ResponseErrorType.Protocol, "invalid_grant") when _options.IsMicrosoft =>
                    $"OAuth:ClientId = '{_options.ClientId}' was refused by {url}: {said}. "
                    + "Check OAuth:Tenant and what the app is allowed to do there.",
                (ResponseErrorType.Protocol, "invalid_grant") =>
                    $"OAuth:RefreshToken = '***' was refused by {url}: {said}. It has been revoked or has expired: make a new one.",
                (ResponseErrorType.Protocol, _) =>
                    $"OAuth:TokenUrl = '{url}' refused to give a token: {said}. Check OAuth:Tenant, OAuth:ClientId and OAuth:Scope.",
                (ResponseErrorType.Http, _) =>
                    $"OAuth:TokenUrl = '{url}' answered {(int)answer.HttpStatusCode} and no token. "
                    + "If that does not pass, check OAuth:TokenUrl.",
                _ => $"OAuth:TokenUrl = '{url}' answered without a token. Check OAuth:TokenUrl.",
            },
            answer.Exception);
    }

    // Another machine's words become one short line without our secrets, in case it echoes what it was sent.
    private static string Clean(string? words, string[] secrets)
    {
        var clean = Space().Replace(words ?? "", " ").Trim().TrimEnd('.');
        foreach (var secret in secrets.Where(secret => secret.Length > 0))
        {
            clean = clean.Replace(secret, "***", StringComparison.Ordinal)
                .Replace(Uri.EscapeDataString(secret), "***", StringComparison.Ordinal);
        }

        return clean.Abbreviated(300);
    }

    [GeneratedRegex(@"[\s\p{C}]+")]
    private static partial Regex Space();

    private sealed record Token(string Value, DateTimeOffset ExpiresAt);

    private sealed record RotatedToken(string From, string Now);
}
