using System.Text;
using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Tests.Infrastructure;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Tests.Mail;

public sealed class SmtpLoginTests : IAsyncLifetime
{
    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;
    private readonly TokenEndpoint _endpoint = new();
    private readonly SmallSmtpServer _server = new();
    private readonly List<string> _logins = [];
    private readonly SmtpOptions _smtp = new() { Host = "127.0.0.1", Security = "none", User = "nhacviec@camha.example" };
    private readonly OAuthOptions _oauth = new() { Provider = "microsoft", ClientId = "app-1", ClientSecret = "secret-1" };
    private AccessTokens _tokens = null!;

    public ValueTask InitializeAsync()
    {
        _smtp.Port = _server.Port;
        _oauth.TokenUrl = _endpoint.Url;
        _tokens = new(Options.Create(_oauth), TimeProvider.System);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        _tokens.Dispose();
        await _server.DisposeAsync();
        await _endpoint.DisposeAsync();
    }

    [Fact]
    public async Task A_token_reaches_the_server_as_XOAUTH2()
    {
        Offer("XOAUTH2 LOGIN", _ => "235 2.7.0 welcome");
        await LoginAsync();
        Assert.Equal(["XOAUTH2 user=nhacviec@camha.example\u0001auth=Bearer access-1\u0001\u0001"], _logins);
    }

    [Fact]
    public async Task A_server_that_knows_only_OAUTHBEARER_gets_that()
    {
        Offer("OAUTHBEARER", _ => "235 2.7.0 welcome");
        await LoginAsync();
        var login = Assert.Single(_logins);
        Assert.StartsWith("OAUTHBEARER n,a=nhacviec@camha.example,\u0001", login, StringComparison.Ordinal);
        Assert.EndsWith("\u0001auth=Bearer access-1\u0001\u0001", login, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_kept_token_that_is_refused_is_replaced_once_on_the_same_connection()
    {
        await _tokens.GetAsync(Token);
        Offer(
            "XOAUTH2",
            login => login.Contains("access-2", StringComparison.Ordinal) ? "235 2.7.0 welcome" : "334 eyJzdGF0dXMiOiI0MDEifQ==");
        await LoginAsync();
        Assert.Equal(2, _logins.Count);
    }

    [Fact]
    public async Task A_fresh_token_that_is_refused_is_not_tried_again_and_the_mailbox_is_named()
    {
        Offer("XOAUTH2", _ => "334 eyJzdGF0dXMiOiI0MDEifQ==");
        foreach (var tries in new[] { 1, 2 })
        {
            var refused = await Assert.ThrowsAsync<TransportUnavailableException>(LoginAsync);
            Assert.Equal(
                "Smtp:User = 'nhacviec@camha.example' was refused by 127.0.0.1 with a token of OAuth:Provider = 'microsoft': 535: "
                + "5.7.3 Authentication unsuccessful. "
                + "Check Smtp:User, and that the app may send mail as that mailbox.",
                refused.Message);
            Assert.DoesNotContain("access-", refused.ToString(), StringComparison.Ordinal);
            Assert.Equal(tries, _logins.Count);
            Assert.Equal(tries, _endpoint.Requests.Count);
        }
    }

    [Fact]
    public async Task A_server_that_takes_no_tokens_is_named()
    {
        Offer("PLAIN LOGIN", _ => "235 2.7.0 welcome");
        Assert.Equal(
            "OAuth:Provider = 'microsoft': 127.0.0.1 takes no tokens; it offers LOGIN, PLAIN. Check Smtp:Host, or write none and give "
            + "a password.",
            (await Assert.ThrowsAsync<TransportUnavailableException>(LoginAsync)).Message);
    }

    [Fact]
    public async Task A_password_is_read_anew_at_each_login()
    {
        var file = Path.GetTempFileName();
        _oauth.Provider = "none";
        _smtp.PasswordFile = file;
        Offer("PLAIN", _ => "235 2.7.0 welcome");
        foreach (var password in new[] { "mật khẩu", "another" })
        {
            await File.WriteAllTextAsync(file, password + "\r\n", Token);
            await LoginAsync();
        }

        File.Delete(file);
        Assert.Equal(["PLAIN \0nhacviec@camha.example\0mật khẩu", "PLAIN \0nhacviec@camha.example\0another"], _logins);
        Assert.Equal(
            $"Smtp:PasswordFile = '{file}': there is no such file. Create it with the secret in it, and nothing else.",
            (await Assert.ThrowsAsync<TransportUnavailableException>(LoginAsync)).Message);
    }

    [Fact]
    public async Task A_user_without_a_password_is_told_where_it_belongs()
    {
        _oauth.Provider = "none";
        Offer("PLAIN", _ => "235 2.7.0 welcome");
        Assert.Equal(
            "Smtp:Password = '': Smtp:User = 'nhacviec@camha.example' needs one. Give it in a file named by Smtp:PasswordFile, or as "
            + "CAMHA__Smtp__Password in the environment.",
            (await Assert.ThrowsAsync<TransportUnavailableException>(LoginAsync)).Message);
    }

    [Fact]
    public async Task A_server_without_logins_is_named_and_without_a_user_none_is_tried()
    {
        Assert.Equal(
            $"Smtp:User = 'nhacviec@camha.example': 127.0.0.1 offers no login on port {_server.Port}. Check Smtp:Port and "
            + "Smtp:Security, or leave Smtp:User empty.",
            (await Assert.ThrowsAsync<TransportUnavailableException>(LoginAsync)).Message);
        _smtp.User = "";
        await LoginAsync();
        Assert.Empty(_logins);
        Assert.Empty(_endpoint.Requests);
    }

    // The server answers a refused token with 334 and the reason; the client replies with an empty line and gets its 535.
    private void Offer(string mechanisms, Func<string, string> answer) => _server.Answer = command =>
    {
        var words = command.Split(' ');
        if (words[0] == "EHLO")
            return $"250-small\r\n250-AUTH {mechanisms}\r\n250 8BITMIME";
        if (words[0] != "AUTH")
            return command.Length is 0 or 4
                && command.All(letter => letter is 'A' or 'Q' or '=') ? "535 5.7.3 Authentication unsuccessful" : null;
        _logins.Add($"{words[1]} {Encoding.UTF8.GetString(Convert.FromBase64String(words[2]))}");
        return answer(_logins[^1]);
    };

    private async Task LoginAsync()
    {
        using var client = new SmtpClient();
        await client.ConnectAsync(_smtp.Host, _smtp.Port, SecureSocketOptions.None, Token);
        await SmtpLogin.AuthenticateAsync(client, _smtp, _oauth, _tokens, Token);
        Assert.Equal(_smtp.User.Length > 0, client.IsAuthenticated);
    }
}
