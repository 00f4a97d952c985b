using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Text;
using MimeKit;
using MimeKit.Utils;

namespace CamHa.Scheduler.Inbox;

/// <summary>What the headers of a mail say of who wrote it, and in answer to what.</summary>
internal sealed record MailIdentity
{
    // As many as an answer to an answer to an answer has; more is somebody's attack.
    private const int MostReferences = 60;

    public string Sender { get; init; } = "";

    public string SenderName { get; init; } = "";

    public string Subject { get; init; } = "";

    public string MessageId { get; init; } = "";

    /// <summary>The Message-IDs that it answers, the nearest first.</summary>
    public IReadOnlyList<string> Answers { get; init; } = [];

    /// <summary>The codes in the addresses that it was sent to.</summary>
    public string Codes { get; init; } = "";

    /// <summary>Whether it may be of a mail system about a mail that was not delivered; what it is about then stands in its body.</summary>
    public bool MayBeReport { get; init; }

    /// <summary>False where not even the headers can be read.</summary>
    public bool IsReadable { get; init; } = true;

    /// <param name="head">The mail's first bytes, or all of it.</param>
    public static MailIdentity Of(byte[] head)
    {
        try
        {
            using var stream = new MemoryStream(head, writable: false);
            return Of(new MimeParser(stream, MimeFormat.Entity).ParseHeaders());
        }
        // A parser meets bytes that nobody has thought of; one such mail must not end the look.
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return new() { IsReadable = false };
        }
    }

    private static MailIdentity Of(HeaderList headers)
    {
        var from = Address(headers[HeaderId.From]) ?? Address(headers[HeaderId.Sender]);
        var subject = Line(headers[HeaderId.Subject], 400);
        return new()
        {
            Sender = (from?.Address ?? "").Truncated(254),
            SenderName = Line(from?.Name, 200),
            Subject = subject,
            MessageId = Ids(headers[HeaderId.MessageId]).FirstOrDefault("").Truncated(400),
            Answers =
            [
                .. Ids(headers[HeaderId.InReplyTo]).Concat(Ids(headers[HeaderId.References]).Reverse()).Distinct().Take(MostReferences),
            ],
            Codes = AnswerCode.InNames(
                from header in new[] { headers[HeaderId.To], headers[HeaderId.Cc] }
                where header is not null && header.Contains('+', StringComparison.Ordinal)
                let addresses = InternetAddressList.TryParse(header, out var list) ? list.Mailboxes : []
                from address in addresses.Take(20)
                select address.Address),
            MayBeReport = IsReport(headers, from?.Address ?? "", subject),
        };
    }

    private static bool IsReport(HeaderList headers, string sender, string subject)
    {
        var local = sender.Split('@')[0];
        return headers[HeaderId.ReturnPath]?.Trim() == "<>"
            || (headers[HeaderId.ContentType] ?? "").TrimStart().StartsWith("multipart/report", StringComparison.OrdinalIgnoreCase)
            || headers.Contains("X-Failed-Recipients")
            || local.Equals("mailer-daemon", StringComparison.OrdinalIgnoreCase)
            || local.Equals("postmaster", StringComparison.OrdinalIgnoreCase)
            || ReportSubjects.Any(begin => subject.Contains(begin, StringComparison.OrdinalIgnoreCase));
    }

    private static readonly string[] ReportSubjects =
    [
        "undeliver", "delivery status", "delivery failure", "delivery has failed", "mail delivery", "returned mail", "failure notice",
        "delivery notification", "could not be delivered", "không gửi được", "không thể gửi", "trả lại thư",
    ];

    private static MailboxAddress? Address(string? value) =>
        value is not null && InternetAddressList.TryParse(value, out var list) ? list.Mailboxes.FirstOrDefault() : null;

    private static IEnumerable<string> Ids(string? value) => value is null ? [] : MimeUtils.EnumerateReferences(value);

    private static string Line(string? text, int longest) =>
        text is null ? "" : CleanText.OneLine(text).Truncated(longest);
}
