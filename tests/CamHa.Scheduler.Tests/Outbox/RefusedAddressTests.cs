using CamHa.Scheduler.Alerts;
using CamHa.Scheduler.Changes;
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
    public async Task An_address_is_opened_again_by_one_entry_of_the_record_and_its_mails_go_on()
    {
        _service.Transport.Answer = _ => null;
        await _service.LookAsync("deadlines", Thursday0730.AddMinutes(1));
        await _service.DispatchAsync(Thursday0730.AddMinutes(1));
        Assert.DoesNotContain(_service.Transport.Mails, mail => mail.Recipient == Own);

        var shown = await ReopenAsync(isDryRun: true);
        Assert.Null(shown.Made.Id);
        Assert.Equal(1, await _service.CountAsync("SELECT COUNT(*) FROM RefusedAddress"));
        var reopened = await ReopenAsync();
        Assert.Equal(1, reopened.Mails);
        Assert.All(reopened.Made.Entries, entry => Assert.Equal((ThingKind.ClosedAddress, Own), (entry.Thing.Kind, entry.Thing.Item)));
        Assert.Equal(0, await _service.CountAsync("SELECT COUNT(*) FROM RefusedAddress"));
        Assert.Equal(0, await _service.CountAsync("SELECT COUNT(*) FROM DeliveryFailure WHERE ForgottenAt IS NULL"));
        await _service.DispatchAsync(Thursday0730.AddMinutes(2));
        Assert.Single(_service.Transport.Mails, mail => mail.Recipient == Own);
        await Assert.ThrowsAsync<ChangeRefusedException>(() => ReopenAsync());

        // It is a change like any other: taken back, the address is closed as it was.
        await _service.Get<PlanChanges>().UndoAsync(
            reopened.Made.Id!.Value, Gesture.AtConsole(), isDryRun: false, Service.Token);
        Assert.Equal("5.1.1 no such user", await _service.ReadAsync($"SELECT Reply FROM RefusedAddress WHERE Address = '{Own}'"));
    }

    [Fact]
    public async Task Opened_closed_again_by_an_undo_and_opened_once_more_it_says_nothing_twice()
    {
        _service.Transport.Answer = _ => null;
        var first = await ReopenAsync();
        await _service.DispatchAsync(Thursday0730.AddMinutes(1));
        var undone = await UndoAsync(first.Made.Id!.Value);
        await _service.LookAsync("reminders", Thursday0730.AddMinutes(2));
        var second = await ReopenAsync();
        Assert.Equal(0, second.Mails);
        await UndoAsync(second.Made.Id!.Value);
        // What was taken back is not taken back again.
        await Assert.ThrowsAsync<ChangeRefusedException>(() => UndoAsync(first.Made.Id!.Value));
        await UndoAsync(undone);
        await _service.DispatchAsync(Thursday0730.AddMinutes(3));
        Assert.Single(_service.Transport.Mails, mail => mail.Recipient == Own);

        // Dead once more, it is closed once more, at once: nothing of what was forgotten is needed for it.
        _service.Transport.Answer = recipient => recipient == Own
            ? new(DeliveryOutcome.AddressRefused, "RCPT", 550, "5.1.1 still nobody") : null;
        await _service.ExecuteAsync("DELETE FROM RefusedAddress");
        await _service.LookAsync("reminders", new DateTime(2022, 6, 17, 8, 0, 0));
        await _service.DispatchAsync(new DateTime(2022, 6, 17, 8, 0, 0));
        Assert.Equal("5.1.1 still nobody", await _service.ReadAsync($"SELECT Reply FROM RefusedAddress WHERE Address = '{Own}'"));
    }

    [Fact]
    public async Task Of_two_who_open_it_at_once_one_does()
    {
        _service.Transport.Answer = _ => null;
        var tries = await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            try
            {
                return (await ReopenAsync()).Mails;
            }
            catch (ChangeRefusedException)
            {
                return 0;
            }
        }));
        Assert.Equal(1, tries.Sum());
        Assert.Equal(1, await _service.CountAsync("SELECT COUNT(DISTINCT GestureId) FROM ChangeEntry WHERE Kind = 'ClosedAddress'"));
        await _service.DispatchAsync(Thursday0730.AddMinutes(1));
        Assert.Single(_service.Transport.Mails, mail => mail.Recipient == Own);
    }

    [Fact]
    public async Task Sending_its_mail_again_is_an_entry_of_the_record_too()
    {
        await RetryAsync();
        Assert.Equal(1, await _service.CountAsync("SELECT COUNT(DISTINCT GestureId) FROM ChangeEntry WHERE Kind = 'ClosedAddress'"));
        Assert.Equal(0, await _service.CountAsync("SELECT COUNT(*) FROM RefusedAddress"));
    }

    [Fact]
    public async Task The_alert_names_how_to_replace_it_and_how_to_open_it_again()
    {
        await _service.LookAsync("undelivered", Thursday0730.AddMinutes(1));
        await _service.DispatchAsync(Thursday0730.AddMinutes(2));
        var text = _service.Transport.Mails[^1].Text;
        Assert.Contains($"camha contact replace DTN ĐỊA-CHỈ-MỚI --old {Own}", text, StringComparison.Ordinal);
        Assert.Contains($"camha contact reopen {Own}", text, StringComparison.Ordinal);
        Assert.DoesNotContain("outbox retry", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(DeliveryOutcome.Refused, "DATA", 554, "5.7.1 rejected as spam", "Policy")]
    [InlineData(DeliveryOutcome.Refused, "RCPT", 550, "5.4.1 go away", "Other")]
    public async Task A_mail_that_is_refused_as_such_stands_in_the_record_and_closes_nothing(
        DeliveryOutcome outcome, string stage, int code, string reply, string kind)
    {
        await RetryAsync();
        await _service.ExecuteAsync("DELETE FROM DeliveryFailure");
        _service.Transport.Answer = recipient => recipient == Own ? new(outcome, stage, code, reply) : null;
        await _service.DispatchAsync(Thursday0730.AddMinutes(3));
        Assert.DoesNotContain(_service.Transport.Mails, mail => mail.Recipient == Own);
        Assert.Equal(kind, await _service.ReadAsync("SELECT Class FROM DeliveryFailure WHERE Way = 'Smtp' AND IsHard = 0"));
        Assert.Equal(0, await _service.CountAsync("SELECT COUNT(*) FROM RefusedAddress"));
        var problems = (await _service.Get<Checkup>().FindAsync(Service.Token)).Select(finding => finding.Problem?.Key);
        Assert.Equal(kind == "Policy", problems.Contains("inbox-refused"));
    }

    [Fact]
    public async Task A_mail_that_dies_again_after_a_try_by_hand_is_told_of_again()
    {
        await _service.LookAsync("undelivered", Thursday0730.AddMinutes(1));
        await RetryAsync();
        await _service.DispatchAsync(Thursday0730.AddMinutes(2));
        Assert.Equal(1, (await _service.LookAsync("undelivered", Thursday0730.AddMinutes(3))).Messages);
    }

    private async Task<long> UndoAsync(long change) => (await _service.Get<PlanChanges>().UndoAsync(
        change, Gesture.AtConsole(), isDryRun: false, Service.Token)).Id!.Value;

    private Task<ReopenedAddress> ReopenAsync(bool isDryRun = false) =>
        _service.Get<ClosedAddresses>().ReopenAsync(null, Own, Gesture.AtConsole(), isDryRun, Service.Token);

    // What 'camha outbox retry' does.
    private async Task RetryAsync()
    {
        var dead = Assert.Single(await _service.MessagesAsync(), message => message.State == OutboxState.Dead);
        await _service.Get<OutboxDecisions>().MakeAsync(OutboxDecision.Retry, [dead.Id], Gesture.AtConsole(), Service.Token);
    }
}
