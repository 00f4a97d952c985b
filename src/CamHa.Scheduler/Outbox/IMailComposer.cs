using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Storage;

namespace CamHa.Scheduler.Outbox;

/// <summary>Says what is owed in words, from the data of the moment the mail leaves. Each feature has its own.</summary>
public interface IMailComposer
{
    bool Composes(NoticeKind kind);

    /// <param name="session">Where to read.</param>
    /// <param name="message">One of the messages the mail goes out as; it is the same for all of them.</param>
    /// <param name="now">The moment it is about to leave.</param>
    /// <param name="token">Ends the reading.</param>
    /// <returns>The mail, or why it is no longer true.</returns>
    Task<Composition> ComposeAsync(DatabaseSession session, OutboxMessage message, DateTimeOffset now, CancellationToken token);
}

/// <summary>A mail, or the reason why there is none any more.</summary>
public sealed record Composition(MailContent? Content, string SuppressedBecause)
{
    public static Composition Suppressed(string reason) => new(null, reason);

    public static implicit operator Composition(MailContent content) => new(content, "");
}
