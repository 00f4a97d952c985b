using CamHa.Scheduler.Endurance.Infrastructure;
using CamHa.Scheduler.Inbox;
using CamHa.Scheduler.Inbox.Sources;
using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Tests.Infrastructure;
using CamHa.Scheduler.Text;
using Dapper;
using MailKit;
using MailKit.Net.Imap;
using MimeKit;

namespace CamHa.Scheduler.Endurance.Inbox;

/// <summary>A mailbox of Dovecot, read over IMAP and POP3.</summary>
public sealed class MailboxTests(MailServers servers) : IClassFixture<MailServers>, IAsyncLifetime
{
    private Service? _service;
    private string _contact = "";

    public async ValueTask InitializeAsync() => await servers.BeginAsync();

    public async ValueTask DisposeAsync()
    {
        if (_service is not null)
            await _service.DisposeAsync();
    }

    [Theory]
    [InlineData("imaps")]
    [InlineData("imap")]
    [InlineData("pop3")]
    public async Task New_mails_are_kept_once_and_the_mailbox_is_as_it_was(string port)
    {
        var service = await StartAsync(port);
        using var owner = await servers.OpenMailboxAsync();
        await PutAsync(owner, _contact, "Báo cáo tuần 24");
        await PutAsync(owner, "ban@be.example", "Cuối tuần đi câu");
        Assert.Equal(1, await LookAsync(service));
        await PutAsync(owner, _contact, "T04 xong");
        Assert.Equal(1, await LookAsync(service));
        Assert.Equal(0, await LookAsync(service));
        Assert.Equal(["Báo cáo tuần 24", "T04 xong"], await SubjectsAsync(service));
        await owner.NoOpAsync(Service.Token);
        var there = await owner.Inbox!.FetchAsync(0, -1, MessageSummaryItems.Flags, Service.Token);
        Assert.Equal(3, there.Count);
        // A server of POP3 notes for itself what was fetched.
        if (port != "pop3")
            Assert.All(there, mail => Assert.False(mail.Flags!.Value.HasFlag(MessageFlags.Seen)));
    }

    [Fact]
    public async Task What_somebody_has_read_on_a_phone_is_read_here_too()
    {
        var service = await StartAsync("imap");
        using var owner = await servers.OpenMailboxAsync();
        await PutAsync(owner, _contact, "xong", MessageFlags.Seen);
        Assert.Equal(1, await LookAsync(service));
    }

    [Fact]
    public async Task Where_the_numbers_begin_anew_nothing_is_lost_and_nothing_kept_twice()
    {
        var service = await StartAsync("imap");
        using (var owner = await servers.OpenMailboxAsync())
        {
            await PutAsync(owner, _contact, "một");
            await LookAsync(service);
            await PutAsync(owner, _contact, "hai");
        }

        await servers.StopDovecotAsync();
        servers.ForgetNumbers();
        await servers.StartDovecotAsync();
        Assert.Equal(1, await LookAsync(service));
        Assert.Equal(["một", "hai"], await SubjectsAsync(service));
    }

    [Fact]
    public async Task A_mail_of_ours_is_moved_to_the_folder_that_is_named_and_the_folder_made()
    {
        var service = await StartAsync("imap", "Inbox:MoveTo=Da doc");
        using var owner = await servers.OpenMailboxAsync();
        await PutAsync(owner, _contact, "xong");
        await PutAsync(owner, "ban@be.example", "Cuối tuần đi câu");
        Assert.Equal(1, await LookAsync(service));
        await owner.NoOpAsync(Service.Token);
        Assert.Equal(1, owner.Inbox!.Count);
        var moved = await owner.GetFolderAsync("Da doc", Service.Token);
        await moved.OpenAsync(FolderAccess.ReadOnly, Service.Token);
        Assert.Equal(1, moved.Count);
    }

    /// <summary>A poll comes but once an hour here.</summary>
    [Fact]
    public async Task What_the_server_announces_is_read_at_once()
    {
        var service = await StartAsync("imap", "Inbox:PollSeconds=3600");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Service.Token);
        var watching = service.Get<InboxWatch>().RunOnceAsync(stop.Token);
        using var owner = await servers.OpenMailboxAsync();
        await PutAsync(owner, _contact, "xong");
        await Eventually.TrueAsync(async () => (await SubjectsAsync(service)).Count == 1, () => "It is not read.");
        await PutAsync(owner, _contact, "xong cả rồi");
        await Eventually.TrueAsync(async () => (await SubjectsAsync(service)).Count == 2, () => "The second is not read.");
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => watching);
    }

    [Theory]
    [InlineData("Inbox:Password=sai", "Inbox:User")]
    [InlineData("Inbox:Mailbox=Khong co", "Inbox:Mailbox")]
    [InlineData("Inbox:Port=1", "Inbox:Host")]
    public async Task What_keeps_the_mailbox_closed_is_told_by_the_setting(string wrong, string setting)
    {
        var service = await StartAsync("imap", wrong);
        var fault = await Assert.ThrowsAsync<TransportUnavailableException>(
            () => service.Get<IMailboxSource>().OpenAsync(Service.Token));
        Assert.StartsWith($"{setting} = '", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("imap")]
    [InlineData("pop3")]
    public async Task A_probe_that_arrives_is_found_and_is_no_mail_of_anybody(string port)
    {
        _service = await Service.StartAsync(
            smtp => new Delivering(smtp, servers), [.. servers.InboxSettings(port), $"Mail:ReplyTo={MailServers.User}"]);
        var answer = await _service.Get<MailboxProbe>().SendAsync(TimeSpan.FromSeconds(30), isOnPage: false, Service.Token);
        Assert.NotNull(answer.Took);
        Assert.Equal(0, await LookAsync(_service));
        Assert.Empty(await SubjectsAsync(_service));
    }

    [Fact]
    public async Task An_answer_names_the_mail_that_it_answers()
    {
        var service = await StartAsync("imap");
        var answered = Assert.Single(await QueryAsync<string>(service, "SELECT MessageId FROM OutboxMessage ORDER BY Id LIMIT 1"));
        using var owner = await servers.OpenMailboxAsync();
        var answer = Mail("truong.thon@be.example", "Re: nhắc việc");
        answer.InReplyTo = answered;
        await owner.Inbox!.AppendAsync(answer, MessageFlags.None, Service.Token);
        await LookAsync(service);
        Assert.Single(await QueryAsync<long?>(service, "SELECT OutboxMessageId FROM InboxMail WHERE OutboxMessageId IS NOT NULL"));
    }

    [Theory]
    [InlineData("imap")]
    [InlineData("pop3")]
    public async Task An_empty_mailbox_is_read_and_what_comes_then_is_found(string port)
    {
        var service = await StartAsync(port);
        Assert.Equal(0, await LookAsync(service));
        Assert.Equal(0, await LookAsync(service));
        using var owner = await servers.OpenMailboxAsync();
        await PutAsync(owner, _contact, "xong");
        Assert.Equal(1, await LookAsync(service));
    }

    [Fact]
    public async Task A_folder_that_is_renamed_is_told_by_the_setting_and_read_on_when_it_is_back()
    {
        var service = await StartAsync("imap", "Inbox:Mailbox=Tra loi");
        using var owner = await servers.OpenMailboxAsync();
        var root = owner.GetFolder(owner.PersonalNamespaces[0]);
        var folder = (await root.CreateAsync("Tra loi", isMessageFolder: true, Service.Token))!;
        await folder.AppendAsync(Mail(_contact, "một"), MessageFlags.None, Service.Token);
        Assert.Equal(1, await LookAsync(service));
        await folder.RenameAsync(root, "Cu", Service.Token);
        var fault = await Assert.ThrowsAsync<TransportUnavailableException>(() => LookAsync(service));
        Assert.StartsWith("Inbox:Mailbox = 'Tra loi'", fault.Message, StringComparison.Ordinal);
        await folder.AppendAsync(Mail(_contact, "hai"), MessageFlags.None, Service.Token);
        await folder.RenameAsync(root, "Tra loi", Service.Token);
        Assert.Equal(1, await LookAsync(service));
        Assert.Equal(["một", "hai"], await SubjectsAsync(service));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_folder_that_goes_while_it_is_read_loses_no_mail(bool isDeleted)
    {
        var service = await StartAsync("imap", "Inbox:Mailbox=Tra loi");
        using var owner = await servers.OpenMailboxAsync();
        var root = owner.GetFolder(owner.PersonalNamespaces[0]);
        var folder = (await root.CreateAsync("Tra loi", isMessageFolder: true, Service.Token))!;
        await folder.AppendAsync(Mail(_contact, "một"), MessageFlags.None, Service.Token);
        var source = service.Get<IMailboxSource>();
        await using (var mailbox = await source.OpenAsync(Service.Token))
        {
            Assert.Equal(1, await service.Get<InboxLook>().ReadAsync(source.Name, mailbox, Service.Token));
            await folder.AppendAsync(Mail(_contact, "hai"), MessageFlags.None, Service.Token);
            if (isDeleted)
                await folder.DeleteAsync(Service.Token);
            else
                await folder.RenameAsync(root, "Cu", Service.Token);
            var fault = await Record.ExceptionAsync(() => service.Get<InboxLook>().ReadAsync(source.Name, mailbox, Service.Token));
            Assert.True(fault is null || ServerMailbox.IsConnectionFault(fault), fault?.ToString());
        }

        await Assert.ThrowsAsync<TransportUnavailableException>(() => LookAsync(service));
        if (isDeleted)
        {
            // It takes with it what nobody has read; what is put into the next of its name has numbers of its own.
            var next = (await root.CreateAsync("Tra loi", isMessageFolder: true, Service.Token))!;
            await next.AppendAsync(Mail(_contact, "hai"), MessageFlags.None, Service.Token);
        }
        else
        {
            await folder.RenameAsync(root, "Tra loi", Service.Token);
        }

        await LookAsync(service);
        Assert.Equal(["một", "hai"], await SubjectsAsync(service));
        Assert.Equal(2, await service.CountAsync("SELECT COUNT(*) FROM InboxMime"));
    }

    [Theory]
    [InlineData("imap")]
    [InlineData("pop3")]
    public async Task The_mailbox_of_another_account_is_read_from_its_own_beginning_and_nothing_is_kept_twice(string port)
    {
        var service = await StartAsync(port);
        using var owner = await servers.OpenMailboxAsync();
        await PutAsync(owner, _contact, "một");
        Assert.Equal(1, await LookAsync(service));
        await PutAsync(owner, _contact, "hai");
        // The tests' Dovecot shows every login the same mails, under the same numbers.
        await using var other = service.Another(
            [.. servers.InboxSettings(port), $"Inbox:User={Mailboxes.Reader}", $"Inbox:Password={Mailboxes.Reader}"]);
        Assert.NotEqual(service.Get<IMailboxSource>().Name, other.Get<IMailboxSource>().Name);
        Assert.Equal(1, await LookAsync(other));
        Assert.Equal(0, await LookAsync(service));
        Assert.Equal(["một", "hai"], await SubjectsAsync(service));
    }

    private async Task<Service> StartAsync(string port, params string[] settings)
    {
        _service = await Service.StartAsync([.. servers.InboxSettings(port), .. settings]);
        _contact = (await QueryAsync<string>(_service, "SELECT Address FROM Contact ORDER BY Id")).First();
        // Mails were written that can be answered; the server lives in its own time.
        await _service.RunAsync(Service.Start, Service.Start.AddDays(4));
        _service.At(TimeProvider.System.GetUtcNow().UtcDateTime);
        return _service;
    }

    private static MimeMessage Mail(string from, string subject) => new(
        [MailboxAddress.Parse(from)], [MailboxAddress.Parse(MailServers.User)], subject, new TextPart("plain") { Text = "Kính gửi" });

    private static Task PutAsync(ImapClient owner, string from, string subject, MessageFlags flags = MessageFlags.None) =>
        owner.Inbox!.AppendAsync(Mail(from, subject), flags, Service.Token);

    private static async Task<int> LookAsync(Service service)
    {
        var source = service.Get<IMailboxSource>();
        await using var mailbox = await source.OpenAsync(Service.Token);
        return await service.Get<InboxLook>().ReadAsync(source.Name, mailbox, Service.Token);
    }

    private static Task<List<string>> SubjectsAsync(Service service) =>
        QueryAsync<string>(service, "SELECT Subject FROM InboxMail WHERE State <> 'Foreign' ORDER BY Id");

    private static async Task<List<T>> QueryAsync<T>(Service service, string sql)
    {
        await using var session = await service.Database.OpenAsync(Service.Token);
        return [.. await session.Connection.QueryAsync<T>(sql)];
    }

    /// <summary>Puts what leaves into the mailbox, as a mail server would.</summary>
    private sealed class Delivering(CamHa.Scheduler.Mail.IMailTransport smtp, MailServers servers) : CamHa.Scheduler.Mail.IMailTransport
    {
        public Bilingual Description => smtp.Description;

        public int Sessions => 1;

        public Task<IMailSession> OpenAsync(CancellationToken token) => Task.FromResult<IMailSession>(new Session(servers));
    }

    private sealed class Session(MailServers servers) : IMailSession
    {
        public bool IsOpen => true;

        public async Task<Delivery> SendAsync(byte[] mime, string from, string recipient, Func<Task> mayBeGiven, CancellationToken token)
        {
            using var owner = await servers.OpenMailboxAsync();
            using var stream = new MemoryStream(mime);
            await owner.Inbox!.AppendAsync(await MimeMessage.LoadAsync(stream, token), MessageFlags.None, token);
            return new(DeliveryOutcome.Delivered, "DATA", 250, "OK");
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
