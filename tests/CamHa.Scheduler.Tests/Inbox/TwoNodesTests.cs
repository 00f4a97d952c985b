using CamHa.Scheduler.Inbox;
using CamHa.Scheduler.Inbox.Sources;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Tests.Infrastructure;

namespace CamHa.Scheduler.Tests.Inbox;

/// <summary>Two nodes that read one mailbox over one database at the same moment.</summary>
public sealed class TwoNodesTests
{
    private const int Mails = 50;

    [Fact]
    public async Task Fifty_mails_are_each_kept_decided_and_acknowledged_once()
    {
        await using var inbox = await InboxFolder.StartAsync("Answers:PerDay=100");
        await using var other = inbox.Service.Another("Inbox:Source=folder", $"Inbox:Folder={inbox.Path}", "Answers:PerDay=100");
        var sent = await inbox.SentAsync(NoticeKind.Reminder);
        for (var number = 1; number <= Mails; number++)
        {
            var file = Path.Combine(inbox.Path, $"{number}.eml");
            await File.WriteAllTextAsync(
                file,
                $"From: {sent.Recipient}\r\nTo: bandieuhanh@camha.example\r\nSubject: Re: báo cáo\r\nMessage-ID: <{number}@phone>\r\n"
                + $"In-Reply-To: <{sent.MessageId}>\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
                + $"1. Kết quả: đã làm {number} m rãnh\r\n2. Khó khăn: không\r\n",
                Service.Token);
            File.SetLastWriteTimeUtc(file, inbox.Service.Clock.Now.UtcDateTime);
        }

        var acknowledged = await inbox.Service.CountAsync("SELECT COUNT(*) FROM OutboxMessage WHERE Kind = 'Acknowledgement'");
        await Task.WhenAll(KeepAsync(inbox.Service), KeepAsync(other));
        // Both hold the same list, and meet at each mail of it; now one comes first, now the other.
        var decided = new int[2];
        foreach (var (at, mail) in (await UndecidedAsync(inbox.Service)).Index())
        {
            Service[] nodes = at % 2 == 0 ? [inbox.Service, other] : [other, inbox.Service];
            var states = await Task.WhenAll(nodes.Select(node => DecideAsync(node, mail)));
            Assert.Single(states, state => state is not null);
            decided[(Array.FindIndex(states, state => state is not null) + at) % 2]++;
        }

        Assert.Equal(Mails, decided.Sum());
        // Both took part: otherwise this proves nothing.
        Assert.All(decided, count => Assert.NotEqual(0, count));
        Assert.All(await Task.WhenAll(DecideRestAsync(inbox.Service), DecideRestAsync(other)), count => Assert.Equal(0, count));
        Assert.Equal(Mails, await inbox.Service.CountAsync("SELECT COUNT(*) FROM InboxMail WHERE State = 'Applied' AND GestureId > 0"));
        // What the other had kept before is noted by its place, and by nothing of it.
        Assert.Equal(Mails, await inbox.Service.CountAsync("SELECT COUNT(*) FROM InboxMail WHERE State <> 'Foreign'"));
        Assert.Equal(Mails, await inbox.Service.CountAsync("SELECT COUNT(*) FROM InboxMime"));
        Assert.Equal(Mails, await inbox.Service.CountAsync("SELECT COUNT(DISTINCT GestureId) FROM InboxMail"));
        Assert.Equal(Mails, await inbox.Service.CountAsync("SELECT COUNT(*) FROM Gesture WHERE Way = 'Mail'"));
        Assert.Equal(Mails, await inbox.Service.CountAsync("SELECT COUNT(*) FROM SubmissionOrigin WHERE Channel = 'Mail'"));
        Assert.Equal(
            acknowledged + Mails, await inbox.Service.CountAsync("SELECT COUNT(*) FROM OutboxMessage WHERE Kind = 'Acknowledgement'"));
    }

    private static Task KeepAsync(Service node) => Task.Run(async () =>
    {
        var source = node.Get<IMailboxSource>();
        await using var mailbox = await source.OpenAsync(Service.Token);
        await node.Get<InboxLook>().ReadAsync(source.Name, mailbox, Service.Token);
    });

    private static async Task<List<UndecidedMail>> UndecidedAsync(Service node)
    {
        await using var session = await node.Database.OpenAsync(Service.Token);
        return await session.QueryAsync<UndecidedMail>("inbox/undecided", new { Count = 2 * Mails }, Service.Token);
    }

    private static Task<InboxState?> DecideAsync(Service node, UndecidedMail mail) => Task.Run(() => node.Database.WriteAsync(
        session => node.Get<InboxDecider>().DecideAsync(session, mail, Service.Token), Service.Token));

    private static Task<int> DecideRestAsync(Service node) => Task.Run(() => node.Get<InboxDecider>().DecideAsync(Service.Token));
}
