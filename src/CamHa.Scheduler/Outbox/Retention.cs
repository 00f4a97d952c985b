using CamHa.Scheduler.Deadlines;
using CamHa.Scheduler.Scheduling;
using CamHa.Scheduler.Storage;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Outbox;

/// <summary>
/// Forgets what is kept no longer, in transactions that keep nobody waiting. Submissions and reports are never forgotten.
/// Each answer is how many rows were.
/// </summary>
public sealed class Retention(Database database, IOptions<OutboxOptions> options, IOptions<DeadlineOptions> deadlines, CampaignClock clock)
{
    /// <summary>Rows forgotten at once: over before anybody waits for it.</summary>
    public const int AtOnce = 200;

    private DateTimeOffset Before => clock.Now.AddDays(-options.Value.KeepDays);

    /// <summary>Messages that ended, with their attempts and bodies.</summary>
    public Task<int> MessagesAsync(CancellationToken token) =>
        PurgeAsync(new { Before, Count = AtOnce }, token, "retention/attempts", "retention/message-bodies", "retention/messages");

    /// <summary>The mails as they left, of messages that ended; their hashes and attempts stay.</summary>
    public Task<int> BodiesAsync(CancellationToken token) =>
        PurgeAsync(new { Before = clock.Now.AddDays(-options.Value.KeepBodiesDays), Count = AtOnce }, token, "retention/bodies");

    /// <summary>
    /// The ledger of campaigns that have owed nothing for as long: while one can owe anything, each of its rows is what
    /// keeps something from being said twice.
    /// </summary>
    public Task<int> LedgerAsync(CancellationToken token) => PurgeAsync(
        new
        {
            Before,
            EndedBefore = DateOnly.FromDateTime(clock.WallClock(Before)).AddDays(-deadlines.Value.KeepDaysAfterEnd),
            Count = AtOnce,
        },
        token,
        "retention/ledger");

    /// <summary>The looks' runs.</summary>
    public Task<int> RunsAsync(CancellationToken token) => PurgeAsync(new { Before, Count = AtOnce }, token, "retention/runs");

    // The last statement is the one that counts.
    private async Task<int> PurgeAsync(object what, CancellationToken token, params string[] statements)
    {
        await using var session = await database.OpenAsync(token);
        var (total, last) = (0, AtOnce);
        while (last >= AtOnce)
        {
            await session.BeginAsync(token);
            foreach (var statement in statements)
                last = await session.ExecuteAsync(statement, what, token);
            await session.CommitAsync(token);
            total += last;
        }

        return total;
    }
}
