using System.Text.RegularExpressions;
using CamHa.Scheduler.Configuration;
using CamHa.Scheduler.Text;
using Duende.IdentityModel.Client;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Mail;

/// <summary>The tokens that stand for a password: asked for when needed, kept until shortly before they expire.</summary>
public sealed partial class AccessTokens : IDisposable
{
    // A batch begun with a token is finished with it.
    private static readonly TimeSpan Reserve = TimeSpan.FromMinutes(5);

    // Shorter than the mail server's usual time-out, which a login must fit into: so the right one of the two is named.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

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
        // Redirected, the secret would go to an address nobody has checked.
        _http = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = Patience };
    }

    /// <summary>The token at hand, perhaps expired; null if there is none.</summary>
    internal string? Current => _token?.Value;

    /// <summary>A token that is good for some minutes at least.</summary>
    /// <exception cref="TransportUnavailableException">There is none to be had; says which setting to look at.</exception>
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

    /// <summary>The mail server refused this one. A newer one, got by another login meanwhile, stays.</summary>
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
        // A token given anew is preferred to what became of the one before.
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
                ? await _http.RequestClientCredentialsTokenAsync(Request<ClientCredentialsTokenRequest>(request => request.Scope = _options.AskedScope), token)
                : await _http.RequestRefreshTokenAsync(
                    Request<RefreshTokenRequest>(request => (request.RefreshToken, request.Scope) = (refresh, _options.AskedScope)), token);
        }
        catch (OperationCanceledException e) when (!token.IsCancellationRequested)
        {
            throw new TransportUnavailableException(
                $"OAuth:TokenUrl = '{_options.Endpoint}' did not answer within {Patience.TotalSeconds} s. Check OAuth:TokenUrl and the network.", e);
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
                    $"OAuth:TokenUrl = '{url}' cannot be reached: {Clean(answer.Exception?.Message, secrets)}. Check OAuth:TokenUrl and the network.",
                (ResponseErrorType.Protocol, "invalid_client" or "unauthorized_client") =>
                    $"OAuth:ClientId = '{_options.ClientId}' was refused by {url}: {said}. Check OAuth:ClientId and OAuth:ClientSecret; a client secret has a last day.",
                (ResponseErrorType.Protocol, "invalid_grant") when _options.IsMicrosoft =>
                    $"OAuth:ClientId = '{_options.ClientId}' was refused by {url}: {said}. Check OAuth:Tenant and what the app is allowed to do there.",
                (ResponseErrorType.Protocol, "invalid_grant") =>
                    $"OAuth:RefreshToken = '***' was refused by {url}: {said}. It has been revoked or has expired: make a new one.",
                (ResponseErrorType.Protocol, _) =>
                    $"OAuth:TokenUrl = '{url}' refused to give a token: {said}. Check OAuth:Tenant, OAuth:ClientId and OAuth:Scope.",
                (ResponseErrorType.Http, _) =>
                    $"OAuth:TokenUrl = '{url}' answered {(int)answer.HttpStatusCode} and no token. If that does not pass, check OAuth:TokenUrl.",
                _ => $"OAuth:TokenUrl = '{url}' answered without a token. Check OAuth:TokenUrl.",
            },
            answer.Exception);
    }

    // Another machine's words: one short line, and no secret of ours, should it repeat what it was sent.
    private static string Clean(string? words, string[] secrets)
    {
        var clean = Space().Replace(words ?? "", " ").Trim().TrimEnd('.');
        foreach (var secret in secrets.Where(secret => secret.Length > 0))
            clean = clean.Replace(secret, "***", StringComparison.Ordinal).Replace(Uri.EscapeDataString(secret), "***", StringComparison.Ordinal);
        return clean.Abbreviated(300);
    }

    [GeneratedRegex(@"[\s\p{C}]+")]
    private static partial Regex Space();

    private sealed record Token(string Value, DateTimeOffset ExpiresAt);

    private sealed record RotatedToken(string From, string Now);
}
