using System.Diagnostics;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace CamHa.Scheduler.Benchmarks;

/// <summary>How most services send: a mail is built, a connection opened for it, used once and closed.</summary>
internal static class ConnectionAMail
{
    // Unencoded on the wire, since the server offers 8BITMIME: more text than elsewhere for the same 20 kB.
    private const int Paragraphs = 26;
    private const int WarmUp = 8;

    public static async Task RunAsync(int port, int mails, int parallel)
    {
        await SendAsync(port, WarmUp, parallel);
        var watch = Stopwatch.StartNew();
        await SendAsync(port, mails, parallel);
        Console.WriteLine(FormattableString.Invariant($"rate={mails / watch.Elapsed.TotalSeconds:0.0} delivered={mails + WarmUp}"));
    }

    /// <summary>The mail of one number, to <c>bpt-NUMBER@camha.example</c>, through a connection of its own.</summary>
    public static async Task SendOneAsync(int port, int i, CancellationToken token)
    {
        using var message = Message(i);
        using var client = new SmtpClient();
        await client.ConnectAsync("127.0.0.1", port, SecureSocketOptions.None, token);
        await client.SendAsync(message, token);
        await client.DisconnectAsync(quit: true, token);
    }

    private static Task SendAsync(int port, int mails, int parallel) => Parallel.ForEachAsync(
        Enumerable.Range(1, mails), new ParallelOptions { MaxDegreeOfParallelism = parallel },
        async (i, token) => await SendOneAsync(port, i, token));

    private static MimeMessage Message(int i)
    {
        var message = new MimeMessage { Subject = $"[NTM] V/v nhắc nộp báo cáo tuần 24/2022, thôn số {i}" };
        message.From.Add(new MailboxAddress("Ban Chỉ đạo NTM xã Cẩm Hà", "bandieuhanh@camha.example"));
        message.To.Add(new MailboxAddress($"Ban Phát triển thôn số {i}", $"bpt-{i}@camha.example"));
        message.Body = new BodyBuilder
        {
            TextBody = $"Kính gửi: Ban Phát triển thôn số {i},\n\n{Padding.Text(Paragraphs)}",
            HtmlBody = $"<p>Kính gửi: <b>Ban Phát triển thôn số {i}</b>,</p>\n{Padding.Html(Paragraphs)}",
        }.ToMessageBody();
        return message;
    }
}
