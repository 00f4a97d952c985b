namespace CamHa.Scheduler.Mail;

/// <summary>What a mail says, before it has recipients.</summary>
public sealed record MailContent
{
    public required string Subject { get; init; }

    public required string Html { get; init; }

    public required string Text { get; init; }

    /// <summary>Where replies go; the sender where it is empty.</summary>
    public IReadOnlyList<string> ReplyTo { get; init; } = [];

    /// <summary>What it continues: mails that share one of these thread together.</summary>
    public IReadOnlyList<string> Threads { get; init; } = [];

    public IReadOnlyList<MailAttachment> Attachments { get; init; } = [];
}

/// <param name="Name">ASCII, so that every mail program shows it.</param>
/// <param name="MediaType">Such as <c>text/calendar; method=PUBLISH; charset=utf-8</c>.</param>
/// <param name="Content">The file.</param>
public sealed record MailAttachment(string Name, string MediaType, byte[] Content)
{
    /// <summary>Where it is a picture that stands in the HTML text, the name it has there after <c>cid:</c>.</summary>
    public string ContentId { get; init; } = "";
}
