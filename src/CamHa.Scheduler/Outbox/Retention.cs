using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Storage;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Outbox;

/// <summary>
/// Deletes what is no longer kept, in transactions short enough to keep nobody waiting. Submissions and reports are kept for
/// ever. Each method returns how many rows it deleted.
/// </summary>
public sealed class Retention(Database database, IOptions<OutboxOptions> options, OwedAfterEnd owed, CampaignClock clock)
{
    /// <summary>Rows deleted in one transaction.</summary>
    public const int AtOnce = 200;

    private DateTimeOffset Before => clock.Now.AddDays(-options.Value.KeepDays);

    // Campaigns that ended earlier have owed nothing since Before.
    private DateOnly EndedBefore => DateOnly.FromDateTime(clock.WallClock(Before)).AddDays(-owed.Days);

    /// <summary>Deletes messages that ended, with their attempts and bodies.</summary>
    public Task<int> MessagesAsync(CancellationToken token) => PurgeAsync(
        async session =>
        {
            // Chosen once: with another node deleting at the same time, each statement would otherwise pick different messages.
            var parameters = new { Before, Count = AtOnce };
            var ended = (await session.QueryAsync<long>("retention/ended", parameters, token)).ConvertAll(id => new { Id = id });
            await session.ExecuteAsync("retention/attempts", ended, token);
            await session.ExecuteAsync("retention/failures", ended, token);
            await session.ExecuteAsync("retention/message-body", ended, token);
            return await session.ExecuteAsync("retention/message", ended, token);
        },
        token);

    /// <summary>Deletes the rendered mails of messages that ended; their hashes and attempts stay.</summary>
    public Task<int> BodiesAsync(CancellationToken token)
    {
        var before = clock.Now.AddDays(-options.Value.KeepBodiesDays);
        return PurgeAsync(session => session.ExecuteAsync("retention/bodies", new { Before = before, Count = AtOnce }, token), token);
    }

    /// <summary>
    /// Deletes the ledger of campaigns that have owed nothing for as long. While a campaign can owe anything, its ledger keeps
    /// every notice from being issued twice.
    /// </summary>
    public Task<int> LedgerAsync(CancellationToken token) => PurgeAsync(
        session => session.ExecuteAsync("retention/ledger", new { Before, EndedBefore, Count = AtOnce }, token), token);

    /// <summary>Deletes the record of changes of the same campaigns, and of the calendar as old.</summary>
    public Task<int> ChangesAsync(CancellationToken token) => PurgeAsync(
        async session =>
        {
            var parameters = new { Before, EndedBefore, Count = AtOnce };
            var old = (await session.QueryAsync<long>("retention/old-gestures", parameters, token)).ConvertAll(id => new { Id = id });
            await session.ExecuteAsync("retention/entries", old, token);
            return await session.ExecuteAsync("retention/gesture", old, token);
        },
        token);

    /// <summary>Deletes the notes of calls of the same campaigns.</summary>
    public Task<int> CallsAsync(CancellationToken token) => PurgeAsync(
        session => session.ExecuteAsync("retention/calls", new { Before, EndedBefore, Count = AtOnce }, token), token);

    /// <summary>Deletes the records of looks that have run.</summary>
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

/// <summary>For how many days after its end a campaign can still owe a mail.</summary>
public sealed record OwedAfterEnd(int Days);
