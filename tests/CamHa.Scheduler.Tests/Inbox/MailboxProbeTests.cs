using CamHa.Scheduler.Inbox;
using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Tests.Infrastructure;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Tests.Inbox;

/// <summary>The mail by which somebody tries whether answers would be read.</summary>
public sealed class MailboxProbeTests : IAsyncLifetime
{
    private InboxFolder _inbox = null!;

    private MailboxProbe Probe => _inbox.Service.Get<MailboxProbe>();

    public async ValueTask InitializeAsync() => _inbox = await InboxFolder.StartAsync("Mail:ReplyTo=hopthu@camha.example");

    public ValueTask DisposeAsync() => _inbox.DisposeAsync();

    [Fact]
    public async Task A_probe_that_arrives_is_found_and_stands_in_no_list()
    {
        Deliver(_ => true);
        var answer = await Probe.SendAsync(TimeSpan.FromSeconds(30), isOnPage: false, Service.Token);
        Assert.Equal("hopthu@camha.example", answer.Address);
        Assert.NotNull(answer.Took);
        await _inbox.ReadAsync();
        Assert.Empty(await _inbox.ListedAsync());
    }

    [Fact]
    public async Task A_probe_that_does_not_arrive_is_waited_for_no_longer_than_said()
    {
        var answer = await Probe.SendAsync(TimeSpan.FromMilliseconds(50), isOnPage: false, Service.Token);
        Assert.Null(answer.Took);
        Assert.Contains("Thư rác", answer.Fault!.Vietnamese, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_probe_that_the_server_refuses_says_so()
    {
        _inbox.Service.Transport.Answer = _ => new(DeliveryOutcome.AddressRefused, "RCPT", 550, "no such user");
        var answer = await Probe.SendAsync(TimeSpan.FromSeconds(5), isOnPage: false, Service.Token);
        Assert.Contains("550 no such user", answer.Fault!.English, StringComparison.Ordinal);
    }

    /// <summary>
    /// Answers are asked for at addresses with a plus where the setting wants them and a probe has found them; a later one takes that back.
    /// </summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Plus_addresses_are_used_from_a_probe_that_finds_them_to_one_that_does_not(bool isWanted)
    {
        await using var service = _inbox.Service.Another(
            "Inbox:Source=folder", $"Inbox:Folder={_inbox.Path}", $"Inbox:PlusAddresses={isWanted}", "Mail:ReplyTo=HopThu@camha.example");
        var probe = service.Get<MailboxProbe>();
        Assert.DoesNotContain('+', await ReplyToAsync(service));
        Deliver(service, _ => true);
        var answer = await probe.SendAsync(TimeSpan.FromSeconds(30), isOnPage: false, Service.Token);
        Assert.Matches("^HopThu\\+THU-[0-9A-Z]{7}@camha.example$", answer.Plus!.Address);
        Assert.NotNull(answer.Plus.Took);
        Assert.Equal(isWanted, (await ReplyToAsync(service)).Contains("+NTM-", StringComparison.Ordinal));
        Deliver(service, mail => !mail.Recipient.Contains('+', StringComparison.Ordinal));
        answer = await probe.SendAsync(TimeSpan.FromSeconds(3), isOnPage: false, Service.Token);
        Assert.NotNull(answer.Took);
        Assert.Contains("không thấy thư gửi đến HopThu+THU-", answer.Plus!.Fault!.Vietnamese, StringComparison.Ordinal);
        Assert.DoesNotContain('+', await ReplyToAsync(service));
    }

    [Fact]
    public async Task A_plus_address_that_the_server_refuses_is_told_at_once_and_the_mailbox_is_found_all_the_same()
    {
        Deliver(_ => true);
        _inbox.Service.Transport.Answer = recipient => recipient.Contains('+', StringComparison.Ordinal)
            ? new(DeliveryOutcome.AddressRefused, "RCPT", 550, "no such user") : null;
        var answer = await Probe.SendAsync(TimeSpan.FromSeconds(30), isOnPage: false, Service.Token);
        Assert.NotNull(answer.Took);
        Assert.Contains("550 no such user", answer.Plus!.Fault!.English, StringComparison.Ordinal);
        Assert.Equal(1, await _inbox.Service.CountAsync(
            "SELECT COUNT(*) FROM MailboxProbe WHERE FoundAt IS NOT NULL AND PlusFoundAt IS NULL"));
    }

    [Fact]
    public async Task A_probe_that_may_not_leave_takes_nothing_back()
    {
        Deliver(_ => true);
        await Probe.SendAsync(TimeSpan.FromSeconds(30), isOnPage: false, Service.Token);
        await _inbox.Service.ExecuteAsync("INSERT INTO SendingPause (Id, Since, Machine) VALUES (1, '2022-06-17T00:00:00.000Z', 'x')");
        var answer = await Probe.SendAsync(TimeSpan.FromSeconds(30), isOnPage: false, Service.Token);
        Assert.False(answer.IsSent);
        Assert.Equal(1, await _inbox.Service.CountAsync("SELECT COUNT(*) FROM MailboxProbe WHERE PlusFoundAt IS NOT NULL"));
    }

    [Fact]
    public async Task A_probe_that_comes_back_closes_nobodys_address()
    {
        var sent = await _inbox.SentAsync(NoticeKind.Deadline);
        var domain = _inbox.Service.Get<IOptions<MailOptions>>().Value.Domain;
        await _inbox.ReceiveBounceAsync($"probe.0@{domain}", sent.Recipient, "5.1.1", "550 5.1.1 User unknown");
        Assert.Empty(await _inbox.ListedAsync());
    }

    private void Deliver(Func<Taken, bool> arrives) => Deliver(_inbox.Service, arrives);

    private void Deliver(Service service, Func<Taken, bool> arrives)
    {
        var transport = service.Transport;
        transport.AfterTaking = _ =>
        {
            if (arrives(transport.Mails[^1]))
                File.WriteAllBytes(Path.Combine(_inbox.Path, $"probe-{Guid.NewGuid():N}.eml"), transport.Mails[^1].Bytes);
        };
    }

    // Of a mail that leaves again, as it would leave now.
    private async Task<string> ReplyToAsync(Service service)
    {
        var sent = await _inbox.SentAsync(NoticeKind.Deadline);
        await service.ExecuteAsync(
            "UPDATE OutboxMessage SET State = 'Pending', FinishedAt = NULL, ExpiresAt = '2022-06-18T00:00:00.000Z' WHERE Id = " + sent.Id);
        await service.DispatchAsync(service.Clock.WallClock(service.Clock.Now));
        using var mime = MimeKit.MimeMessage.Load(new MemoryStream(service.Transport.Mails[^1].Bytes), Service.Token);
        return Assert.Single(mime.ReplyTo.Mailboxes).Address;
    }
}
