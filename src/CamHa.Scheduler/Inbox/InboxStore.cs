using System.Security.Cryptography;
using System.Text;
using CamHa.Scheduler.Inbox.Sources;
using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Storage;

namespace CamHa.Scheduler.Inbox;

/// <summary>Keeps what came in. A mail is kept before the server is touched, and known by the hash of its bytes.</summary>
public sealed class InboxStore(Database database)
{
    /// <summary>How far a mailbox was read; null where it never was.</summary>
    internal async Task<ReadPosition?> PositionAsync(string source, CancellationToken token)
    {
        await using var session = await database.OpenAsync(token);
        return await session.SingleOrDefaultAsync<ReadPosition>("inbox/position", new { Source = source }, token);
    }

    /// <summary>When the first mail was written that anything can answer; null where none was.</summary>
    internal async Task<DateTimeOffset?> FirstSentAsync(CancellationToken token)
    {
        await using var session = await database.OpenAsync(token);
        return await session.ScalarAsync<DateTimeOffset?>("inbox/first-sent", null, token);
    }

    /// <summary>The places of a mailbox that were read before.</summary>
    internal async Task<HashSet<string>> PlacesAsync(string source, CancellationToken token)
    {
        await using var session = await database.OpenAsync(token);
        return [.. await session.QueryAsync<string>("inbox/places", new { Source = source }, token)];
    }

    /// <summary>The mail of ours that the first of these Message-IDs is the name of; null where none is.</summary>
    internal static async Task<AnsweredMail?> AnsweredAsync(DatabaseSession session, IEnumerable<string> ids, CancellationToken token)
    {
        foreach (var id in ids)
        {
            if (await session.SingleOrDefaultAsync<AnsweredMail>("inbox/answered", new { MessageId = id }, token) is { } answered)
                return answered;
        }

        return null;
    }

    /// <summary>The mail of ours that has this number; null for none.</summary>
    internal static async Task<AnsweredMail?> OfNumberAsync(DatabaseSession session, long? number, CancellationToken token) =>
        number is { } id ? await session.SingleOrDefaultAsync<AnsweredMail>("inbox/answered-by-id", new { Id = id }, token) : null;

    /// <summary>The mail of ours that the first right code in a text names; null where there is none, or all are guessed.</summary>
    internal static async Task<AnsweredMail?> OfCodeAsync(DatabaseSession session, string text, CancellationToken token)
    {
        // An answer has one, and one in each mail that it quotes; more are somebody's tries.
        foreach (var code in AnswerCode.In(text).Distinct().Take(5))
        {
            if (await OfNumberAsync(session, code.Id, token) is { } named && code.IsOf(named.MessageId))
                return named;
        }

        return null;
    }

    internal static async Task<bool> IsContactAsync(DatabaseSession session, string sender, CancellationToken token) =>
        sender.Length > 0 && await session.ScalarAsync<int>("inbox/is-contact", new { Sender = sender }, token) > 0;

    internal Task<DatabaseSession> OpenAsync(CancellationToken token) => database.OpenAsync(token);

    /// <summary>Keeps mails and how far the mailbox was read, in one transaction; a mail that is there already is passed over.</summary>
    /// <returns>How many are kept that wait to be decided.</returns>
    internal Task<int> KeepAsync(
        string source, IReadOnlyList<KeptMail> mails, InboxPosition position, DateTimeOffset now, CancellationToken token) =>
        database.WriteAsync(
            async session =>
            {
                var kept = 0;
                foreach (var mail in mails)
                    kept += await KeepAsync(session, source, mail, now, token);
                var reached = new { Source = source, position.Validity, position.Number, LookedAt = now };
                if (await session.ExecuteAsync("inbox/update-position", reached, token) == 0)
                    await session.ExecuteAsync("inbox/insert-position", reached, token);
                return kept;
            },
            token);

    private static async Task<int> KeepAsync(
        DatabaseSession session, string source, KeptMail mail, DateTimeOffset now, CancellationToken token)
    {
        // What is nothing of ours, or cannot be read, is known by where it lies.
        var ofPlace = Hash(Encoding.UTF8.GetBytes($"{source}\n{mail.Place.Name}"));
        var hash = mail.Bytes is { Length: > 0 } bytes ? Hash(bytes) : ofPlace;
        var isForeign = mail.Bytes is null;
        var reason = mail.Reason;
        if (await IsKnownAsync(session, hash, mail.Identity, token))
        {
            if (hash == ofPlace || await IsKnownAsync(session, ofPlace, new(), token))
                return 0;
            (hash, isForeign, reason) = (ofPlace, true, "Thư này đã nhận trước đó.");
        }

        var identity = isForeign ? new() : mail.Identity;
        var answered = isForeign ? null : mail.Answered;
        await session.ExecuteAsync("inbox/insert-mail", new
        {
            Sha256 = hash,
            Source = source,
            Place = mail.Place.Name,
            ReceivedAt = mail.At,
            StoredAt = now,
            identity.Sender,
            identity.SenderName,
            identity.Subject,
            identity.MessageId,
            SizeBytes = mail.Size,
            mail.IsWhole,
            State = (isForeign ? InboxState.Foreign : mail.State).ToString(),
            Reason = reason,
            OutboxMessageId = answered?.Id,
            answered?.CampaignId,
            answered?.UnitId,
        }, token);
        if (isForeign || mail.Bytes!.Length == 0)
            return 0;
        await session.ExecuteAsync("inbox/insert-mime", new { Sha256 = hash, Mime = mail.Bytes }, token);
        return 1;
    }

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static async Task<bool> IsKnownAsync(DatabaseSession session, string hash, MailIdentity identity, CancellationToken token) =>
        await session.ScalarAsync<int>("inbox/is-known", new { Sha256 = hash, identity.MessageId, identity.Sender }, token) > 0;
}

/// <summary>How far a mailbox was read, and when a look last reached its end.</summary>
internal sealed record ReadPosition
{
    public long Validity { get; init; }

    public long Number { get; init; }

    public DateTimeOffset LookedAt { get; init; }
}

/// <summary>A mail of ours that is answered.</summary>
internal sealed record AnsweredMail
{
    public long Id { get; init; }

    public int CampaignId { get; init; }

    public int? UnitId { get; init; }

    public string MessageKey { get; init; } = "";

    public string Recipient { get; init; } = "";

    public NoticeKind Kind { get; init; }

    public string? Week { get; init; }

    /// <summary>For a mail that several units share, their row numbers.</summary>
    public string Body { get; init; } = "";

    public string MessageId { get; init; } = "";

    /// <summary>The units whose mail it was.</summary>
    public IReadOnlyList<int> Units => OutboxMessage.UnitsOf(UnitId, Kind is NoticeKind.Deadline or NoticeKind.Reminder ? Body : "");
}

/// <summary>A mail as it is kept.</summary>
/// <param name="Place">Where it lies.</param>
/// <param name="At">When it arrived.</param>
/// <param name="Size">How many bytes it has there.</param>
/// <param name="Identity">What its headers say.</param>
internal sealed record KeptMail(MailPlace Place, DateTimeOffset At, long Size, MailIdentity Identity)
{
    /// <summary>Its bytes, or its beginning; null for one that is nothing of ours.</summary>
    public byte[]? Bytes { get; init; }

    public bool IsWhole { get; init; } = true;

    public InboxState State { get; init; } = InboxState.Foreign;

    public string Reason { get; init; } = "";

    public AnsweredMail? Answered { get; init; }
}
