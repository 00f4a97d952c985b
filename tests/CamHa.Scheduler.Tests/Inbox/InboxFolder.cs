using System.Text;
using CamHa.Scheduler.Inbox;
using CamHa.Scheduler.Inbox.Sources;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Tests.Infrastructure;
using Dapper;

namespace CamHa.Scheduler.Tests.Inbox;

/// <summary>A service that has sent a week's mails, and the folder that it reads answers from.</summary>
public sealed class InboxFolder : IAsyncDisposable
{
    private static readonly DateTime Friday0900 = new(2022, 6, 17, 9, 0, 0);
    private int _files;

    public string Path { get; } = Directory.CreateTempSubdirectory("camha-inbox-").FullName;

    public Service Service { get; private set; } = null!;

    public static async Task<InboxFolder> StartAsync(params string[] settings)
    {
        var inbox = new InboxFolder();
        inbox.Service = await Service.StartAsync(["Inbox:Source=folder", $"Inbox:Folder={inbox.Path}", .. settings]);
        await inbox.Service.RunAsync(Service.Start, Friday0900);
        return inbox;
    }

    public async ValueTask DisposeAsync()
    {
        await Service.DisposeAsync();
        Directory.Delete(Path, recursive: true);
    }

    /// <summary>A mail that a unit alone has got.</summary>
    public async Task<SentMail> SentAsync(NoticeKind kind, int? assignments = null)
    {
        await Service.DispatchAsync(Service.Clock.WallClock(Service.Clock.Now));
        var sent = await QueryAsync<SentMail>(
            """
            SELECT m.Id, m.MessageId, m.Recipient, u.Code AS Unit, COALESCE(MIN(a.Code), '') AS Code
            FROM OutboxMessage AS m
            JOIN NoticeIssued AS n ON n.MessageKey = m.MessageKey
            LEFT JOIN Assignment AS a ON a.Id = n.AssignmentId
            JOIN Unit AS u ON u.Id = m.UnitId AND u.Role = 'Member'
            WHERE m.Kind = @Kind AND m.State = 'Sent' AND m.RecipientRole = 'To'
                AND (m.Body = '' OR m.Kind = 'Acknowledgement')
            GROUP BY m.Id, m.MessageId, m.Recipient, u.Code
            HAVING @Count IS NULL OR COUNT(*) = @Count
            ORDER BY m.Id
            """,
            new { Kind = kind.ToString(), Count = assignments });
        return kind == NoticeKind.Acknowledgement ? sent[^1] : sent[0];
    }

    /// <summary>Writes an answer to a mail, reads it, and decides it.</summary>
    /// <returns>The mail as it is listed then.</returns>
    public Task<ListedMail> AnswerAsync(SentMail sent, string text, string? from = null, string more = "") =>
        ReceiveAsync(from ?? sent.Recipient, text, $"In-Reply-To: <{sent.MessageId}>\r\n{more}", "Re: nhắc việc");

    public async Task<ListedMail> ReceiveAsync(string from, string text, string more = "", string subject = "Báo cáo")
    {
        _files++;
        await PutAsync(
            $"From: {from}\r\nTo: bandieuhanh@camha.example\r\nSubject: {subject}\r\nMessage-ID: <{_files}@phone>\r\n"
            + $"Date: Fri, 17 Jun 2022 09:10:00 +0700\r\nContent-Type: text/plain; charset=utf-8\r\n{more}\r\n"
            + $"{text.ReplaceLineEndings("\r\n")}\r\n");
        return await NewestAsync();
    }

    /// <summary>A report of a mail server about a mail of ours.</summary>
    public async Task<ListedMail> ReturnAsync(SentMail sent, string status, string said, string action = "failed")
    {
        await ReceiveBounceAsync(sent.MessageId, sent.Recipient, status, said, action);
        return await NewestAsync();
    }

    public async Task ReceiveBounceAsync(string messageId, string recipient, string status, string said, string action = "failed")
    {
        _files++;
        await PutAsync(
            $"""
            From: MAILER-DAEMON@mx.example
            To: bandieuhanh@camha.example
            Subject: Undelivered Mail Returned to Sender
            Message-ID: <{_files}@mx.example>
            Auto-Submitted: auto-replied
            Content-Type: multipart/report; report-type=delivery-status; boundary=b

            --b

            It could not be delivered.

            --b
            Content-Type: message/delivery-status

            Reporting-MTA: dns; mx.example

            Final-Recipient: rfc822; {recipient}
            Action: {action}
            Status: {status}
            Diagnostic-Code: smtp; {said}

            --b
            Content-Type: text/rfc822-headers

            Message-ID: <{messageId}>

            --b--

            """.ReplaceLineEndings("\r\n"));
    }

    public async Task<ListedMail> NewestAsync() => (await ListedAsync())[0];

    public async Task<List<ListedMail>> ListedAsync()
    {
        await using var session = await Service.Database.OpenAsync(Service.Token);
        return await ListedMail.AllAsync(session, null, 50, Service.Token);
    }

    /// <summary>The last mail that left for an address.</summary>
    public async Task<Taken> LastMailAsync(string address)
    {
        await Service.DispatchAsync(Service.Clock.WallClock(Service.Clock.Now));
        return Service.Transport.Mails.Last(mail => mail.Recipient == address);
    }

    /// <summary>Reads the folder as the service does.</summary>
    public async Task ReadAsync()
    {
        var source = Service.Get<IMailboxSource>();
        await using var mailbox = await source.OpenAsync(Service.Token);
        await Service.Get<InboxLook>().ReadAsync(source.Name, mailbox, Service.Token);
        await Service.Get<InboxDecider>().DecideAsync(Service.Token);
    }

    public async Task PutAsync(string mail)
    {
        var file = System.IO.Path.Combine(Path, $"{_files}.eml");
        await File.WriteAllTextAsync(file, mail, new UTF8Encoding(false), Service.Token);
        File.SetLastWriteTimeUtc(file, Service.Clock.Now.UtcDateTime);
        await ReadAsync();
    }

    public async Task<List<T>> QueryAsync<T>(string sql, object? key = null)
    {
        await using var session = await Service.Database.OpenAsync(Service.Token);
        return [.. await session.Connection.QueryAsync<T>(sql, key)];
    }
}

/// <summary>A mail that has left.</summary>
public sealed record SentMail
{
    public long Id { get; init; }

    public string MessageId { get; init; } = "";

    public string Recipient { get; init; } = "";

    public string Unit { get; init; } = "";

    public string Code { get; init; } = "";
}
