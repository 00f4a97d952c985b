using CamHa.Scheduler.Alerts;
using CamHa.Scheduler.Inbox;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Status;
using CamHa.Scheduler.Tests.Inbox;
using CamHa.Scheduler.Tests.Infrastructure;

namespace CamHa.Scheduler.Tests.Alerts.Checks;

/// <summary>Whether people are told that the mailbox is not read, and that our mails are refused as such.</summary>
public sealed class InboxCheckTests : IAsyncLifetime
{
    private const string Unread = "Không đọc được hộp thư đến, đã hơn một giờ";
    private InboxFolder _inbox = null!;

    private Service Service => _inbox.Service;

    public async ValueTask InitializeAsync() => _inbox = await InboxFolder.StartAsync();

    public ValueTask DisposeAsync() => _inbox.DisposeAsync();

    [Fact]
    public async Task An_hour_without_a_look_is_told_once_and_is_over_with_the_next_look()
    {
        await BeginAsync();
        await _inbox.ReadAsync();
        Later(TimeSpan.FromMinutes(59));
        Assert.DoesNotContain(Unread, await TitlesAsync());
        Later(TimeSpan.FromMinutes(2));
        Assert.Contains(Unread, await TitlesAsync());
        await _inbox.ReadAsync();
        Assert.DoesNotContain(Unread, await TitlesAsync());
    }

    [Fact]
    public async Task A_mailbox_that_was_never_read_since_the_start_is_told_and_a_night_that_was_off_is_not()
    {
        Later(TimeSpan.FromHours(9));
        Assert.DoesNotContain(Unread, await TitlesAsync());
        await BeginAsync();
        Later(TimeSpan.FromMinutes(50));
        Assert.DoesNotContain(Unread, await TitlesAsync());
        Later(TimeSpan.FromMinutes(20));
        Assert.Contains(Unread, await TitlesAsync());
    }

    [Fact]
    public async Task A_refusal_of_our_mails_as_such_is_told_for_a_day_and_closes_no_address()
    {
        foreach (var kind in new[] { NoticeKind.Deadline, NoticeKind.Reminder })
        {
            var sent = await _inbox.SentAsync(kind);
            var mail = await _inbox.ReturnAsync(sent, "5.7.1", "550 5.7.1 Message rejected as spam by content filtering");
            Assert.Equal(InboxState.Bounce, mail.State);
        }

        Assert.Equal(0, await Service.CountAsync("SELECT COUNT(*) FROM RefusedAddress"));
        var problem = Assert.Single(await ProblemsAsync(), each => each.Key == "inbox-refused");
        Assert.StartsWith("2 thư", problem.Remedy, StringComparison.Ordinal);
        Later(TimeSpan.FromHours(25));
        Assert.DoesNotContain(await ProblemsAsync(), each => each.Key == "inbox-refused");
    }

    [Fact]
    public async Task A_reader_who_calls_our_mail_spam_is_told()
    {
        var sent = await _inbox.SentAsync(NoticeKind.Deadline);
        await _inbox.PutAsync(
            $"""
            From: feedback@isp.example
            To: bandieuhanh@camha.example
            Subject: FW: spam
            Message-ID: <f@isp.example>
            Content-Type: multipart/report; report-type=feedback-report; boundary=b

            --b

            A reader called this spam.

            --b
            Content-Type: message/feedback-report

            Feedback-Type: abuse
            User-Agent: isp/1
            Version: 1
            Original-Rcpt-To: {sent.Recipient}

            --b
            Content-Type: text/rfc822-headers

            Message-ID: <{sent.MessageId}>
            To: {sent.Recipient}

            --b--

            """.ReplaceLineEndings("\r\n"));
        Assert.Contains(sent.Recipient, (await _inbox.NewestAsync()).Reason, StringComparison.Ordinal);
        Assert.Contains(await ProblemsAsync(), each => each.Key == "inbox-spam");
    }

    [Fact]
    public async Task Who_is_away_stands_in_the_status_until_that_day_is_over()
    {
        var sent = await _inbox.SentAsync(NoticeKind.Deadline);
        await _inbox.AnswerAsync(sent, "Tôi nghỉ phép, vắng mặt đến 20/6.", more: "Auto-Submitted: auto-replied\r\n");
        var note = await _inbox.NewestAsync();
        Assert.Equal(("Vắng đến 20/6/2022. Máy trả lời tự động.", new DateOnly(2022, 6, 20)), (note.Reason, note.AwayUntil));
        var away = Assert.Single((await StandingAsync()).Away);
        Assert.Equal((sent.Unit, sent.Recipient, new DateOnly(2022, 6, 20)), (away.Unit, away.Sender, away.Until));
        Later(TimeSpan.FromDays(3));
        Assert.Single((await StandingAsync()).Away);
        Later(TimeSpan.FromDays(1));
        Assert.Empty((await StandingAsync()).Away);
    }

    [Fact]
    public async Task The_status_says_when_the_mailbox_was_read_and_what_waits()
    {
        await _inbox.AnswerAsync(await _inbox.SentAsync(NoticeKind.Deadline), "Đã xong", from: "la@be.example");
        var standing = await StandingAsync();
        Assert.Equal((Service.Clock.Now, 1), (standing.LookedAt, standing.Waiting));
    }

    // As the service does when it begins to read.
    private async Task BeginAsync()
    {
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Service.Get<InboxWatch>().RunOnceAsync(stop.Token));
    }

    private void Later(TimeSpan time) => Service.At(Service.Clock.WallClock(Service.Clock.Now) + time);

    private async Task<List<Problem>> ProblemsAsync() =>
        [.. (await Service.Get<Checkup>().FindAsync(Service.Token)).Select(finding => finding.Problem).OfType<Problem>()];

    private async Task<List<string>> TitlesAsync() => (await ProblemsAsync()).ConvertAll(problem => problem.Title);

    private async Task<InboxStanding> StandingAsync()
    {
        await using var session = await Service.Database.OpenSnapshotAsync(Service.Token);
        return (await Service.Get<StatusReader>().ReadAsync(session, Service.Token)).Inbox!;
    }
}
