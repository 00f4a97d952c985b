using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Tests.Infrastructure;
using static CamHa.Scheduler.Tests.Infrastructure.SmallSmtpServer;

namespace CamHa.Scheduler.Tests.Outbox;

/// <summary>When the pool keeps, closes, replaces or does not even open a session, over the real transport.</summary>
public sealed class SmtpSessionPoolTests : IAsyncLifetime
{
    private static readonly DateTime Thursday0730 = new(2022, 6, 16, 7, 30, 0);
    private readonly SmallSmtpServer _server = new();
    private Service _service = null!;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _service.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task A_session_serves_one_mail_after_another()
    {
        await QueueAsync();
        Assert.Equal(13, (await _service.DispatchAsync(Thursday0730)).Sent);
        Assert.Equal(1, _server.Count(Connect));
        // The next dispatch uses it too, if it comes soon.
        await RetryAllAsync();
        Assert.Equal(13, (await _service.DispatchAsync(Thursday0730.AddSeconds(29))).Sent);
        Assert.Equal(1, _server.Count(Connect));
    }

    [Fact]
    public async Task A_session_is_closed_after_its_mails()
    {
        await QueueAsync("Smtp:MailsPerSession=5");
        Assert.Equal(13, (await _service.DispatchAsync(Thursday0730)).Sent);
        Assert.Equal((3, 2), (_server.Count(Connect), _server.Count("QUIT")));
    }

    [Fact]
    public async Task An_unused_session_is_closed_before_the_server_does_it()
    {
        await QueueAsync();
        await _service.DispatchAsync(Thursday0730);
        var pool = _service.Get<SmtpSessionPool>();
        _service.At(Thursday0730.AddSeconds(29));
        Assert.Equal(0, await pool.CloseIdleAsync());
        _service.At(Thursday0730.AddSeconds(30));
        Assert.Equal(1, await pool.CloseIdleAsync());
        Assert.Equal(1, _server.Count("QUIT"));
        // It is not used either where no sweep ran in between.
        await RetryAllAsync();
        await _service.Dispatcher.DispatchAsync(Service.Token);
        await RetryAllAsync();
        _service.At(Thursday0730.AddSeconds(61));
        await _service.Dispatcher.DispatchAsync(Service.Token);
        Assert.Equal((3, 2), (_server.Count(Connect), _server.Count("QUIT")));
    }

    [Fact]
    public async Task A_session_the_server_has_closed_meanwhile_costs_no_try()
    {
        await QueueAsync();
        await _service.DispatchAsync(Thursday0730);
        await _server.SayGoodbyeAsync();
        await RetryAllAsync();
        Assert.Equal(new Dispatched(13, 0, 0, 0), await _service.DispatchAsync(Thursday0730.AddSeconds(10)));
        Assert.Equal(2, _server.Count(Connect));
        Assert.All(await AttemptsAsync(), attempt => Assert.Equal("Delivered", attempt.Outcome));
        Assert.Equal(26, (await AttemptsAsync()).Count);
    }

    [Fact]
    public async Task A_server_that_takes_few_mails_a_session_has_them_through_new_ones_at_once()
    {
        _server.MailsPerConnection = 4;
        await QueueAsync();
        Assert.Equal(new Dispatched(13, 0, 0, 0), await _service.DispatchAsync(Thursday0730));
        Assert.Equal(4, _server.Count(Connect));
        Assert.All(await AttemptsAsync(), attempt => Assert.Equal("Delivered", attempt.Outcome));
    }

    [Theory]
    [InlineData("421 4.7.0 too many\r\n" + Cut, "421 4.7.0 too many")]
    [InlineData(Cut, "The SMTP server has unexpectedly disconnected: small 8BITMIME")]
    public async Task A_fresh_session_that_ends_at_MAIL_opens_the_circuit_and_costs_no_try(string answer, string why)
    {
        await QueueAsync();
        Fail("MAIL", answer);
        Assert.Equal(default, await _service.DispatchAsync(Thursday0730));
        Assert.Equal(
            $"SMTP server 127.0.0.1:{_server.Port} (not encrypted) ends its sessions before any mail: {why}",
            _service.Get<CircuitBreaker>().Fault!.Reason);
        Assert.Empty(await AttemptsAsync());
        _server.Answer = _ => null;
        Assert.Equal(new Dispatched(13, 0, 0, 0), await _service.DispatchAsync(Thursday0730.AddMinutes(1)));
        Assert.Null(_service.Get<CircuitBreaker>().Fault);
    }

    [Theory]
    [InlineData("RCPT")]
    [InlineData("DATA")]
    [InlineData(Dot)]
    public async Task A_fresh_session_that_ends_later_lets_that_mail_wait_and_the_others_go_on(string at)
    {
        await QueueAsync();
        var first = true;
        _server.Answer = command =>
        {
            if (!first || !command.StartsWith(at, StringComparison.Ordinal))
                return null;
            first = false;
            return "421 4.3.0 too busy\r\n" + Cut;
        };
        Assert.Equal(new Dispatched(12, 1, 0, 0), await _service.DispatchAsync(Thursday0730));
        var waiting = Assert.Single(await AttemptsAsync(), attempt => attempt.Outcome == "Retry");
        Assert.Equal((421, "4.3.0 too busy", false), (waiting.Code, waiting.Reply, waiting.InDoubt));
        Assert.Equal(new Dispatched(1, 0, 0, 0), await _service.DispatchAsync(Thursday0730.AddMinutes(2)));
    }

    [Fact]
    public async Task A_used_session_that_ends_at_RCPT_is_replaced_at_once()
    {
        await QueueAsync();
        var recipients = 0;
        _server.Answer = command => command.StartsWith("RCPT", StringComparison.Ordinal) && ++recipients == 3
            ? "421 4.3.0 too busy\r\n" + Cut
            : null;
        Assert.Equal(new Dispatched(13, 0, 0, 0), await _service.DispatchAsync(Thursday0730));
        Assert.Equal(2, _server.Count(Connect));
    }

    [Fact]
    public async Task Logins_are_made_one_at_a_time_and_once_a_session()
    {
        _server.Offers = ["AUTH PLAIN"];
        await QueueAsync("Smtp:Sessions=4", "Smtp:User=nhacviec", "Smtp:Password=hunter2");
        var (under, most) = (0, 0);
        _server.Answer = command =>
        {
            // A login is under way from the connection to its answer.
            if (command == Connect)
                most = Math.Max(most, Interlocked.Increment(ref under));
            else if (command.StartsWith("AUTH", StringComparison.Ordinal))
                Interlocked.Decrement(ref under);
            return null;
        };
        Assert.Equal(13, (await _service.DispatchAsync(Thursday0730)).Sent);
        Assert.Equal(1, most);
        Assert.Equal(_server.Count(Connect), _server.Count("AUTH"));
        Assert.InRange(_server.Count(Connect), 1, 4);
    }

    [Fact]
    public async Task A_refused_login_is_asked_once_by_all_senders_and_not_again_for_eleven_minutes()
    {
        _server.Offers = ["AUTH PLAIN"];
        await QueueAsync("Smtp:Sessions=4", "Smtp:User=nhacviec", "Smtp:Password=hunter2");
        Fail("AUTH", "535 5.7.8 authentication failed");
        Assert.Equal(default, await _service.DispatchAsync(Thursday0730));
        Assert.Equal(1, _server.Count("AUTH"));
        Assert.Equal(
            "Smtp:User = 'nhacviec' was refused by 127.0.0.1: 535: 5.7.8 authentication failed. Check Smtp:User and Smtp:Password.",
            _service.Get<CircuitBreaker>().Fault!.Reason);

        foreach (var seconds in new[] { 15, 60, 300, 659 })
            await _service.DispatchAsync(Thursday0730.AddSeconds(seconds));
        Assert.Equal(1, _server.Count(Connect));
        await _service.DispatchAsync(Thursday0730.AddMinutes(11));
        Assert.Equal(2, _server.Count("AUTH"));
        // Since the first refusal; the retry is as far away again.
        var fault = _service.Get<CircuitBreaker>().Fault!;
        Assert.Equal(
            (Thursday0730, Thursday0730.AddMinutes(22)),
            (_service.Clock.WallClock(fault.Since), _service.Clock.WallClock(fault.RetryAt)));
        Assert.Empty(await AttemptsAsync());

        _server.Answer = _ => null;
        Assert.Equal(13, (await _service.DispatchAsync(Thursday0730.AddMinutes(22))).Sent);
    }

    // One sender, unless a test asks for more, so that the server counts only the pool's connections.
    private async Task QueueAsync(params string[] settings)
    {
        _service = await Service.StartAsync(
            transport => transport,
            [
                "Mail:Transport=smtp",
                "Smtp:Host=127.0.0.1",
                $"Smtp:Port={_server.Port}",
                "Smtp:Security=none",
                "Smtp:Sessions=1",
                "Smtp:TimeoutSeconds=5",
                .. settings,
            ]);
        Assert.Equal(13, (await _service.LookAsync("deadlines", Thursday0730)).Messages);
    }

    // Sends sent mails again, which nothing else ever does: it saves a second plan.
    private Task RetryAllAsync() =>
        _service.ExecuteAsync("UPDATE OutboxMessage SET State = 'Pending', FinishedAt = NULL; DELETE FROM OutboxMime;");

    private void Fail(string at, string answer) =>
        _server.Answer = command => command.StartsWith(at, StringComparison.Ordinal) ? answer : null;

    private async Task<IReadOnlyList<Row>> AttemptsAsync()
    {
        await using var session = await _service.Database.OpenAsync(Service.Token);
        var attempts = new List<Row>();
        foreach (var message in await _service.MessagesAsync())
            attempts.AddRange(await session.QueryAsync<Row>("outbox/attempts", new { message.Id }, Service.Token));
        return attempts;
    }

    private sealed record Row
    {
        public string Outcome { get; init; } = "";

        public int? Code { get; init; }

        public string Reply { get; init; } = "";

        public bool InDoubt { get; init; }
    }
}
