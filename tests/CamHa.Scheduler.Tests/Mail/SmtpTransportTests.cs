using System.Text;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Tests.Infrastructure;
using Microsoft.Extensions.Options;
using static CamHa.Scheduler.Tests.Infrastructure.SmallSmtpServer;

namespace CamHa.Scheduler.Tests.Mail;

/// <summary>How the transport interprets a server's answers, good and bad, at each stage of a conversation.</summary>
public sealed class SmtpTransportTests : IAsyncLifetime
{
    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;
    private static readonly byte[] Mime = Encoding.UTF8.GetBytes(
        "From: a@camha.example\r\nTo: b@camha.example\r\nMessage-Id: <1@camha.example>\r\nSubject: x\r\n\r\nxin chao\r\n.dot\r\n");
    private readonly SmallSmtpServer _server = new();
    private readonly SmtpOptions _options = new() { Host = "127.0.0.1", Security = "none" };

    public ValueTask InitializeAsync()
    {
        _options.Port = _server.Port;
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task A_server_that_is_not_there_is_named_with_its_settings()
    {
        await _server.DisposeAsync();
        Assert.Equal(
            $"Smtp:Host = '127.0.0.1' port {_options.Port} cannot be reached: Connection refused. Check Smtp:Host, Smtp:Port and the "
            + "network.",
            (await Assert.ThrowsAsync<TransportUnavailableException>(OpenAsync)).Message);
    }

    [Theory]
    [InlineData(Connect, Hang, "did not answer within 2 s")]
    [InlineData(Connect, "220-wel\r\n" + Hang, "did not answer within 2 s")]
    [InlineData(Connect, Cut, "cannot be reached: The SMTP server has unexpectedly disconnected")]
    [InlineData(Connect, "22" + Cut, "cannot be reached: The SMTP server has unexpectedly disconnected")]
    [InlineData(Connect, "HTTP/1.1 400 Bad Request", "cannot be reached: Unable to parse status code returned by the server")]
    [InlineData("EHLO", Hang, "did not answer within 2 s")]
    [InlineData("EHLO", "250-small\r\n250-8BIT" + Hang, "did not answer within 2 s")]
    [InlineData("EHLO", Cut, "cannot be reached: The SMTP server has unexpectedly disconnected: small")]
    [InlineData(
        "EHLO",
        "421 4.7.0 too many connections\r\n" + Cut,
        "cannot be reached: The SMTP server has unexpectedly disconnected: 4.7.0 too many connections")]
    [InlineData("AUTH", Hang, "did not answer within 2 s")]
    [InlineData("AUTH", Cut, "cannot be reached: The SMTP server has unexpectedly disconnected: small\nAUTH PLAIN")]
    public async Task A_server_that_fails_before_it_can_be_given_a_mail_is_unavailable(string at, string answer, string why)
    {
        LogIn();
        AwaitBriefly(answer);
        Fail(at, answer);
        var failure = await Assert.ThrowsAsync<TransportUnavailableException>(OpenAsync);
        Assert.Equal($"Smtp:Host = '127.0.0.1' port {_server.Port} {why}. Check Smtp:Host, Smtp:Port and the network.", failure.Message);
        Assert.False(failure.IsLoginRefused);
    }

    /// <summary>A service on a machine whose clock was a day ahead mailed a day early.</summary>
    [Theory]
    [InlineData("220 mail.camha.example ESMTP Exim 4.98 {0:ddd, dd MMM yyyy HH:mm:ss} +0000")]
    [InlineData("220 mail.camha.example ESMTP Sendmail 8.18.1/8.18.1; {0:ddd, d MMM yyyy HH:mm:ss} GMT")]
    [InlineData("220 HN.camha.example Microsoft ESMTP MAIL Service ready at {0:ddd, d MMM yyyy HH:mm:ss} +0000 [8DC1]")]
    public async Task A_server_where_it_is_another_day_is_given_no_mail(string welcome)
    {
        Welcome(welcome, TimeSpan.FromDays(1));
        var failure = await Assert.ThrowsAsync<TransportUnavailableException>(OpenAsync);
        Assert.StartsWith("Smtp:Host = '127.0.0.1' says that it is ", failure.Message, StringComparison.Ordinal);
        Assert.Contains("Set the clock right", failure.Message, StringComparison.Ordinal);

        // A wrong zone is no other day.
        Welcome(welcome, TimeSpan.FromHours(7));
        await (await OpenAsync()).DisposeAsync();
    }

    /// <summary>On a clock that is years off every certificate is out of date, and only the greeting told why.</summary>
    [Fact]
    public async Task A_connection_that_fails_after_the_greeting_still_tells_of_the_other_day()
    {
        _options.Security = "starttls";
        Welcome("220 mail.camha.example ESMTP Exim 4.98 {0:ddd, dd MMM yyyy HH:mm:ss} +0000", TimeSpan.FromDays(9000));
        var failure = await Assert.ThrowsAsync<TransportUnavailableException>(OpenAsync);
        Assert.StartsWith("Smtp:Host = '127.0.0.1' says that it is ", failure.Message, StringComparison.Ordinal);
    }

    /// <summary>Nothing was ever sent through it again.</summary>
    [Theory]
    [InlineData("Mon, 01 Jan 0000 00:00:00 +0700")]
    [InlineData("Mon, 01 Jan 0001 00:00:00 +0700")]
    [InlineData("Fri, 31 Dec 9999 23:59:59 -1200")]
    [InlineData("Thu, 01 Jan 1970 00:00:07 +0000")]
    [InlineData("Tue, 31 Feb 2026 10:00:00 +0700")]
    [InlineData("Sun, 29 Nov 2026 99:99:99 +9999")]
    public async Task A_greeting_with_a_day_that_cannot_be_is_passed_over(string day)
    {
        Fail(Connect, $"220 mail ESMTP {day}");
        await (await OpenAsync()).DisposeAsync();
        Fail(Connect, $"220-mail ESMTP {new string('x', 10_000)} {day}\r\n220 {day}");
        await (await OpenAsync()).DisposeAsync();
    }

    [Theory]
    [InlineData(Connect, "421 4.3.2 shutting down")]
    [InlineData(Connect, "554 5.7.1 you are on a list")]
    [InlineData("EHLO", "550 5.7.0 not you")]
    public async Task A_server_that_answers_and_refuses_is_not_called_out_of_reach(string at, string answer)
    {
        // Who is refused by EHLO tries HELO.
        _server.Answer = command => command.StartsWith(at, StringComparison.Ordinal) || command.StartsWith("HELO", StringComparison.Ordinal)
            ? answer
            : null;
        Assert.Equal(
            $"Smtp:Host = '127.0.0.1' port {_server.Port} answers, and takes nothing from here: {answer}. If that does not pass, ask "
            + "who runs it.",
            (await Assert.ThrowsAsync<TransportUnavailableException>(OpenAsync)).Message);
    }

    [Theory]
    [InlineData("EHLO", "504 5.5.2 <may-chu.xa.example>: need fully-qualified hostname")]
    [InlineData("EHLO", "501 Syntactically invalid argument(s)")]
    [InlineData("RCPT", "504 5.5.2 <may-chu.xa.example>: Helo command rejected: need fully-qualified hostname")]
    [InlineData("RCPT", "450 4.7.1 <may-chu.xa.example>: Helo command rejected: Host not found")]
    [InlineData("MAIL", "550 5.7.1 Bad EHLO")]
    public async Task A_name_that_is_refused_gives_way_to_the_address(string at, string answer)
    {
        _options.HeloName = "may-chu.xa.example";
        var isNamed = false;
        _server.Answer = command =>
        {
            if (command.Contains("HLO ", StringComparison.Ordinal) || command.StartsWith("HELO", StringComparison.Ordinal))
                isNamed = command.EndsWith("may-chu.xa.example", StringComparison.Ordinal);
            return isNamed && (command.StartsWith(at, StringComparison.Ordinal)
                || (at == "EHLO" && command.StartsWith("HELO", StringComparison.Ordinal))) ? answer : null;
        };
        var transport = Transport();
        await using (var session = await transport.OpenAsync(Token))
        {
            if (at != "EHLO")
                Assert.Equal(new(DeliveryOutcome.SessionEnded, "EHLO", Code(answer), answer[4..]), await SendAsync(session));
        }

        await using var next = await transport.OpenAsync(Token);
        Assert.Equal(DeliveryOutcome.Delivered, (await SendAsync(next)).Outcome);
        Assert.Equal("EHLO [127.0.0.1]", _server.Commands.Last(command => command.StartsWith("EHLO", StringComparison.Ordinal)));
        Assert.Equal(DeliveryOutcome.Delivered, (await transport.AskAsync("a@camha.example", "b@camha.example", Token)).Outcome);
    }

    [Fact]
    public async Task A_greeting_that_is_refused_by_name_and_by_address_is_no_messages_fault_and_names_its_setting()
    {
        _options.HeloName = "may-chu.xa.example";
        Fail("RCPT", "504 5.5.2 Helo command rejected");
        Assert.Equal(
            "127.0.0.1 refuses the greeting '127.0.0.1': 504 5.5.2 Helo command rejected. Set Smtp:HeloName to a name by which the "
            + "server knows this machine, or ask who runs it.",
            (await Assert.ThrowsAsync<TransportUnavailableException>(
                () => Transport().AskAsync("a@camha.example", "b@camha.example", Token))).Message);
    }

    [Theory]
    [InlineData("thu.camha.example", "thu.camha.example")]
    [InlineData("192.0.2.7", "[192.0.2.7]")]
    [InlineData("[192.0.2.7]", "[192.0.2.7]")]
    [InlineData("2001:db8::7", "[IPv6:2001:db8::7]")]
    public async Task The_server_is_greeted_by_the_name_that_was_set(string name, string greeting)
    {
        _options.HeloName = name;
        await using var session = await OpenAsync();
        Assert.Equal($"EHLO {greeting}", _server.Commands[1]);
    }

    [Fact]
    public async Task A_machine_with_a_bare_name_does_not_greet_by_it()
    {
        await using var session = await OpenAsync();
        Assert.Matches(@"^EHLO (\[127\.0\.0\.1\]|[^ .\[]+(\.[^ .]+)+)$", _server.Commands[1]);
    }

    [Fact]
    public async Task Asking_for_an_address_gives_the_server_no_mail()
    {
        Fail("RCPT", "550 5.1.1 unknown user");
        Assert.Equal(
            new(DeliveryOutcome.AddressRefused, "RCPT", 550, "5.1.1 unknown user"),
            await Transport().AskAsync("a@camha.example", "b@camha.example", Token));
        Assert.Equal(0, _server.Count("DATA"));
        Assert.Equal(1, _server.Count("RSET"));
    }

    [Fact]
    public async Task A_server_that_relays_for_nobody_and_offers_no_login_is_no_messages_fault()
    {
        Fail("RCPT", "554 5.7.1 <b@camha.example>: Relay access denied");
        await using var session = await OpenAsync();
        Assert.Equal(
            "127.0.0.1 takes nothing from this machine's address: 554 5.7.1 <b@camha.example>: Relay access denied. Ask who runs it to "
            + "let this machine in.",
            (await Assert.ThrowsAsync<TransportUnavailableException>(() => SendAsync(session))).Message);
    }

    [Fact]
    public async Task A_server_that_cannot_log_anybody_in_for_now_is_no_refused_login()
    {
        LogIn();
        Fail("AUTH", "454 4.7.0 temporary authentication failure");
        var failure = await Assert.ThrowsAsync<TransportUnavailableException>(OpenAsync);
        Assert.Equal(
            "Smtp:Host = '127.0.0.1' cannot log anybody in for now: 454: 4.7.0 temporary authentication failure. If that does not "
            + "pass, ask who runs it.",
            failure.Message);
        Assert.False(failure.IsLoginRefused);
    }

    [Theory]
    [InlineData("535 5.7.8 authentication failed", "535: 5.7.8 authentication failed")]
    [InlineData("500 5.5.2 syntax error", "500: 5.5.2 syntax error")]
    [InlineData("534 5.7.9 application-specific password required", "Authentication failed")] // blamed on the mechanism
    public async Task A_login_that_is_refused_is_told_apart(string answer, string why)
    {
        LogIn();
        Fail("AUTH", answer);
        var failure = await Assert.ThrowsAsync<TransportUnavailableException>(OpenAsync);
        Assert.Equal(
            $"Smtp:User = 'nhacviec' was refused by 127.0.0.1: {why}. Check Smtp:User and Smtp:Password.",
            failure.Message);
        Assert.True(failure.IsLoginRefused);
        Assert.DoesNotContain("hunter2", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_without_STARTTLS_gets_no_mail_where_it_is_demanded()
    {
        _options.Security = "starttls";
        Assert.Equal(
            "Smtp:Security = 'starttls' is not offered by 127.0.0.1: The SMTP server does not support the STARTTLS extension. Check "
            + "Smtp:Port and Smtp:Security.",
            (await Assert.ThrowsAsync<TransportUnavailableException>(OpenAsync)).Message);
        Assert.Equal(0, _server.Count("MAIL"));
    }

    [Theory]
    [InlineData("MAIL", Hang, DeliveryOutcome.SessionEnded, "MAIL")]
    [InlineData("MAIL", Cut, DeliveryOutcome.SessionEnded, "MAIL")]
    [InlineData("MAIL", "250 o" + Cut, DeliveryOutcome.SessionEnded, "MAIL")]
    [InlineData("MAIL", "250 ok\r\n" + Cut, DeliveryOutcome.SessionEnded, "RCPT")]
    [InlineData("MAIL", "\u00fe\u00ff", DeliveryOutcome.SessionEnded, "MAIL")]
    [InlineData("RCPT", Hang, DeliveryOutcome.SessionEnded, "RCPT")]
    [InlineData("RCPT", Cut, DeliveryOutcome.SessionEnded, "RCPT")]
    [InlineData("RCPT", "250-o\r\n" + Hang, DeliveryOutcome.SessionEnded, "RCPT")]
    [InlineData("RCPT", "250 ok\r\n" + Cut, DeliveryOutcome.SessionEnded, "DATA")]
    [InlineData("DATA", Hang, DeliveryOutcome.SessionEnded, "DATA")]
    [InlineData("DATA", Cut, DeliveryOutcome.SessionEnded, "DATA")]
    // From here on the server may have the mail, as far as a client can know.
    [InlineData("DATA", "354 go on\r\n" + Cut, DeliveryOutcome.InDoubt, "DATA")]
    [InlineData(Content, Hang, DeliveryOutcome.InDoubt, "DATA")]
    [InlineData(Content, Cut, DeliveryOutcome.InDoubt, "DATA")]
    [InlineData(Dot, Hang, DeliveryOutcome.InDoubt, "DATA")]
    [InlineData(Dot, Cut, DeliveryOutcome.InDoubt, "DATA")]
    [InlineData(Dot, "250 2.0.0 que" + Cut, DeliveryOutcome.InDoubt, "DATA")]
    [InlineData(Dot, "thanks", DeliveryOutcome.InDoubt, "DATA")]
    public async Task A_session_that_ends_is_known_by_how_far_it_came(string at, string answer, DeliveryOutcome outcome, string stage)
    {
        AwaitBriefly(answer);
        Fail(at, answer);
        await using var session = await OpenAsync();
        var delivery = await SendAsync(session);
        Assert.Equal((outcome, stage, null), (delivery.Outcome, delivery.Stage, delivery.Code));
        Assert.False(session.IsOpen);
    }

    [Theory]
    [InlineData("MAIL", "450 4.2.1 later", DeliveryOutcome.Retry, "MAIL", 450)]
    [InlineData("MAIL", "452 4.3.1 disk full", DeliveryOutcome.Retry, "MAIL", 452)]
    [InlineData("MAIL", "552 too large", DeliveryOutcome.TooLarge, "MAIL", 552)]
    [InlineData("RCPT", "451 4.7.1 greylisted", DeliveryOutcome.Retry, "RCPT", 451)]
    [InlineData("RCPT", "550 5.1.1 unknown user", DeliveryOutcome.AddressRefused, "RCPT", 550)]
    [InlineData("RCPT", "550 5.7.1 not allowed", DeliveryOutcome.Retry, "RCPT", 550)]
    [InlineData("RCPT", "556 5.1.10 null MX", DeliveryOutcome.AddressRefused, "RCPT", 556)]
    [InlineData("DATA", "451 later", DeliveryOutcome.Retry, "DATA", 451)]
    [InlineData("DATA", "554 5.5.1 no valid recipients", DeliveryOutcome.Refused, "DATA", 554)]
    [InlineData(Dot, "452 disk full", DeliveryOutcome.Retry, "DATA", 452)]
    [InlineData(Dot, "554 5.6.0 spam", DeliveryOutcome.Refused, "DATA", 554)]
    public async Task A_refusal_leaves_the_session_good_for_the_next_mail(
        string at,
        string answer,
        DeliveryOutcome outcome,
        string stage,
        int code)
    {
        Fail(at, answer);
        await using var session = await OpenAsync();
        Assert.Equal(new(outcome, stage, code, answer[4..]), await SendAsync(session));
        _server.Answer = _ => null;
        Assert.Equal(new(DeliveryOutcome.Delivered, "DATA", 250, "2.0.0 queued as 1"), await SendAsync(session));
        Assert.Equal(1, _server.Count(Connect));
    }

    [Theory]
    [InlineData("MAIL", "MAIL")]
    [InlineData("RCPT", "RCPT")]
    [InlineData("DATA", "DATA")]
    [InlineData(Dot, "DATA")]
    public async Task A_421_ends_the_session_and_the_mail_was_surely_not_taken(string at, string stage)
    {
        Fail(at, "421 4.3.0 too busy\r\n" + Cut);
        await using var session = await OpenAsync();
        Assert.Equal(new(DeliveryOutcome.SessionEnded, stage, 421, "4.3.0 too busy"), await SendAsync(session));
    }

    [Theory]
    [InlineData("RCPT", "550 5.1.1 unknown user", DeliveryOutcome.AddressRefused, "RCPT")]
    [InlineData(Dot, "452 4.3.1 disk full", DeliveryOutcome.Retry, "DATA")]
    [InlineData(Dot, "554 5.6.0 spam", DeliveryOutcome.Refused, "DATA")]
    public async Task What_a_server_said_holds_also_where_it_says_nothing_more(
        string at,
        string answer,
        DeliveryOutcome outcome,
        string stage)
    {
        foreach (var end in new[] { Cut, Hang })
        {
            AwaitBriefly(end);
            _server.Answer = command => command.StartsWith(at, StringComparison.Ordinal) ? answer : command == "RSET" ? end : null;
            await using var session = await OpenAsync();
            Assert.Equal(
                new(outcome, stage, Code(answer), answer[4..]),
                await SendAsync(session));
            Assert.False(session.IsOpen);
        }
    }

    [Fact]
    public async Task A_sender_that_is_refused_is_no_messages_fault()
    {
        Fail("MAIL", "550 5.7.60 client does not have permissions to send as this sender");
        await using var session = await OpenAsync();
        Assert.Equal(
            "Mail:From was refused by 127.0.0.1: 550 5.7.60 client does not have permissions to send as this sender. Set Mail:From to "
            + "an address that Smtp:User may send as.",
            (await Assert.ThrowsAsync<TransportUnavailableException>(() => SendAsync(session))).Message);
    }

    [Theory]
    [InlineData("MAIL", "530 5.7.0 authentication required")]
    [InlineData("RCPT", "530 5.7.1 authentication required")]
    [InlineData("RCPT", "550 5.7.1 relaying denied")]
    [InlineData("RCPT", "554 5.7.1 <b@camha.example>: relay access denied")]
    public async Task A_login_that_nobody_has_made_is_no_messages_fault(string at, string answer)
    {
        _server.Offers = ["AUTH PLAIN"];
        Fail(at, answer);
        await using var session = await OpenAsync();
        Assert.Equal(
            $"127.0.0.1 asks for a login: {answer}. Set Smtp:User and its password.",
            (await Assert.ThrowsAsync<TransportUnavailableException>(() => SendAsync(session))).Message);
    }

    [Fact]
    public async Task Relaying_denied_to_who_has_logged_in_is_the_mails_own_affair()
    {
        LogIn();
        Fail("RCPT", "554 5.7.1 relay access denied");
        await using var session = await OpenAsync();
        Assert.Equal(new(DeliveryOutcome.Retry, "RCPT", 554, "5.7.1 relay access denied"), await SendAsync(session));
    }

    [Fact]
    public async Task A_server_may_think_longer_about_a_mail_than_about_a_command()
    {
        AwaitBriefly(Hang);
        _options.AnswerTimeoutSeconds = 30;
        var thought = new TaskCompletionSource();
        _server.Answer = command =>
        {
            if (command != Dot)
                return null;
            // Longer than any other answer is awaited.
            thought.Task.Wait(TimeSpan.FromSeconds(2.5), Token);
            return null;
        };
        await using var session = await OpenAsync();
        Assert.Equal(DeliveryOutcome.Delivered, (await SendAsync(session)).Outcome);
        // The next mail's commands are awaited for the usual time again.
        Fail("MAIL", Hang);
        Assert.Equal(DeliveryOutcome.SessionEnded, (await SendAsync(session)).Outcome);
    }

    [Fact]
    public async Task A_mail_larger_than_the_server_takes_is_refused_without_asking()
    {
        _server.Offers = [$"SIZE {Mime.Length - 1}"];
        await using var session = await OpenAsync();
        Assert.Equal(
            new(DeliveryOutcome.TooLarge, "MAIL", 552, $"5.3.4 {Mime.Length} bytes, and the server takes {Mime.Length - 1}")
            {
                Takes = Mime.Length - 1,
            },
            await SendAsync(session));
        Assert.Equal(0, _server.Count("MAIL"));
        Assert.True(session.IsOpen);
    }

    [Theory]
    [InlineData("SIZE 0")]
    [InlineData("SIZE 1000")]
    public async Task A_mail_that_fits_is_announced_with_its_size(string offer)
    {
        _server.Offers = [offer];
        await using var session = await OpenAsync();
        Assert.Equal(DeliveryOutcome.Delivered, (await SendAsync(session)).Outcome);
        Assert.Equal(
            $"MAIL FROM:<a@camha.example> SIZE={Mime.Length}",
            _server.Commands.Single(command => command.StartsWith("MAIL", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Sender_and_recipient_go_out_together_where_the_server_offers_it()
    {
        _server.Offers = ["PIPELINING", "ENHANCEDSTATUSCODES"];
        Fail("MAIL", Late);
        await using var session = await OpenAsync();
        Assert.Equal(DeliveryOutcome.Delivered, (await SendAsync(session)).Outcome);
    }

    [Theory]
    [InlineData("550 5.1.1 unknown user", DeliveryOutcome.AddressRefused, 550)]
    [InlineData("421 4.3.0 too busy\r\n" + Cut, DeliveryOutcome.SessionEnded, 421)]
    [InlineData(Cut, DeliveryOutcome.SessionEnded, null)]
    [InlineData(Hang, DeliveryOutcome.SessionEnded, null)]
    public async Task A_recipient_sent_together_with_the_sender_has_an_answer_of_its_own(string answer, DeliveryOutcome outcome, int? code)
    {
        AwaitBriefly(answer);
        _server.Offers = ["PIPELINING"];
        _server.Answer = command => command.StartsWith("MAIL", StringComparison.Ordinal) ? Late
            : command.StartsWith("RCPT", StringComparison.Ordinal) ? answer
            : null;
        await using var session = await OpenAsync();
        var delivery = await SendAsync(session);
        Assert.Equal((outcome, code), (delivery.Outcome, delivery.Code));
    }

    [Fact]
    public async Task Both_refused_together_is_the_senders_fault()
    {
        _server.Offers = ["PIPELINING"];
        _server.Answer = command => command.StartsWith("MAIL", StringComparison.Ordinal) ? "553 5.7.1 not owned by user"
            : command.StartsWith("RCPT", StringComparison.Ordinal) ? "503 5.5.1 need MAIL first"
            : null;
        await using var session = await OpenAsync();
        Assert.Equal(
            "Mail:From was refused by 127.0.0.1: 553 5.7.1 not owned by user. Set Mail:From to an address that Smtp:User may send as.",
            (await Assert.ThrowsAsync<TransportUnavailableException>(() => SendAsync(session))).Message);
    }

    [Fact]
    public async Task An_answer_of_many_lines_or_of_ten_thousand_characters_is_one_answer()
    {
        var words = new string('x', 10_000);
        await using var session = await OpenAsync();
        Fail("RCPT", $"550 5.1.1 {words}");
        Assert.Equal(new(DeliveryOutcome.AddressRefused, "RCPT", 550, $"5.1.1 {words}"), await SendAsync(session));
        Fail(
            "RCPT",
            "550-5.1.1 The email account that you tried to reach\r\n550-5.1.1 does not exist. Please try\r\n550 5.1.1 "
            + "double-checking. - gsmtp");
        var delivery = await SendAsync(session);
        Assert.Equal((DeliveryOutcome.AddressRefused, "RCPT", 550), (delivery.Outcome, delivery.Stage, delivery.Code));
        Assert.EndsWith("double-checking. - gsmtp", delivery.Reply, StringComparison.Ordinal);
        Fail(Dot, "250-2.0.0 taken\r\n250 2.0.0 as 1");
        Assert.Equal(DeliveryOutcome.Delivered, (await SendAsync(session)).Outcome);
    }

    [Fact]
    public async Task A_server_that_has_said_goodbye_is_noticed_before_the_next_mail_or_by_it()
    {
        await using var session = await OpenAsync();
        Assert.Equal(DeliveryOutcome.Delivered, (await SendAsync(session)).Outcome);
        await _server.SayGoodbyeAsync();
        Assert.Equal(DeliveryOutcome.SessionEnded, (await SendAsync(session)).Outcome);
        Assert.False(session.IsOpen);
    }

    [Fact]
    public async Task A_farewell_that_is_never_answered_keeps_nobody()
    {
        Fail("QUIT", Hang);
        var session = await OpenAsync();
        Assert.Equal(DeliveryOutcome.Delivered, (await SendAsync(session)).Outcome);
        _options.TimeoutSeconds = 600;
        await session.DisposeAsync();
        Assert.False(session.IsOpen);
    }

    private void LogIn()
    {
        _server.Offers = ["AUTH PLAIN"];
        (_options.User, _options.Password) = ("nhacviec", "hunter2");
    }

    private static int Code(string answer) => int.Parse(answer[..3], System.Globalization.CultureInfo.InvariantCulture);

    private void Welcome(string line, TimeSpan ago)
    {
        var answer = string.Format(System.Globalization.CultureInfo.InvariantCulture, line, TimeProvider.System.GetUtcNow() - ago);
        Fail(Connect, answer);
    }

    // Only a server that says nothing shows how long it is awaited; on a busy machine every other answer may take a while.
    private void AwaitBriefly(string answer)
    {
        if (answer.Contains(Hang, StringComparison.Ordinal))
            (_options.TimeoutSeconds, _options.AnswerTimeoutSeconds) = (2, 2);
    }

    private void Fail(string at, string answer) =>
        _server.Answer = command => command.StartsWith(at, StringComparison.Ordinal) ? answer : null;

    private static Task<Delivery> SendAsync(IMailSession session) => session.SendAsync(Mime, "a@camha.example", "b@camha.example", Token);

    private Task<IMailSession> OpenAsync() => Transport().OpenAsync(Token);

    private SmtpTransport Transport()
    {
        var (options, oauth) = (Options.Create(_options), Options.Create(new OAuthOptions()));
        return new(
            options,
            oauth,
            new AccessTokens(oauth, TimeProvider.System),
            new ServerCertificate(),
            new SmtpGreeting(options),
            new ClockWatch(TimeProvider.System));
    }
}
