using CamHa.Scheduler.Inbox.Cutting;
using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Inbox.Reading;

/// <summary>A mail that came, as plain data for the rules.</summary>
internal sealed record IncomingMail
{
    public MailHeaders Headers { get; init; } = MailHeaders.None;

    /// <summary>The sender's address; empty where there is none.</summary>
    public string From { get; init; } = "";

    public string FromName { get; init; } = "";

    /// <summary>How many addresses say that they wrote it.</summary>
    public int Authors { get; init; }

    /// <summary>The addresses it was sent to.</summary>
    public IReadOnlyList<string> To { get; init; } = [];

    public string Subject { get; init; } = "";

    /// <summary>When its sender says that it was sent.</summary>
    public DateTimeOffset? Date { get; init; }

    /// <summary>Without angle brackets; empty where there is none.</summary>
    public string MessageId { get; init; } = "";

    /// <summary>The Message-IDs of In-Reply-To and References, the nearest first.</summary>
    public IReadOnlyList<string> AnswersTo { get; init; } = [];

    /// <summary>The text chosen to be read: HTML where there is any, for its marks.</summary>
    public IReadOnlyList<MailLine> Lines { get; init; } = [];

    /// <summary>Where a code of ours may stand: the addresses it was sent to, the subject, and all of the text chosen to be read.</summary>
    public string AllText => string.Join('\n', Lines.Select(line => line.Text).Prepend($"{AnswerCode.InNames(To)} {Subject}"));

    /// <summary>All text before the first attached mail, as reports of failures write it.</summary>
    public string Told { get; init; } = "";

    /// <summary>The body of a message/delivery-status; null without one.</summary>
    public string? DeliveryStatus { get; init; }

    /// <summary>The body of a message/feedback-report; null without one.</summary>
    public string? FeedbackReport { get; init; }

    /// <summary>Whether it says that a mail was shown to its reader, or deleted.</summary>
    public bool IsReadReceipt { get; init; }

    /// <summary>The headers of the mail that came with it, such as the one returned; null without one.</summary>
    public MailHeaders? Returned { get; init; }

    public IReadOnlyList<IncomingFile> Files { get; init; } = [];

    /// <summary>What was unusual in its form.</summary>
    public IReadOnlyList<Bilingual> Notes { get; init; } = [];
}

/// <summary>A file that came with a mail.</summary>
/// <param name="Name">As its sender named it, without a path.</param>
/// <param name="Type">As its sender declared it.</param>
/// <param name="Length">In bytes.</param>
internal sealed record IncomingFile(string Name, string Type, long Length);
