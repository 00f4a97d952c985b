using CamHa.Scheduler.Text;
using MimeKit;

namespace CamHa.Scheduler.Mail;

/// <summary>A mail as its reader sees it, and not as it travels; a control character in it would command a terminal.</summary>
internal sealed record ReadMail
{
    public string From { get; private init; } = "";

    public string To { get; private init; } = "";

    public string Cc { get; private init; } = "";

    public string Subject { get; private init; } = "";

    public DateTimeOffset Date { get; private init; }

    public string Text { get; private init; } = "";

    public IReadOnlyList<ReadAttachment> Attachments { get; private init; } = [];

    /// <param name="mime">The mail's bytes.</param>
    public static ReadMail Of(byte[] mime)
    {
        using var stream = new MemoryStream(mime, writable: false);
        using var message = MimeMessage.Load(stream, CancellationToken.None);
        return new()
        {
            From = CleanText.OneLine(message.From.ToString()),
            To = CleanText.OneLine(message.To.ToString()),
            Cc = CleanText.OneLine(message.Cc.ToString()),
            Subject = CleanText.OneLine(message.Subject),
            Date = message.Date,
            Text = CleanText.Of(message.TextBody).ReplaceLineEndings(Environment.NewLine).TrimEnd(),
            Attachments = [.. message.Attachments.OfType<MimePart>().Select(Of)],
        };
    }

    private static ReadAttachment Of(MimePart part)
    {
        using var content = new MemoryStream();
        part.Content?.DecodeTo(content);
        return new(CleanText.OneLine(part.FileName ?? part.ContentType.MimeType), content.Length);
    }
}

/// <param name="Name">The file's name.</param>
/// <param name="Length">In bytes.</param>
internal sealed record ReadAttachment(string Name, long Length);
