using System.Text;
using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Tests.Infrastructure;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Microsoft.Extensions.Options;
using MimeKit;

namespace CamHa.Scheduler.Tests.Mail;

/// <summary>The kept mail goes over the wire byte for byte.</summary>
public sealed class RenderedMailTests
{
    private static readonly FormatOptions Wire = WireFormat();
    private static readonly MimeWriter Writer = new(
        Options.Create(new MailOptions()),
        new MailSigner(Options.Create(new DkimOptions()), Options.Create(new MailOptions())));

    [Theory]
    [InlineData(".\r\n..\r\n...x\r\n\r\n.\r\nend\r\n")] // dots where SMTP gives them a meaning
    [InlineData("no line end at the end", "\r\n")] // SMTP transfers whole lines only
    [InlineData("")]
    [InlineData("xin chào Cẩm Hà\r\n")] // 8bit
    [InlineData("tab\tand trailing \r\n\r\n\r\n")]
    [InlineData("a lone \n and a lone \r stay\r\n")]
    public async Task A_body_arrives_as_it_was_rendered(string body, string added = "")
    {
        var mime = Encoding.UTF8.GetBytes(
            "From: a@camha.example\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
            + $"Content-Transfer-Encoding: 8bit\r\n\r\n{body}");
        Assert.Equal(Encoding.Latin1.GetString(mime) + added, await ArrivesAsync(mime));
    }

    [Theory]
    [InlineData("Subject: =?utf-8?Q?x?=\r\n\tfolded  with   spaces \r\nX-Empty:\r\nx-lower:no space\r\n")]
    [InlineData("Subject: Cẩm Hà, unencoded\r\n")]
    [InlineData("To: a@camha.example, b@camha.example,\r\n c@camha.example\r\n")]
    [InlineData("References: LONG\r\n")]
    public async Task Headers_arrive_as_they_were_rendered(string headers)
    {
        var given = headers.Replace("LONG", $"<{new string('x', 2_000)}@camha.example>", StringComparison.Ordinal);
        var mime = Encoding.UTF8.GetBytes(
            $"From: a@camha.example\r\nMIME-Version: 1.0\r\n{given}Content-Type: text/plain\r\n\r\nx\r\n");
        Assert.Equal(Encoding.Latin1.GetString(mime), await ArrivesAsync(mime));
    }

    [Fact]
    public async Task Every_mail_of_the_sample_week_is_written_again_as_it_is()
    {
        await using var service = await Service.StartAsync();
        // With the digests of overdue days and with alerts.
        service.Transport.Answer = recipient => recipient == "phu-nu@camha.example"
            ? new(DeliveryOutcome.AddressRefused, "RCPT", 550, "5.1.1 unknown")
            : null;
        await service.RunAsync(Service.Start, new DateTime(2022, 7, 5, 8, 0, 0));
        Assert.True(service.Transport.Mails.Count > 100, $"{service.Transport.Mails.Count}");
        foreach (var mail in service.Transport.Mails)
            Assert.Equal(mail.Bytes, WrittenAgain(mail.Bytes));
    }

    [Property(MaxTest = 200)]
    public Property Whatever_a_mail_says_is_written_again_as_it_is()
    {
        var text = ArbMap.Default.GeneratorFor<string?>().Select(each => each ?? "");
        var mails =
            from subject in text
            from html in text
            from plain in text
            from name in text
            from recipients in Gen.Choose(1, 60)
            from attachments in Gen.Choose(0, 3)
            from content in ArbMap.Default.GeneratorFor<byte[]>()
            select Write(subject, html, plain, name, recipients, attachments, content);
        return Prop.ForAll(mails.ToArbitrary(), mime => WrittenAgain(mime).SequenceEqual(mime));
    }

    private static byte[] Write(
        string subject,
        string html,
        string text,
        string name,
        int recipients,
        int attachments,
        byte[] content) => Writer.Write(
        "0123456789abcdef@camha.example",
        [
            .. Enumerable.Range(0, recipients)
                .Select(at => new Addressee($"r{at}@camha.example", name, at == 0 ? RecipientRole.To : RecipientRole.Cc)),
        ],
        new()
        {
            Subject = subject,
            Html = html,
            Text = text,
            Threads = [.. Enumerable.Range(0, recipients).Select(at => $"thread{at}")],
            Attachments =
            [
                .. Enumerable.Range(0, attachments).Select(
                    at => new MailAttachment($"file{at}.ics", "text/calendar; method=PUBLISH; charset=utf-8", content)),
            ],
        },
        new(2022, 6, 16, 7, 30, 0, TimeSpan.FromHours(7)));

    private static byte[] WrittenAgain(byte[] mime)
    {
        using var mail = RenderedMail.Of(mime);
        using var stream = new MemoryStream();
        mail.WriteTo(Wire, stream);
        return stream.ToArray();
    }

    private static async Task<string> ArrivesAsync(byte[] mime)
    {
        await using var server = new SmallSmtpServer();
        var oauth = Options.Create(new OAuthOptions());
        var options = new SmtpOptions
        {
            Host = "127.0.0.1",
            Port = server.Port,
            Security = "none",
            TimeoutSeconds = 5,
            AnswerTimeoutSeconds = 5,
        };
        var transport = new SmtpTransport(
            Options.Create(options),
            oauth,
            new AccessTokens(oauth, TimeProvider.System),
            new ServerCertificate(),
            new SmtpGreeting(Options.Create(options)),
            new ClockWatch(TimeProvider.System));
        await using var session = await transport.OpenAsync(Service.Token);
        Assert.Equal(
            DeliveryOutcome.Delivered,
            (await session.SendAsync(mime, "a@camha.example", "b@camha.example", Service.Token)).Outcome);
        return Assert.Single(server.Mails);
    }

    private static FormatOptions WireFormat()
    {
        var format = FormatOptions.Default.Clone();
        format.NewLineFormat = NewLineFormat.Dos;
        return format;
    }
}
