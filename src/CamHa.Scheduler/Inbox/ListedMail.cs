using System.Text.Json.Serialization;
using CamHa.Scheduler.Inbox.Deciding;
using CamHa.Scheduler.Inbox.Files;
using CamHa.Scheduler.Inbox.Sorting;
using CamHa.Scheduler.Storage;

namespace CamHa.Scheduler.Inbox;

/// <summary>A mail that came in, for people to look at.</summary>
public sealed record ListedMail
{
    public long Id { get; init; }

    public DateTimeOffset ReceivedAt { get; init; }

    public string Sender { get; init; } = "";

    public string SenderName { get; init; } = "";

    public string Subject { get; init; } = "";

    public long SizeBytes { get; init; }

    /// <summary>False where it was too large, and only its beginning is kept.</summary>
    public bool IsWhole { get; init; }

    public InboxState State { get; init; }

    public string Reason { get; init; } = "";

    /// <summary>What kind of mail it is; null until that is decided.</summary>
    public MailKind? Kind { get; init; }

    /// <summary>How far its sender is believed; null of what no person wrote.</summary>
    public SenderLevel? SenderLevel { get; init; }

    /// <summary>The last day on which its sender is away, by a machine's answer that says so.</summary>
    public DateOnly? AwayUntil { get; init; }

    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>The mail of ours that it answers or returns.</summary>
    public long? OutboxMessageId { get; init; }

    public string Campaign { get; init; } = "";

    public string Unit { get; init; } = "";

    /// <summary>Whether it waits because nobody knows who wrote it; its unit is then that of the mail that it answers.</summary>
    [JsonIgnore]
    public bool IsOfStranger => State == InboxState.Triage && SenderLevel == Deciding.SenderLevel.Stranger;

    /// <summary>The change by which it was applied.</summary>
    public long? GestureId { get; init; }

    /// <summary>The change that has taken that back.</summary>
    public long? UndoneById { get; init; }

    /// <summary>The files that came with it; null where they were not asked for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ReceivedFile>? Files { get; init; }

    /// <param name="session">The database.</param>
    /// <param name="state">Only those in this state; null for all.</param>
    /// <param name="last">How many at most, the newest first.</param>
    /// <param name="token">Cancels the reading.</param>
    public static Task<List<ListedMail>> AllAsync(DatabaseSession session, InboxState? state, int last, CancellationToken token) =>
        session.QueryAsync<ListedMail>("inbox/list", new { State = state?.ToString(), Last = last }, token);

    /// <summary>How many wait for a person.</summary>
    public static Task<int> CountWaitingAsync(DatabaseSession session, CancellationToken token) =>
        session.ScalarAsync<int>("inbox/count-waiting", null, token);

    public static Task<ListedMail?> OneAsync(DatabaseSession session, long id, CancellationToken token) =>
        session.SingleOrDefaultAsync<ListedMail>("inbox/one", new { Id = id }, token);

    /// <summary>What is known of its files: why one does not count. Those of a mail that was no answer are not there.</summary>
    public static Task<List<ReceivedFile>> FilesAsync(DatabaseSession session, long id, CancellationToken token) =>
        session.QueryAsync<ReceivedFile>("inbox/files", new { Id = id }, token);

    /// <summary>Its bytes as they came; null where they are not kept any more.</summary>
    public static Task<byte[]?> BytesAsync(DatabaseSession session, long id, CancellationToken token) =>
        session.ScalarAsync<byte[]>("inbox/bytes", new { Id = id }, token);
}
