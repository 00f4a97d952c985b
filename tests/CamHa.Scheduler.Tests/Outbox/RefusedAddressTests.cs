using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Tests.Infrastructure;

namespace CamHa.Scheduler.Tests.Outbox;

public class RefusedAddressTests : IAsyncLifetime
{
    private const string Own = "doan-xa@camha.example";
    private static readonly DateTime Thursday0730 = new(2022, 6, 16, 7, 30, 0);
    private Service _service = null!;

    public async ValueTask InitializeAsync()
    {
        _service = await Service.StartAsync();
        await _service.ExecuteAsync($"UPDATE Contact SET Phone = '0912 345 678' WHERE Address = '{Own}'");
        await _service.LookAsync("deadlines", Thursday0730);
        _service.Transport.Answer = recipient => recipient == Own
            ? new(DeliveryOutcome.AddressRefused, "RCPT", 550, "5.1.1 no such user")
            : null;
        await _service.DispatchAsync(Thursday0730);
    }

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task The_specialist_is_told_once_with_the_unit_and_its_phone()
    {
        Assert.Equal(1, (await _service.LookAsync("undelivered", Thursday0730.AddMinutes(1))).Messages);
        Assert.Equal(0, (await _service.LookAsync("undelivered", Thursday0730.AddMinutes(2))).Messages);
        await _service.DispatchAsync(Thursday0730.AddMinutes(2));
        var alert = _service.Transport.Mails[^1];
        Assert.Equal("chuyen-trach-ntm@camha.example", alert.Recipient);
        Assert.Contains("Cần gọi điện: 1 thư không đến được người nhận", alert.Subject, StringComparison.Ordinal);
        Assert.Contains("Đoàn", alert.Text, StringComparison.Ordinal);
        Assert.Contains($"điện thoại 0912 345 678: {Own}", alert.Text, StringComparison.Ordinal);
        Assert.Contains("5.1.1 no such user", alert.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_more_is_issued_to_it()
    {
        _service.Transport.Answer = _ => null;
        await _service.RunAsync(Thursday0730.AddMinutes(1), new DateTime(2022, 7, 8, 7, 30, 0));
        Assert.DoesNotContain(_service.Transport.Mails, mail => mail.Recipient == Own);
        Assert.Single(await _service.MessagesAsync(), message => message.Recipient == Own);
    }

    [Fact]
    public async Task A_person_who_knows_it_to_be_right_lets_it_go_again()
    {
        await RetryAsync();
        _service.Transport.Answer = _ => null;
        await _service.DispatchAsync(Thursday0730.AddMinutes(1));
        Assert.Single(_service.Transport.Mails, mail => mail.Recipient == Own);
        // The address is a contact again, so the next step is issued to it.
        await _service.RunAsync(Thursday0730.AddMinutes(1), new DateTime(2022, 7, 8, 7, 30, 0));
        Assert.True(_service.Transport.Mails.Count(mail => mail.Recipient == Own) > 1);
    }

    [Fact]
    public async Task A_mail_that_dies_again_after_a_try_by_hand_is_told_of_again()
    {
        await _service.LookAsync("undelivered", Thursday0730.AddMinutes(1));
        await RetryAsync();
        await _service.DispatchAsync(Thursday0730.AddMinutes(2));
        Assert.Equal(1, (await _service.LookAsync("undelivered", Thursday0730.AddMinutes(3))).Messages);
    }

    // What 'camha outbox retry' does.
    private async Task RetryAsync()
    {
        var dead = Assert.Single(await _service.MessagesAsync(), message => message.State == OutboxState.Dead);
        await using var session = await _service.Database.OpenAsync(Service.Token);
        foreach (var statement in new[] { "outbox/allow-address", "outbox/retry", "outbox/drop-mime" })
            await session.ExecuteAsync(
                statement,
                new { dead.Id, _service.Clock.Now, ExpiresAt = _service.Clock.Now.AddDays(1) },
                Service.Token);
    }
}
