using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Storage;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Outbox;

/// <summary>
/// How many mails the host still accepts. Counted from the attempts and test mails on record, so that a restart or a second
/// process changes nothing.
/// </summary>
public sealed class SendingLimits(IOptions<SmtpOptions> smtp, IOptions<MailOptions> mail, CampaignClock clock)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private bool Apply => mail.Value.UsesSmtp && (smtp.Value.PerMinute > 0 || smtp.Value.PerDay > 0);

    /// <summary>
    /// Keeps other dispatchers from claiming until the transaction ends. Must come first in it: a transaction that has written
    /// attempts and then waits for this lock deadlocks with the one that holds it and counts attempts.
    /// </summary>
    public Task LockAsync(DatabaseSession session, CancellationToken token) =>
        Apply ? session.ExecuteAsync("outbox/lock-limits", null, token) : Task.CompletedTask;

    /// <summary>How many more messages this transaction, which holds the lock, may claim.</summary>
    public async Task<int> RoomAsync(DatabaseSession session, CancellationToken token)
    {
        if (!Apply)
            return int.MaxValue;
        // The moment now, not that of the batch: another dispatcher may have sent while this one waited for the lock.
        var used = await UsedAsync(session, clock.Now, token);
        var inMinute = Left(smtp.Value.PerMinute, used.LastMinute + used.UnderWay);
        var inDay = Left(smtp.Value.PerDay, used.LastDay + used.UnderWay);
        return Math.Max(0, Math.Min(inMinute, inDay));
    }

    /// <summary>Counts a test mail that is about to leave, as the first thing in its transaction.</summary>
    /// <returns>How far the limits are used, where they leave no room for it; otherwise null.</returns>
    public async Task<LimitUse?> TakeForTestAsync(DatabaseSession session, CancellationToken token)
    {
        if (!mail.Value.UsesSmtp)
            return null;
        await LockAsync(session, token);
        if (await RoomAsync(session, token) == 0)
            return await UseAsync(session, clock.Now, token);
        await session.ExecuteAsync("outbox/forget-test-mails", new { DayAgo = clock.Now - Day }, token);
        await session.ExecuteAsync("outbox/insert-test-mail", new { AttemptedAt = clock.Now }, token);
        return null;
    }

    /// <summary>How far the limits are used, for <c>status</c>; null where there are none.</summary>
    public async Task<LimitUse?> UseAsync(DatabaseSession session, DateTimeOffset now, CancellationToken token)
    {
        if (!Apply)
            return null;
        var used = await UsedAsync(session, now, token);
        var isFull = smtp.Value.PerDay > 0 && used.LastDay >= smtp.Value.PerDay;
        return new(smtp.Value.PerMinute, used.LastMinute, smtp.Value.PerDay, used.LastDay, isFull ? used.OldestOfDay + Day : null);
    }

    private static int Left(int limit, int used) => limit == 0 ? int.MaxValue : limit - used;

    private static async Task<Used> UsedAsync(DatabaseSession session, DateTimeOffset now, CancellationToken token)
    {
        var spans = new { Now = now, MinuteAgo = now - Minute, DayAgo = now - Day };
        return (await session.SingleOrDefaultAsync<Used>("outbox/attempts-since", spans, token))!;
    }

    private sealed record Used
    {
        public int LastMinute { get; init; }

        public int LastDay { get; init; }

        public int UnderWay { get; init; }

        public DateTimeOffset? OldestAttempt { get; init; }

        public DateTimeOffset? OldestTest { get; init; }

        public DateTimeOffset? OldestOfDay => OldestTest is null || OldestAttempt < OldestTest ? OldestAttempt : OldestTest;
    }
}

/// <summary>How far the host's limits are used.</summary>
/// <param name="PerMinute">The limit; 0 for none.</param>
/// <param name="LastMinute">Attempts in the last minute.</param>
/// <param name="PerDay">The limit; 0 for none.</param>
/// <param name="LastDay">Attempts in the last 24 hours.</param>
/// <param name="RoomFrom">When the day's limit, now full, has room again; null where it is not full.</param>
public sealed record LimitUse(int PerMinute, int LastMinute, int PerDay, int LastDay, DateTimeOffset? RoomFrom);
