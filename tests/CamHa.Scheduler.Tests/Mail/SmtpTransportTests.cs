using System.Text;
using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Tests.Infrastructure;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Tests.Mail;

public sealed class SmtpTransportTests : IAsyncLifetime
{
    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;
    private static readonly byte[] Mime = Encoding.UTF8.GetBytes("From: a@camha.example\r\nTo: b@camha.example\r\nMessage-Id: <1@camha.example>\r\nSubject: x\r\n\r\nxin chao\r\n.dot\r\n");
    private readonly SmallSmtpServer _server = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task A_mail_is_taken_as_it_was_rendered()
    {
        Assert.Equal((DeliveryOutcome.Delivered, 250), await SendAsync());
        Assert.Equal(Encoding.UTF8.GetString(Mime).Replace("\r\n.dot", "\r\n..dot", StringComparison.Ordinal), Assert.Single(_server.Mails));
    }

    [Theory]
    [InlineData("RCPT", "550 5.1.1 unknown user", DeliveryOutcome.AddressRefused, "RCPT", 550)]
    [InlineData("RCPT", "451 4.7.1 greylisted", DeliveryOutcome.Retry, "RCPT", 451)]
    [InlineData("MAIL", "552 too large", DeliveryOutcome.Refused, "MAIL", 552)]
    [InlineData("DATA", "451 later", DeliveryOutcome.Retry, "DATA", 451)]
    [InlineData(".", "554 spam", DeliveryOutcome.Refused, "DATA", 554)]
    [InlineData(".", "452 disk full", DeliveryOutcome.Retry, "DATA", 452)]
    public async Task Every_refusal_is_understood(string at, string answer, DeliveryOutcome outcome, string stage, int code)
    {
        _server.Answer = command => command.StartsWith(at, StringComparison.Ordinal) ? answer : null;
        await using var session = await Transport().OpenAsync(Token);
        var delivery = await session.SendAsync(Mime, "a@camha.example", "b@camha.example", Token);
        Assert.Equal((outcome, stage, (int?)code), (delivery.Outcome, delivery.Stage, delivery.Code));
        // The connection is good for the next mail.
        _server.Answer = _ => null;
        Assert.Equal(DeliveryOutcome.Delivered, (await session.SendAsync(Mime, "a@camha.example", "c@camha.example", Token)).Outcome);
    }

    [Fact]
    public async Task A_connection_cut_after_the_final_dot_leaves_the_mail_in_doubt()
    {
        _server.Answer = command => command == "." ? "" : null;
        Assert.Equal(DeliveryOutcome.InDoubt, (await SendAsync()).Outcome);
        Assert.Single(_server.Mails);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_named_with_its_settings()
    {
        var port = _server.Port;
        await _server.DisposeAsync();
        var away = await Assert.ThrowsAsync<TransportUnavailableException>(() => Transport(port: port).OpenAsync(Token));
        Assert.StartsWith($"Smtp:Host = '127.0.0.1' port {port} cannot be reached: ", away.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_without_STARTTLS_gets_no_mail_where_it_is_demanded()
    {
        var refused = await Assert.ThrowsAsync<TransportUnavailableException>(() => Transport("starttls").OpenAsync(Token));
        Assert.StartsWith("Smtp:Security = 'starttls' is not offered by 127.0.0.1: ", refused.Message, StringComparison.Ordinal);
        Assert.Empty(_server.Mails);
    }

    [Fact]
    public async Task A_server_that_never_answers_is_given_up_in_time()
    {
        using var silent = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        silent.Start();
        var options = new SmtpOptions { Host = "127.0.0.1", Port = ((System.Net.IPEndPoint)silent.LocalEndpoint).Port, Security = "none", TimeoutSeconds = 1 };
        var away = await Assert.ThrowsAsync<TransportUnavailableException>(() => Transport(options).OpenAsync(Token));
        Assert.Contains("did not answer within 1 s", away.Message, StringComparison.Ordinal);
    }

    private async Task<(DeliveryOutcome Outcome, int? Code)> SendAsync()
    {
        await using var session = await Transport().OpenAsync(Token);
        var delivery = await session.SendAsync(Mime, "a@camha.example", "b@camha.example", Token);
        return (delivery.Outcome, delivery.Code);
    }

    private SmtpTransport Transport(string security = "none", int? port = null) =>
        Transport(new SmtpOptions { Host = "127.0.0.1", Port = port ?? _server.Port, Security = security, TimeoutSeconds = 5 });

    private static SmtpTransport Transport(SmtpOptions options)
    {
        var oauth = Options.Create(new OAuthOptions());
        return new(Options.Create(options), oauth, new AccessTokens(oauth, TimeProvider.System));
    }
}
