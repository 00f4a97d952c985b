using System.Text;
using CamHa.Scheduler.Endurance.Infrastructure;
using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Simulation;
using CamHa.Scheduler.Tests.Infrastructure;
using CamHa.Scheduler.Text;
using Dapper;

namespace CamHa.Scheduler.Endurance.Mail;

/// <summary>The whole way of a mail: from the plan through the real transport and Postfix into mailboxes, read back over IMAP.</summary>
public sealed class RealServerTests(MailServers servers) : IClassFixture<MailServers>, IAsyncLifetime
{
    private static readonly DateTime Thursday0730 = new(2022, 6, 16, 7, 30, 0);
    private Service? _service;
    private WatchedTransport _way = null!;

    public async ValueTask InitializeAsync() => await servers.BeginAsync();

    public async ValueTask DisposeAsync()
    {
        if (_service is not null)
            await _service.DisposeAsync();
    }

    [Fact]
    public async Task The_sample_week_arrives_over_STARTTLS_every_mail_once_as_it_was_kept()
    {
        var service = await StartAsync(servers.Settings("starttls"));
        await service.RunAsync(Service.Start, new DateTime(2022, 6, 20, 8, 0, 0));
        var arrived = await AsKeptAsync(service, 55);
        // The committee and two other recipients, each with the whole subject.
        Assert.Equal(3, arrived.Count(mail => mail.Message.Subject == "[NTM Cẩm Hà] Báo cáo tổng hợp tuần 24/2022 (13–19/6)"));
        Assert.All(arrived, mail => Assert.Equal("Ban Chỉ đạo NTM xã Cẩm Hà", mail.Message.From.Mailboxes.Single().Name));
    }

    [Fact]
    public async Task A_days_digests_arrive_over_TLS_from_the_first_byte()
    {
        var service = await StartAsync(servers.Settings("tls"));
        Assert.Equal(new Dispatched(13, 0, 0, 0), await LookAndDispatchAsync(service));
        await AsKeptAsync(service, 13);
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("login")]
    [InlineData("cram-md5")]
    [InlineData("scram-sha-256")]
    public async Task A_password_with_diacritics_is_understood_by(string mechanism)
    {
        var service = await StartAsync(servers.Settings(mechanism));
        Assert.Equal(13, (await LookAndDispatchAsync(service)).Sent);
        await servers.LoggedAsync($"sasl_method={mechanism.ToUpperInvariant()},");
    }

    [Theory]
    [InlineData("")]
    [InlineData("may-chu.xa.invalid")]
    public async Task A_server_that_takes_no_unknown_name_as_a_greeting_gets_the_address_and_no_mail_loses_a_try(string name)
    {
        var service = await StartAsync([.. servers.Settings("choosy"), $"Smtp:HeloName={name}"]);
        Assert.Equal(new Dispatched(13, 0, 0, 0), await LookAndDispatchAsync(service));
        await AsKeptAsync(service, 13);
        Assert.Equal(0, await service.CountAsync("SELECT COUNT(*) FROM OutboxMessage WHERE Attempts <> 1"));
    }

    [Fact]
    public async Task A_wrong_password_costs_no_try_and_names_its_setting()
    {
        var service = await StartAsync(servers.Settings("starttls", password: "Cam Ha 2022"));
        Assert.Equal(default, await LookAndDispatchAsync(service));
        Assert.StartsWith($"Smtp:User = '{MailServers.User}' was refused by localhost: ", _way.Problem, StringComparison.Ordinal);
        await NothingIsLostAsync(service);

        // Once it is corrected, everything leaves.
        await using var corrected = service.Another(servers.Settings("starttls"));
        Assert.Equal(13, (await corrected.DispatchAsync(Thursday0730.AddMinutes(12))).Sent);
        await AsKeptAsync(service, 13);
    }

    [Fact]
    public async Task A_recipient_nobody_knows_is_dead_with_the_servers_words_and_the_others_get_theirs()
    {
        var service = await StartAsync(servers.Settings("starttls"));
        await MoveAsync(service, "nobody@camha.example");
        Assert.Equal(new Dispatched(12, 0, 1, 0), await LookAndDispatchAsync(service));
        var dead = Assert.Single(await service.MessagesAsync(), message => message.State == OutboxState.Dead);
        Assert.Equal("nobody@camha.example", dead.Recipient);
        Assert.Contains("5.1.1", dead.StateReason, StringComparison.Ordinal);
        var attempt = await AttemptAsync(service, dead);
        Assert.Equal(("Refused", "RCPT", 550L), (attempt.Outcome, attempt.Stage, attempt.Code));
        await AsKeptAsync(service, 12);
    }

    [Fact]
    public async Task A_recipient_the_servers_policy_protects_waits_with_the_servers_words()
    {
        var service = await StartAsync(servers.Settings("strict"));
        await MoveAsync(service, MailServers.Closed);
        await LookAndDispatchAsync(service);
        var waiting = Assert.Single(await service.MessagesAsync(), message => message.Recipient == MailServers.Closed);
        Assert.Equal(OutboxState.Pending, waiting.State);
        Assert.Contains("5.7.1", waiting.StateReason, StringComparison.Ordinal);
        Assert.Equal(550L, (await AttemptAsync(service, waiting)).Code);
    }

    [Fact]
    public async Task A_greylisted_recipient_gets_its_mail_at_the_next_try()
    {
        var service = await StartAsync(servers.Settings("strict"));
        await MoveAsync(service, MailServers.Greylisted);
        await LookAndDispatchAsync(service);
        var waiting = Assert.Single(await service.MessagesAsync(), message => message.Recipient == MailServers.Greylisted);
        Assert.Equal(OutboxState.Pending, waiting.State);
        var attempt = await AttemptAsync(service, waiting);
        Assert.Equal(("Retry", "RCPT", 450L), (attempt.Outcome, attempt.Stage, attempt.Code));

        // The other port has no greylist, like this one after the greylisting time.
        await using var later = service.Another(servers.Settings("starttls"));
        Assert.Equal(1, (await later.DispatchAsync(Thursday0730.AddMinutes(5))).Sent);
        Assert.Single(await servers.ReadAsync(), mail => mail.Mailbox == MailServers.Greylisted);
    }

    [Fact]
    public async Task A_mail_larger_than_the_server_takes_arrives_in_a_smaller_form()
    {
        var service = await StartAsync(servers.Settings("strict"));
        await service.ExecuteAsync($"UPDATE Assignment SET Title = Title || '{new string('ạ', 20_000)}' WHERE Code = 'T03'");
        var done = await LookAndDispatchAsync(service);
        Assert.True(done is { Sent: 13, Retried: 0, Dead: 0 }, $"{done}");
        Assert.NotEqual(0, await service.CountAsync("SELECT COUNT(*) FROM OutboxAttempt WHERE Code = 552 AND Outcome = 'Retry'"));
        await AsKeptAsync(service, 13);
    }

    [Theory]
    [InlineData("")]
    [InlineData("another-authority.pem")]
    public async Task A_certificate_of_an_authority_nobody_knows_is_refused_until_the_authority_is_named(string known)
    {
        var service = await StartAsync(servers.Settings("starttls", authority: known));
        Assert.Equal(default, await LookAndDispatchAsync(service));
        Assert.Contains("certificate", _way.Problem, StringComparison.Ordinal);
        await NothingIsLostAsync(service);

        await using var named = service.Another(servers.Settings("starttls"));
        Assert.Equal(13, (await named.DispatchAsync(Thursday0730.AddMinutes(2))).Sent);
        await AsKeptAsync(service, 13);
        // The service must know its end to warn of it.
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        Assert.InRange(named.Get<ServerCertificate>().EndsOn!.Value.DayNumber - today.DayNumber, 27, 29);
    }

    [Fact]
    public async Task A_certificate_for_another_name_is_refused_also_when_its_authority_is_known()
    {
        var service = await StartAsync(servers.Settings("other-name"));
        Assert.Equal(default, await LookAndDispatchAsync(service));
        Assert.Contains("certificate", _way.Problem, StringComparison.Ordinal);
        await NothingIsLostAsync(service);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(12)]
    public async Task A_server_stopped_in_the_middle_and_started_again_has_every_mail_once(int stoppedAfter)
    {
        // One session, so that the number of mails that have arrived by then is known.
        var service = await StartAsync([.. servers.Settings("starttls"), "Smtp:Sessions=1"], stoppedAfter);
        await LookAndDispatchAsync(service);
        Assert.Equal(stoppedAfter, (await service.MessagesAsync()).Count(message => message.State == OutboxState.Sent));

        // Still away a minute later.
        await service.DispatchAsync(Thursday0730.AddMinutes(3));
        await servers.StartPostfixAsync();
        await service.DispatchAsync(Thursday0730.AddMinutes(6));
        await AsKeptAsync(service, 13);
    }

    private async Task<Service> StartAsync(string[] settings, int stoppedAfter = int.MaxValue) => _service = await Service.StartAsync(
        transport => _way = new WatchedTransport(transport, stoppedAfter, async () =>
        {
            // It first delivers what it has accepted: a mail server cut off in that would itself deliver twice.
            await servers.SettledAsync();
            await servers.StopPostfixAsync();
        }),
        settings);

    private static async Task<Dispatched> LookAndDispatchAsync(Service service)
    {
        await service.LookAsync("deadlines", Thursday0730);
        return await service.DispatchAsync(Thursday0730);
    }

    private static Task MoveAsync(Service service, string address) =>
        service.ImportAsync("contacts.csv", $"unit,address,title,phone,role\nMTTQ,{address},Chủ tịch,,to\n");

    private async Task NothingIsLostAsync(Service service)
    {
        Assert.All(await service.MessagesAsync(), message => Assert.Equal(OutboxState.Pending, message.State));
        Assert.Empty(await QueryAsync<Try>(service, "SELECT Outcome, Stage, Code FROM OutboxAttempt"));
        Assert.Empty(await servers.ReadAsync());
    }

    /// <summary>Asserts that so many mails have arrived, each once, in its own mailbox, with the bytes that the outbox keeps.</summary>
    private async Task<IReadOnlyList<Arrived>> AsKeptAsync(Service service, int count)
    {
        var arrived = await servers.ReadAsync();
        Assert.Equal(count, arrived.Count);
        Assert.Equal(count, arrived.Select(mail => mail.Message.MessageId).Distinct().Count());
        var kept = (await QueryAsync<Kept>(
            service,
            "SELECT m.MessageId, m.Recipient, m.Subject, k.Mime FROM OutboxMessage AS m JOIN OutboxMime AS k "
            + "ON k.OutboxMessageId = m.Id WHERE m.State = 'Sent'"))
            .ToDictionary(message => message.MessageId);
        Assert.Equal(count, kept.Count);
        foreach (var mail in arrived)
        {
            var own = kept[mail.Message.MessageId!];
            Assert.Equal(own.Recipient, mail.Mailbox);
            Assert.Equal(Encoding.UTF8.GetString(own.Mime), Encoding.UTF8.GetString(mail.Bytes));
            Assert.Equal(own.Subject, mail.Message.Subject);
        }

        return arrived;
    }

    private static async Task<Try> AttemptAsync(Service service, GalleryMessage message) =>
        Assert.Single(
            await QueryAsync<Try>(service, $"SELECT Outcome, Stage, Code FROM OutboxAttempt WHERE OutboxMessageId = {message.Id}"));

    private static async Task<IReadOnlyList<T>> QueryAsync<T>(Service service, string sql)
    {
        await using var session = await service.Database.OpenAsync(Service.Token);
        return [.. await session.Connection.QueryAsync<T>(sql)];
    }

    private sealed record Kept
    {
        public string MessageId { get; init; } = "";

        public string Recipient { get; init; } = "";

        public string Subject { get; init; } = "";

        public byte[] Mime { get; init; } = [];
    }

    private sealed record Try
    {
        public string Outcome { get; init; } = "";

        public string Stage { get; init; } = "";

        public long? Code { get; init; }
    }

    /// <summary>The real transport. It remembers why it could not be opened, and runs something once between two mails.</summary>
    private sealed class WatchedTransport(IMailTransport inner, int interruptedAfter, Func<Task> interrupt) : IMailTransport
    {
        private int _left = interruptedAfter;

        public string Problem { get; private set; } = "";

        public Bilingual Description => inner.Description;

        public int Sessions => inner.Sessions;

        public async Task<IMailSession> OpenAsync(CancellationToken token)
        {
            try
            {
                return new Session(this, await inner.OpenAsync(token));
            }
            catch (TransportUnavailableException e)
            {
                Problem = e.Message;
                throw;
            }
        }

        private async Task CountAsync()
        {
            if (Interlocked.Decrement(ref _left) == -1)
                await interrupt();
        }

        private sealed class Session(WatchedTransport outer, IMailSession inner) : IMailSession
        {
            public bool IsOpen => inner.IsOpen;

            public async Task<Delivery> SendAsync(
                byte[] mime, string from, string recipient, Func<Task> mayBeGiven, CancellationToken token)
            {
                await outer.CountAsync();
                return await inner.SendAsync(mime, from, recipient, mayBeGiven, token);
            }

            public ValueTask DisposeAsync() => inner.DisposeAsync();
        }
    }
}
