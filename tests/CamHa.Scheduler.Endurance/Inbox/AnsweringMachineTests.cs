using CamHa.Scheduler.Endurance.Infrastructure;
using CamHa.Scheduler.Inbox;
using CamHa.Scheduler.Inbox.Sources;
using CamHa.Scheduler.Tests.Infrastructure;
using Dapper;
using MimeKit;

namespace CamHa.Scheduler.Endurance.Inbox;

/// <summary>The service and a machine that answers every mail, with Postfix and Dovecot between them.</summary>
public sealed class AnsweringMachineTests(MailServers servers) : IClassFixture<MailServers>, IAsyncLifetime
{
    private Service? _service;

    public async ValueTask InitializeAsync() => await servers.BeginAsync();

    public async ValueTask DisposeAsync()
    {
        if (_service is not null)
            await _service.DisposeAsync();
    }

    /// <summary>A vacation responder says that it is one, and answers whatever comes; an old one says nothing.</summary>
    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 1)]
    public async Task Two_machines_talk_for_one_round_at_the_most(bool saysSo, int acknowledgements)
    {
        var service = _service = await Service.StartAsync(
            smtp => smtp, [.. servers.Settings("starttls"), .. servers.InboxSettings("imap"), $"Mail:ReplyTo={MailServers.User}"]);
        var machine = await ReadAsync(service, "SELECT MIN(Address) FROM Contact WHERE Role = 'To' AND Address LIKE 'nong-dan@%'");
        await service.RunAsync(Service.Start, Service.Start.AddDays(4));
        // The servers live in their own time.
        service.At(TimeProvider.System.GetUtcNow().UtcDateTime);
        var answered = new HashSet<string>();
        for (var round = 0; round < 5; round++)
        {
            foreach (var mail in (await servers.ReadAsync()).Where(mail => mail.Mailbox == machine).Select(mail => mail.Message).ToList())
            {
                if (answered.Add(mail.MessageId!))
                    await AnswerAsync(machine, mail, saysSo);
            }

            await servers.SettledAsync();
            var source = service.Get<IMailboxSource>();
            await using (var mailbox = await source.OpenAsync(Service.Token))
                await service.Get<InboxLook>().ReadAsync(source.Name, mailbox, Service.Token);
            await service.Get<InboxDecider>().DecideAsync(Service.Token);
            await service.DispatchAsync();
        }

        Assert.NotEmpty(answered);
        Assert.Equal($"{answered.Count}", await ReadAsync(service, "SELECT COUNT(*) FROM InboxMail WHERE State <> 'Foreign'"));
        Assert.Equal(
            $"{acknowledgements}", await ReadAsync(service, "SELECT COUNT(*) FROM OutboxMessage WHERE Kind = 'Acknowledgement'"));
        Assert.Equal("0", await ReadAsync(service, "SELECT COUNT(*) FROM Gesture WHERE Way = 'Mail'"));
    }

    private async Task AnswerAsync(string machine, MimeMessage mail, bool saysSo)
    {
        using var answer = new MimeMessage(
            [MailboxAddress.Parse(machine)],
            [MailboxAddress.Parse(MailServers.User)],
            $"Re: {mail.Subject}",
            new TextPart("plain") { Text = "Cảm ơn quý đơn vị đã gửi thư. Chúng tôi sẽ trả lời trong thời gian sớm nhất." });
        answer.InReplyTo = mail.MessageId;
        if (saysSo)
            answer.Headers.Add("Auto-Submitted", "auto-replied (vacation)");
        await servers.SubmitAsync(answer, saysSo ? null : MailboxAddress.Parse(machine));
    }

    private static async Task<string> ReadAsync(Service service, string sql)
    {
        await using var session = await service.Database.OpenAsync(Service.Token);
        return $"{await session.Connection.ExecuteScalarAsync<object>(sql)}";
    }
}
