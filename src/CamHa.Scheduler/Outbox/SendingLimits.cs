using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Storage;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Outbox;

/// <summary>How many mails the host still takes: counted from the attempts on record, so a restart or a second process changes nothing.</summary>
public sealed class SendingLimits(IOptions<SmtpOptions> smtp, IOptions<MailOptions> mail, CampaignClock clock)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private bool Apply => mail.Value.UsesSmtp && (smtp.Value.PerMinute > 0 || smtp.Value.PerDay > 0);

    /// <summary>
    /// Keeps other dispatchers from claiming until the transaction ends. First in it: who has written attempts already and
    /// waits for this lock would be waited for by the one that holds it and counts attempts.
    /// </summary>
    public Task LockAsync(DatabaseSession session, CancellationToken token) =>
        Apply ? session.ExecuteAsync("outbox/lock-limits", null, token) : Task.CompletedTask;

    /// <summary>How many more messages may be claimed in this transaction, which holds the lock.</summary>
    public async Task<int> RoomAsync(DatabaseSession session, CancellationToken token)
    {
        if (!Apply)
            return int.MaxValue;
        // Now, and not when the turn began: while it waited for the lock another may have sent.
        var used = await UsedAsync(session, clock.Now, token);
        return Math.Max(0, Math.Min(Left(smtp.Value.PerMinute, used.LastMinute + used.UnderWay), Left(smtp.Value.PerDay, used.LastDay + used.UnderWay)));
    }

    /// <summary>What <c>status</c> says of the limits; null where there are none.</summary>
    public async Task<LimitUse?> UseAsync(DatabaseSession session, DateTimeOffset now, CancellationToken token)
    {
        if (!Apply)
            return null;
        var used = await UsedAsync(session, now, token);
        var isFull = smtp.Value.PerDay > 0 && used.LastDay >= smtp.Value.PerDay;
        return new(smtp.Value.PerMinute, used.LastMinute, smtp.Value.PerDay, used.LastDay, isFull ? used.OldestOfDay + Day : null);
    }

    private static int Left(int limit, int used) => limit == 0 ? int.MaxValue : limit - used;

    private static async Task<Used> UsedAsync(DatabaseSession session, DateTimeOffset now, CancellationToken token) =>
        (await session.SingleOrDefaultAsync<Used>("outbox/attempts-since", new { Now = now, MinuteAgo = now - Minute, DayAgo = now - Day }, token))!;

    private sealed record Used
    {
        public int LastMinute { get; init; }

        public int LastDay { get; init; }

        public int UnderWay { get; init; }

        public DateTimeOffset? OldestOfDay { get; init; }
    }
}

/// <param name="PerMinute">The limit; 0 for none.</param>
/// <param name="LastMinute">Attempts in the last minute.</param>
/// <param name="PerDay">The limit; 0 for none.</param>
/// <param name="LastDay">Attempts in the last 24 hours.</param>
/// <param name="RoomFrom">When the day's limit, now full, has room again; null where it has.</param>
public sealed record LimitUse(int PerMinute, int LastMinute, int PerDay, int LastDay, DateTimeOffset? RoomFrom);
