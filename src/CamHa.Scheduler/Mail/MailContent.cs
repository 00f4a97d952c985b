using System.Text;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Mail;

/// <summary>What a mail says, before it has recipients.</summary>
public sealed record MailContent
{
    public required string Subject { get; init; }

    public required string Html { get; init; }

    public required string Text { get; init; }

    /// <summary>How the code at the end of its subject begins; empty for a mail that has none.</summary>
    public string CodeStem { get; init; } = "";

    /// <summary>The code of this copy; empty before it is known, and for a mail that has none.</summary>
    public string Code { get; private init; } = "";

    /// <summary>Whether a mail to the address with a code behind a plus was found in the mailbox that answers go to.</summary>
    public bool IsPlusProven { get; init; }

    /// <summary>Addresses for replies; empty for the sender's.</summary>
    public IReadOnlyList<string> ReplyTo { get; init; } = [];

    /// <summary>Whether answers to it are read by the service, even where no specialist has an address.</summary>
    public bool IsAnswered { get; init; }

    /// <summary>Names of conversations: mail programs group mails that share one.</summary>
    public IReadOnlyList<string> Threads { get; init; } = [];

    /// <summary>The Message-ID that it answers, without brackets; empty for a mail that answers none.</summary>
    public string InReplyTo { get; init; } = "";

    public IReadOnlyList<MailAttachment> Attachments { get; init; } = [];

    /// <summary>The copy for one address, with its own code.</summary>
    /// <param name="id">The copy's number.</param>
    /// <param name="messageId">The copy's Message-ID.</param>
    public MailContent WithCode(long id, string messageId)
    {
        if (CodeStem.Length == 0)
            return this;
        var code = AnswerCode.Of(CodeStem, id, messageId);
        return this with
        {
            Code = code,
            Subject = $"{Subject} [{code}]",
            Html = Html.Replace(AnswerCode.Mark, code, StringComparison.Ordinal),
            Text = Text.Replace(AnswerCode.Mark, code, StringComparison.Ordinal),
        };
    }
}

/// <summary>A file that travels with a mail.</summary>
/// <param name="Name">ASCII, so that every mail program shows it.</param>
/// <param name="MediaType">Such as <c>text/calendar; method=PUBLISH; charset=utf-8</c>.</param>
/// <param name="Content">The file.</param>
public sealed record MailAttachment(string Name, string MediaType, byte[] Content)
{
    /// <summary>
    /// The name after <c>cid:</c> by which the HTML text shows this picture; empty for an ordinary attachment. The mail's
    /// Message-ID is added to both as it is written.
    /// </summary>
    public string ContentId { get; init; } = "";

    /// <summary>A text with a byte order mark and CR LF, for the Notepad of an old Windows.</summary>
    public static MailAttachment OfText(string name, string text) => new(
        name,
        "text/plain; charset=utf-8",
        [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(CleanText.Of(text).ReplaceLineEndings("\r\n"))]);
}
