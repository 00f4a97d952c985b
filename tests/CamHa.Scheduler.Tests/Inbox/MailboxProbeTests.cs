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
        var transport = _inbox.Service.Transport;
        transport.AfterTaking = _ => File.WriteAllBytes(Path.Combine(_inbox.Path, "probe.eml"), transport.Mails[^1].Bytes);
        var answer = await Probe.SendAsync(TimeSpan.FromSeconds(30), Service.Token);
        Assert.Equal("hopthu@camha.example", answer.Address);
        Assert.NotNull(answer.Took);
        await _inbox.ReadAsync();
        Assert.Empty(await _inbox.ListedAsync());
    }

    [Fact]
    public async Task A_probe_that_does_not_arrive_is_waited_for_no_longer_than_said()
    {
        var answer = await Probe.SendAsync(TimeSpan.FromMilliseconds(50), Service.Token);
        Assert.Null(answer.Took);
        Assert.Contains("Thư rác", answer.Fault!.Vietnamese, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_probe_that_the_server_refuses_says_so()
    {
        _inbox.Service.Transport.Answer = _ => new(DeliveryOutcome.AddressRefused, "RCPT", 550, "no such user");
        var answer = await Probe.SendAsync(TimeSpan.FromSeconds(5), Service.Token);
        Assert.Contains("550 no such user", answer.Fault!.English, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_probe_that_comes_back_closes_nobodys_address()
    {
        var sent = await _inbox.SentAsync(NoticeKind.Deadline);
        var domain = _inbox.Service.Get<IOptions<MailOptions>>().Value.Domain;
        await _inbox.ReceiveBounceAsync($"probe.0@{domain}", sent.Recipient, "5.1.1", "550 5.1.1 User unknown");
        Assert.Empty(await _inbox.ListedAsync());
    }
}
