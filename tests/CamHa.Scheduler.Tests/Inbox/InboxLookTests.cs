using System.Text;
using CamHa.Scheduler.Inbox;
using CamHa.Scheduler.Inbox.Sources;
using CamHa.Scheduler.Tests.Infrastructure;
using Dapper;

namespace CamHa.Scheduler.Tests.Inbox;

/// <summary>What is kept of what lies in a mailbox, and what is left alone.</summary>
public sealed class InboxLookTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("camha-inbox-").FullName;
    private Service _service = null!;
    private int _files;

    public async ValueTask InitializeAsync() => _service = await Service.StartAsync("Inbox:Source=folder", $"Inbox:Folder={_folder}");

    public async ValueTask DisposeAsync()
    {
        await _service.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_mail_of_a_contact_is_kept_byte_for_byte_and_lies_where_it_lay()
    {
        var bytes = Put(await ContactAsync(), "Báo cáo tuần 24");
        Assert.Equal(1, await LookAsync());
        var mail = Assert.Single(await ListAsync());
        Assert.Equal((InboxState.New, "Báo cáo tuần 24", true), (mail.State, mail.Subject, mail.IsWhole));
        await using var session = await _service.Database.OpenAsync(Service.Token);
        Assert.Equal(bytes, await ListedMail.BytesAsync(session, mail.Id, Service.Token));
        Assert.Single(Directory.EnumerateFiles(_folder));
    }

    [Fact]
    public async Task A_mail_is_kept_once_however_often_it_is_looked_for()
    {
        Put(await ContactAsync(), "xong");
        Assert.Equal(1, await LookAsync());
        Assert.Equal(0, await LookAsync());
        Assert.Single(await ListAsync());
    }

    [Fact]
    public async Task The_same_mail_by_another_way_is_not_kept_again()
    {
        var sender = await ContactAsync();
        Put(sender, "xong", id: "one@phone");
        Put(sender, "xong", id: "one@phone", more: "Received: from elsewhere\r\n");
        Assert.Equal(1, await LookAsync());
        Assert.Equal(0, await LookAsync());
        Assert.Single(await ListAsync());
    }

    [Fact]
    public async Task Of_a_strangers_mail_nothing_is_kept_but_that_it_was_seen()
    {
        Put("ban@be.example", "Cuối tuần đi câu");
        Assert.Equal(0, await LookAsync());
        Assert.Empty(await ListAsync());
        Assert.Equal(1, await _service.CountAsync("SELECT COUNT(*) FROM InboxMail WHERE State = 'Foreign' AND Sender = ''"));
        Assert.Equal(0, await _service.CountAsync("SELECT COUNT(*) FROM InboxMime"));
    }

    [Fact]
    public async Task A_stranger_who_answers_a_mail_of_ours_is_kept_and_the_mail_found()
    {
        var sent = await SentAsync();
        Put("chau.cua.truong.thon@be.example", "Re", more: $"In-Reply-To: <{sent.MessageId}>\r\n");
        Assert.Equal(1, await LookAsync());
        Assert.Equal(sent.Id, Assert.Single(await ListAsync()).OutboxMessageId);
    }

    [Fact]
    public async Task A_report_of_a_mail_server_is_ours_only_where_it_names_a_mail_of_ours()
    {
        var sent = await SentAsync();
        Put("MAILER-DAEMON@mx.example", "Undelivered Mail Returned to Sender", body: "Message-ID: <0123@other.example>");
        Put("MAILER-DAEMON@mx.example", "Undelivered Mail Returned to Sender", body: $"Message-ID: <{sent.MessageId}>");
        Assert.Equal(1, await LookAsync());
        Assert.Equal(sent.Id, Assert.Single(await ListAsync()).OutboxMessageId);
    }

    [Fact]
    public async Task A_mail_larger_than_the_limit_is_kept_by_its_beginning_and_waits_for_a_person()
    {
        Put(await ContactAsync(), "Ảnh", body: new string('x', 1_200_000));
        await using var small = _service.Another(
            "Inbox:Source=folder", $"Inbox:Folder={_folder}", "Inbox:MaxMegabytes=1");
        await LookAsync(small);
        var mail = Assert.Single(await ListAsync());
        Assert.Equal((InboxState.Triage, false), (mail.State, mail.IsWhole));
        await using var session = await _service.Database.OpenAsync(Service.Token);
        Assert.Equal(Arrival.HeadSize, (await ListedMail.BytesAsync(session, mail.Id, Service.Token))!.Length);
    }

    [Fact]
    public async Task What_cannot_be_read_delays_nobody()
    {
        File.WriteAllBytes(Path.Combine(_folder, "0.eml"), [0, 1, 2, 3]);
        File.WriteAllText(Path.Combine(_folder, "00.eml"), "");
        Put(await ContactAsync(), "xong");
        Assert.Equal(1, await LookAsync());
    }

    [Fact]
    public async Task What_was_kept_is_moved_where_the_settings_say_so_and_a_strangers_mail_is_not()
    {
        var target = Path.Combine(_folder, "da-doc");
        Put(await ContactAsync(), "xong");
        Put("ban@be.example", "Cuối tuần đi câu");
        await using var moving = _service.Another("Inbox:Source=folder", $"Inbox:Folder={_folder}", $"Inbox:MoveTo={target}");
        await LookAsync(moving);
        Assert.Single(Directory.EnumerateFiles(target));
        Assert.Single(Directory.EnumerateFiles(_folder));
    }

    [Fact]
    public async Task In_a_Maildir_a_mail_that_somebody_reads_is_the_same_mail()
    {
        foreach (var name in new[] { "new", "cur", "tmp" })
            Directory.CreateDirectory(Path.Combine(_folder, name));
        Put(await ContactAsync(), "xong");
        var file = Directory.EnumerateFiles(_folder).Single();
        File.Move(file, Path.Combine(_folder, "new/17.host"));
        Assert.Equal(1, await LookAsync());
        File.Move(Path.Combine(_folder, "new/17.host"), Path.Combine(_folder, "cur/17.host:2,S"));
        Assert.Equal(0, await LookAsync());
        Assert.Single(await ListAsync());
    }

    [Fact]
    public async Task A_purge_forgets_what_a_mail_said_and_not_that_it_was_seen()
    {
        Put(await ContactAsync(), "xong");
        await LookAsync();
        _service.At(Service.Start.AddDays(401));
        await _service.Get<InboxPurge>().ForgetAsync(Service.Token);
        Assert.Empty(await ListAsync());
        Assert.Equal(0, await _service.CountAsync("SELECT COUNT(*) FROM InboxMime"));
        Assert.Equal(0, await LookAsync());
    }

    private async Task<string> ContactAsync()
    {
        await using var session = await _service.Database.OpenAsync(Service.Token);
        return (await session.Connection.QueryAsync<string>("SELECT Address FROM Contact ORDER BY Id")).First();
    }

    private async Task<(long Id, string MessageId)> SentAsync()
    {
        await _service.RunAsync(Service.Start, Service.Start.AddDays(4));
        await using var session = await _service.Database.OpenAsync(Service.Token);
        return (await session.Connection.QueryAsync<(long, string)>("SELECT Id, MessageId FROM OutboxMessage ORDER BY Id")).First();
    }

    private byte[] Put(string from, string subject, string? id = null, string body = "Kính gửi Ban Chỉ đạo", string more = "")
    {
        var bytes = Encoding.UTF8.GetBytes(
            $"From: {from}\r\nTo: bandieuhanh@camha.example\r\nSubject: {subject}\r\n"
            + $"Message-ID: <{id ?? $"{_files}@phone"}>\r\n{more}\r\n{body}\r\n");
        File.WriteAllBytes(Path.Combine(_folder, $"{++_files}.eml"), bytes);
        return bytes;
    }

    private Task<int> LookAsync() => LookAsync(_service);

    private static async Task<int> LookAsync(Service service)
    {
        var source = service.Get<IMailboxSource>();
        await using var mailbox = await source.OpenAsync(Service.Token);
        return await service.Get<InboxLook>().ReadAsync(source.Name, mailbox, Service.Token);
    }

    private async Task<List<ListedMail>> ListAsync()
    {
        await using var session = await _service.Database.OpenAsync(Service.Token);
        return await ListedMail.AllAsync(session, null, 99, Service.Token);
    }
}
