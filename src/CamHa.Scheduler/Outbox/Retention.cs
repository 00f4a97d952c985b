using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Deadlines;
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
    public Task<int> MessagesAsync(CancellationToken token) => PurgeAsync(
        async session =>
        {
            // Chosen once: another node that forgets the same must not have these statements go on to others each.
            var ended = (await session.QueryAsync<long>("retention/ended", new { Before, Count = AtOnce }, token)).ConvertAll(id => new { Id = id });
            await session.ExecuteAsync("retention/attempts", ended, token);
            await session.ExecuteAsync("retention/message-body", ended, token);
            return await session.ExecuteAsync("retention/message", ended, token);
        },
        token);

    /// <summary>The mails as they left, of messages that ended; their hashes and attempts stay.</summary>
    public Task<int> BodiesAsync(CancellationToken token) =>
        PurgeAsync(session => session.ExecuteAsync("retention/bodies", new { Before = clock.Now.AddDays(-options.Value.KeepBodiesDays), Count = AtOnce }, token), token);

    /// <summary>
    /// The ledger of campaigns that have owed nothing for as long: while one can owe anything, each of its rows is what
    /// keeps something from being said twice.
    /// </summary>
    public Task<int> LedgerAsync(CancellationToken token) => PurgeAsync(
        session => session.ExecuteAsync("retention/ledger", new
        {
            Before,
            EndedBefore = DateOnly.FromDateTime(clock.WallClock(Before)).AddDays(-deadlines.Value.KeepDaysAfterEnd),
            Count = AtOnce,
        }, token),
        token);

    /// <summary>The looks' runs.</summary>
    public Task<int> RunsAsync(CancellationToken token) =>
        PurgeAsync(session => session.ExecuteAsync("retention/runs", new { Before, Count = AtOnce }, token), token);

    private async Task<int> PurgeAsync(Func<DatabaseSession, Task<int>> purge, CancellationToken token)
    {
        var (total, last) = (0, AtOnce);
        while (last >= AtOnce)
        {
            last = await database.WriteAsync(purge, token);
            total += last;
        }

        return total;
    }
}
