using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Storage;

namespace CamHa.Scheduler.Outbox;

/// <summary>Composes the mails of one feature, from the data of the moment they leave.</summary>
public interface IMailComposer
{
    bool Composes(NoticeKind kind);

    /// <param name="session">Where to read.</param>
    /// <param name="message">One of the messages of the mail; the content is the same for all of them.</param>
    /// <param name="now">The moment the mail is about to leave.</param>
    /// <param name="token">Cancels the reading.</param>
    /// <returns>The mail, or why it is no longer true.</returns>
    Task<Composition> ComposeAsync(DatabaseSession session, OutboxMessage message, DateTimeOffset now, CancellationToken token);
}

/// <summary>A mail, or the reason why it is no longer worth sending.</summary>
public sealed record Composition(MailContent? Content, string SuppressedBecause)
{
    /// <summary>Keys of the notices that are no longer true, and of which the mail does not speak.</summary>
    public IReadOnlyList<string> LeftOut { get; init; } = [];

    public static Composition Suppressed(string reason) => new(null, reason);

    public static implicit operator Composition(MailContent content) => new(content, "");
}
