using System.Diagnostics;
using CamHa.Scheduler.Inbox.Deciding;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Tests.Infrastructure;

namespace CamHa.Scheduler.Tests.Inbox;

/// <summary>One address that does not stop.</summary>
public sealed class SenderFloodTests : IAsyncLifetime
{
    private const int Mails = 400;

    private InboxFolder _inbox = null!;

    public async ValueTask InitializeAsync() => _inbox = await InboxFolder.StartAsync();

    public ValueTask DisposeAsync() => _inbox.DisposeAsync();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Who_sends_without_end_fills_neither_plan_nor_mailbox_and_delays_nobody(bool isAnswer)
    {
        var sent = await _inbox.SentAsync(NoticeKind.Deadline, assignments: 1);
        var other = Assert.Single(await _inbox.QueryAsync<SentMail>(
            "SELECT MIN(Id) AS Id, MIN(Recipient) AS Recipient FROM OutboxMessage WHERE Kind = 'Reminder' AND State = 'Sent' "
            + "AND RecipientRole = 'To' AND Recipient <> @Recipient AND Id = (SELECT MAX(Id) FROM OutboxMessage WHERE Kind = 'Reminder' "
            + "AND State = 'Sent' AND RecipientRole = 'To' AND Recipient <> @Recipient)",
            new { sent.Recipient }));
        for (var number = 1; number <= Mails; number++)
            await WriteAsync(number, sent.Recipient, $"{sent.Code} được {number % 90}%", isAnswer ? sent.MessageId : "");
        await WriteAsync(Mails + 1, other.Recipient, "Tuần này không phát sinh.", "");
        var watch = Stopwatch.StartNew();
        await _inbox.ReadAsync();
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(30), $"{watch.Elapsed}");
        Assert.Equal(Mails + 1, await CountAsync("State IN ('Applied', 'Triage')"));
        Assert.Equal(SenderLimit.MostADay, await CountAsync($"Sender = '{sent.Recipient}' AND State = 'Applied'"));
        Assert.Equal(Mails - SenderLimit.MostADay, await CountAsync("State = 'Triage' AND Reason LIKE 'Quá 200 thư một ngày%'"));
        Assert.Equal(5, await _inbox.Service.CountAsync(
            $"SELECT COUNT(*) FROM OutboxMessage WHERE Kind = 'Acknowledgement' AND Recipient = '{sent.Recipient}'"));
        Assert.Equal(1, await CountAsync($"Sender = '{other.Recipient}' AND State = 'Applied'"));
        Assert.Contains("không phát sinh", (await _inbox.LastMailAsync(other.Recipient)).Text, StringComparison.Ordinal);
    }

    private Task<long> CountAsync(string which) => _inbox.Service.CountAsync($"SELECT COUNT(*) FROM InboxMail WHERE {which}");

    private async Task WriteAsync(int number, string from, string text, string answered)
    {
        var file = Path.Combine(_inbox.Path, $"{number:0000}.eml");
        await File.WriteAllTextAsync(
            file,
            $"From: {from}\r\nTo: bandieuhanh@camha.example\r\nSubject: Re: x\r\nMessage-ID: <{number}@phone>\r\n"
            + (answered.Length > 0 ? $"In-Reply-To: <{answered}>\r\n" : "")
            + $"Date: Fri, 17 Jun 2022 09:10:00 +0700\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{text}\r\n",
            Service.Token);
        File.SetLastWriteTimeUtc(file, _inbox.Service.Clock.Now.UtcDateTime);
    }
}
