using CamHa.Scheduler.Alerts;
using CamHa.Scheduler.Inbox;
using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Tests.Infrastructure;

namespace CamHa.Scheduler.Tests.Inbox;

/// <summary>What a mail that came back does to the address, and what proves that the address is alive.</summary>
public sealed class BounceRecordTests : IAsyncLifetime
{
    private const string Dead = "550 5.1.1 User unknown";
    private InboxFolder _inbox = null!;

    private Service Service => _inbox.Service;

    public async ValueTask InitializeAsync() => _inbox = await InboxFolder.StartAsync();

    public ValueTask DisposeAsync() => _inbox.DisposeAsync();

    [Fact]
    public async Task The_second_mail_that_comes_back_within_a_week_closes_the_address()
    {
        var (first, second) = await TwoAsync();
        await _inbox.ReturnAsync(first, "5.1.1", Dead);
        await _inbox.ReturnAsync(first, "5.1.1", Dead);
        Assert.Equal(0, await ClosedAsync());
        await _inbox.ReturnAsync(second, "5.1.1", Dead);
        Assert.Equal(1, await ClosedAsync());
        Assert.Equal(2, await Service.CountAsync("SELECT COUNT(*) FROM DeliveryFailure WHERE Way = 'Mail' AND IsHard = 1"));
    }

    [Fact]
    public async Task A_mail_that_came_back_eight_days_ago_counts_no_more()
    {
        var (first, second) = await TwoAsync();
        await _inbox.ReturnAsync(first, "5.1.1", Dead);
        Later(TimeSpan.FromDays(8));
        await _inbox.ReturnAsync(second, "5.1.1", Dead);
        Assert.Equal(0, await ClosedAsync());
    }

    [Fact]
    public async Task A_proven_answer_from_the_address_forgets_what_was_said_of_it()
    {
        var (first, second) = await TwoAsync();
        await _inbox.ReturnAsync(first, "5.1.1", Dead);
        Later(TimeSpan.FromHours(1));
        await _inbox.AnswerAsync(first, "Đã xong rồi ạ");
        Assert.Equal(0, await Service.CountAsync("SELECT COUNT(*) FROM DeliveryFailure WHERE ForgottenAt IS NULL"));
        await _inbox.ReturnAsync(second, "5.1.1", Dead);
        Assert.Equal(0, await ClosedAsync());
    }

    [Fact]
    public async Task An_answer_that_only_says_to_be_from_there_forgets_nothing()
    {
        var (first, _) = await TwoAsync();
        await _inbox.ReturnAsync(first, "5.1.1", Dead);
        Later(TimeSpan.FromHours(1));
        await _inbox.ReceiveAsync(first.Recipient, "Đã xong rồi ạ");
        Assert.Equal(1, await Service.CountAsync("SELECT COUNT(*) FROM DeliveryFailure WHERE ForgottenAt IS NULL"));
    }

    /// <summary>Servers try for five days: what has not come back by then has arrived.</summary>
    [Fact]
    public async Task A_mail_taken_later_forgets_the_soft_failures()
    {
        var (first, second) = await TwoAsync();
        await _inbox.ReturnAsync(first, "5.2.2", "552 5.2.2 Mailbox full");
        var failing = Assert.Single(await FailingAsync());
        Assert.Equal((first.Recipient, FailureClass.Full, false), (failing.Address, failing.Class, failing.IsClosed));
        Later(TimeSpan.FromHours(1));
        await Service.ExecuteAsync(
            $"UPDATE OutboxMessage SET CreatedAt = '{At()}', FinishedAt = '{At()}' WHERE Id = {second.Id}");
        Later(TimeSpan.FromDays(4));
        Assert.Single(await FailingAsync());
        Later(TimeSpan.FromDays(1));
        Assert.Empty(await FailingAsync());

        string At() => Service.Clock.Now.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task A_mail_that_is_still_tried_may_yet_arrive()
    {
        var (first, _) = await TwoAsync();
        await _inbox.ReturnAsync(first, "4.4.1", "connection timed out", "delayed");
        Assert.Equal("Sent", await Service.ReadAsync($"SELECT State FROM OutboxMessage WHERE Id = {first.Id}"));
        Assert.Equal("Delayed", await Service.ReadAsync("SELECT Class FROM DeliveryFailure"));
    }

    [Fact]
    public async Task A_forged_report_that_names_no_mail_of_ours_closes_nobody()
    {
        var (first, _) = await TwoAsync();
        for (var i = 0; i < 3; i++)
            await _inbox.ReceiveBounceAsync($"{i}@forged.example", first.Recipient, "5.1.1", $"{Dead} {i}");
        Assert.Equal(0, await ClosedAsync());
        Assert.Equal(0, await Service.CountAsync("SELECT COUNT(*) FROM DeliveryFailure WHERE Way <> 'Claim'"));
    }

    [Fact]
    public async Task Challenges_and_lists_are_no_failures()
    {
        var (first, _) = await TwoAsync();
        var challenge = await _inbox.ReceiveAsync(
            first.Recipient,
            "Your message was not delivered. Please click the link below to confirm that you are a person: http://x.example",
            $"In-Reply-To: <{first.MessageId}>\r\n",
            "Please confirm your message");
        Assert.NotEqual(InboxState.Bounce, challenge.State);
        var list = await _inbox.ReceiveAsync(first.Recipient, "Bản tin tháng này", "List-Id: <tin.example>\r\n", "Bản tin");
        Assert.NotEqual(InboxState.Bounce, list.State);
        Assert.Equal(0, await Service.CountAsync("SELECT COUNT(*) FROM DeliveryFailure"));
    }

    [Fact]
    public async Task A_refusal_as_spam_did_not_arrive_and_is_our_problem()
    {
        var (first, _) = await TwoAsync();
        await _inbox.ReturnAsync(first, "5.7.1", "550 5.7.1 Message rejected as spam by content filtering");
        Assert.Equal("Dead", await Service.ReadAsync($"SELECT State FROM OutboxMessage WHERE Id = {first.Id}"));
        Assert.Equal(0, await ClosedAsync());
        Assert.Empty(await FailingAsync());
        Assert.Contains(
            (await Service.Get<Checkup>().FindAsync(Service.Token)).Select(finding => finding.Problem?.Key), key => key == "inbox-refused");
    }

    [Fact]
    public async Task A_mailbox_that_hands_on_to_a_dead_one_was_closed_for_it()
    {
        var (first, second) = await TwoAsync();
        foreach (var sent in new[] { first, second })
            await _inbox.ReturnAsync(sent with { Recipient = "truong.thon.cu@gmail.example" }, "5.1.1", Dead);
        Assert.Equal(0, await ClosedAsync());
        // The specialist is told all the same.
        Assert.Equal("Dead", await Service.ReadAsync($"SELECT State FROM OutboxMessage WHERE Id = {first.Id}"));
        Assert.Equal(first.Recipient, Assert.Single(await FailingAsync()).Address);
    }

    [Fact]
    public async Task A_report_in_other_letters_is_of_the_same_address()
    {
        var (first, second) = await TwoAsync();
        foreach (var sent in new[] { first, second })
            await _inbox.ReturnAsync(sent with { Recipient = sent.Recipient.ToUpperInvariant() }, "5.1.1", Dead);
        Assert.Equal(1, await ClosedAsync());
    }

    // Two mails that went to one address.
    private async Task<(SentMail First, SentMail Second)> TwoAsync()
    {
        var (first, second) = (await _inbox.SentAsync(NoticeKind.Deadline), await _inbox.SentAsync(NoticeKind.Reminder));
        await Service.ExecuteAsync($"UPDATE OutboxMessage SET Recipient = '{first.Recipient}' WHERE Id = {second.Id}");
        return (first, second with { Recipient = first.Recipient });
    }

    private Task<long> ClosedAsync() => Service.CountAsync("SELECT COUNT(*) FROM RefusedAddress");

    private void Later(TimeSpan time) => Service.At(Service.Clock.WallClock(Service.Clock.Now) + time);

    private async Task<IReadOnlyList<FailingAddress>> FailingAsync()
    {
        await using var session = await Service.Database.OpenAsync(Service.Token);
        return await FailingAddress.AllAsync(session, Service.Clock.Now, Service.Token);
    }
}
