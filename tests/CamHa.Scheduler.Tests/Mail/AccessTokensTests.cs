using System.Net;
using System.Net.Sockets;
using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Tests.Infrastructure;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace CamHa.Scheduler.Tests.Mail;

public sealed class AccessTokensTests : IAsyncLifetime
{
    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;
    private readonly TokenEndpoint _endpoint = new();
    private readonly FakeTimeProvider _time = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _endpoint.DisposeAsync();

    [Fact]
    public async Task Microsoft_is_asked_as_an_app()
    {
        using var tokens = Microsoft();
        Assert.Equal("access-1", await tokens.GetAsync(Token));
        Assert.Equal(
            [
                "client_id=app-1",
                "client_secret=client+secret/1",
                "grant_type=client_credentials",
                "scope=https://outlook.office365.com/.default",
            ],
            Assert.Single(_endpoint.Requests));
    }

    [Fact]
    public async Task Google_is_asked_with_the_refresh_token()
    {
        using var tokens = Google();
        Assert.Equal("access-1", await tokens.GetAsync(Token));
        Assert.Equal(
            ["client_id=app-1", "client_secret=client+secret/1", "grant_type=refresh_token", "refresh_token=refresh-1"],
            Assert.Single(_endpoint.Requests));
    }

    [Theory]
    [InlineData("microsoft", "xa camha", "https://login.microsoftonline.com/xa%20camha/oauth2/v2.0/token")]
    [InlineData("Google", "", "https://oauth2.googleapis.com/token")]
    public void Without_an_address_of_its_own_the_provider_s_is_asked(string provider, string tenant, string url) =>
        Assert.Equal(url, new OAuthOptions { Provider = provider, Tenant = tenant }.Endpoint);

    [Fact]
    public async Task A_token_is_kept_until_five_minutes_before_its_end()
    {
        using var tokens = Microsoft();
        await tokens.GetAsync(Token);
        _time.Advance(TimeSpan.FromMinutes(55) - TimeSpan.FromSeconds(1));
        Assert.Equal("access-1", await tokens.GetAsync(Token));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("access-2", await tokens.GetAsync(Token));
        Assert.Equal(2, _endpoint.Requests.Count);
    }

    [Fact]
    public async Task Many_logins_at_once_ask_once()
    {
        using var tokens = Microsoft();
        var all = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => tokens.GetAsync(Token), Token)));
        Assert.All(all, each => Assert.Equal("access-1", each));
        Assert.Single(_endpoint.Requests);
    }

    [Fact]
    public async Task A_forgotten_token_is_replaced_and_a_newer_one_stays()
    {
        using var tokens = Microsoft();
        tokens.Forget(await tokens.GetAsync(Token));
        Assert.Equal("access-2", await tokens.GetAsync(Token));
        tokens.Forget("access-1");
        Assert.Equal("access-2", await tokens.GetAsync(Token));
    }

    [Fact]
    public async Task A_refresh_token_that_was_replaced_is_used_from_then_on()
    {
        _endpoint.Answer = number => TokenEndpoint.Token($"access-{number}", refresh: $"refresh-{number + 1}");
        using var tokens = Google();
        foreach (var expected in new[] { "refresh-1", "refresh-2", "refresh-3" })
        {
            await tokens.GetAsync(Token);
            Assert.Contains($"refresh_token={expected}", _endpoint.Requests[^1]);
            _time.Advance(TimeSpan.FromHours(1));
        }
    }

    [Fact]
    public async Task A_secret_changed_in_its_file_is_used_without_a_restart()
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, "first\n", Token);
            using var tokens = Microsoft(options => (options.ClientSecret, options.ClientSecretFile) = ("", file));
            await tokens.GetAsync(Token);
            await File.WriteAllTextAsync(file, "second\n", Token);
            _time.Advance(TimeSpan.FromHours(1));
            await tokens.GetAsync(Token);
            Assert.Equal(["client_secret=first", "client_secret=second"], _endpoint.Requests.Select(request => request[1]));
        }
        finally
        {
            File.Delete(file);
        }

        _time.Advance(TimeSpan.FromHours(1));
        using var without = Microsoft(options => (options.ClientSecret, options.ClientSecretFile) = ("", file));
        Assert.Equal(
            $"OAuth:ClientSecretFile = '{file}': there is no such file. Create it with the secret in it, and nothing else.",
            await FailureAsync(without));
    }

    [Fact]
    public async Task A_wrong_client_secret_is_named_with_its_settings()
    {
        _endpoint.Answer = _ => TokenEndpoint.Error("invalid_client", "AADSTS7000215: Invalid client secret provided.");
        using var tokens = Microsoft();
        Assert.Equal(
            $"OAuth:ClientId = 'app-1' was refused by {_endpoint.Url}: invalid_client: AADSTS7000215: Invalid client secret provided. "
            + "Check OAuth:ClientId and OAuth:ClientSecret; a client secret has a last day.",
            await FailureAsync(tokens));
    }

    [Fact]
    public async Task A_revoked_refresh_token_asks_for_a_new_one()
    {
        _endpoint.Answer = _ => TokenEndpoint.Error("invalid_grant", "Token has been expired or revoked.");
        using var tokens = Google();
        Assert.Equal(
            $"OAuth:RefreshToken = '***' was refused by {_endpoint.Url}: invalid_grant: Token has been expired or revoked. It has been "
            + "revoked or has expired: make a new one.",
            await FailureAsync(tokens));
        // A correction takes effect at once: a failure is not kept.
        _endpoint.Answer = _ => TokenEndpoint.Token("access");
        Assert.Equal("access", await tokens.GetAsync(Token));
    }

    [Theory]
    [InlineData(
        400,
        """{"error":"invalid_scope","error_description":"no\r\nsuch scope"}""",
        "refused to give a token: invalid_scope: no such scope. Check OAuth:Tenant, OAuth:ClientId and OAuth:Scope.")]
    [InlineData(503, "away", "answered 503 and no token. If that does not pass, check OAuth:TokenUrl.")]
    [InlineData(302, "", "answered 302 and no token. If that does not pass, check OAuth:TokenUrl.")]
    [InlineData(200, "{}", "answered without a token. Check OAuth:TokenUrl.")]
    public async Task Every_other_answer_is_named_too(int status, string body, string failure)
    {
        _endpoint.Answer = _ => (status, body);
        using var tokens = Google();
        Assert.Equal($"OAuth:TokenUrl = '{_endpoint.Url}' {failure}", await FailureAsync(tokens));
    }

    [Fact]
    public async Task A_page_in_place_of_an_answer_is_no_token()
    {
        _endpoint.Answer = _ => (200, "<html>Log in to the network</html>");
        using var tokens = Google();
        Assert.StartsWith($"OAuth:TokenUrl = '{_endpoint.Url}' ", await FailureAsync(tokens), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_endpoint_that_is_not_there_is_named()
    {
        await _endpoint.DisposeAsync();
        using var closed = new TcpListener(IPAddress.Loopback, 0);
        closed.Start();
        var url = $"http://127.0.0.1:{((IPEndPoint)closed.LocalEndpoint).Port}/token";
        closed.Stop();
        using var tokens = Google(options => options.TokenUrl = url);
        var failure = await FailureAsync(tokens);
        Assert.StartsWith($"OAuth:TokenUrl = '{url}' cannot be reached: ", failure, StringComparison.Ordinal);
        Assert.EndsWith(". Check OAuth:TokenUrl and the network.", failure, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("invalid_client")]
    [InlineData("invalid_grant")]
    [InlineData("invalid_request")]
    [InlineData("client+secret/1")]
    public async Task A_secret_that_is_sent_back_goes_into_no_message(string error)
    {
        _endpoint.Answer = _ => TokenEndpoint.Error(error, "you sent client+secret/1, client%2Bsecret%2F1 and refresh-1");
        foreach (var tokens in new[] { Microsoft(), Google() })
        {
            var failure = await Assert.ThrowsAsync<TransportUnavailableException>(() => tokens.GetAsync(Token));
            foreach (var secret in new[] { "client+secret/1", "client%2Bsecret%2F1" })
                Assert.DoesNotContain(secret, failure.ToString(), StringComparison.Ordinal);
            tokens.Dispose();
        }

        using var google = Google();
        Assert.DoesNotContain(
            "refresh-1",
            (await Assert.ThrowsAsync<TransportUnavailableException>(() => google.GetAsync(Token))).ToString(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stopping_the_service_is_no_fault_of_the_endpoint()
    {
        using var tokens = Microsoft();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => tokens.GetAsync(new CancellationToken(canceled: true)));
        using var stop = new CancellationTokenSource();
        _endpoint.Answer = _ =>
        {
            stop.Cancel();
            return TokenEndpoint.Token("late");
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => tokens.GetAsync(stop.Token));
    }

    private static async Task<string> FailureAsync(AccessTokens tokens) =>
        (await Assert.ThrowsAsync<TransportUnavailableException>(() => tokens.GetAsync(Token))).Message;

    private AccessTokens Microsoft(Action<OAuthOptions>? change = null) => Tokens("microsoft", change);

    private AccessTokens Google(Action<OAuthOptions>? change = null) => Tokens("google", change);

    private AccessTokens Tokens(string provider, Action<OAuthOptions>? change)
    {
        var options = new OAuthOptions
        {
            Provider = provider,
            TokenUrl = _endpoint.Url,
            ClientId = "app-1",
            ClientSecret = "client+secret/1",
            RefreshToken = provider == "google" ? "refresh-1" : "",
        };
        change?.Invoke(options);
        return new(Options.Create(options), _time);
    }
}
