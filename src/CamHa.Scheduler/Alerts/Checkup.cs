using System.Data.Common;
using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Storage;
using Microsoft.Extensions.Logging;

namespace CamHa.Scheduler.Alerts;

/// <summary>All the checks, one after the other: the one list that alerts, the page and <c>camha doctor</c> show.</summary>
public sealed partial class Checkup(IEnumerable<ICheck> checks, Database database, DatabaseOutage outage, CampaignClock clock, ILogger<Checkup> logger)
{
    /// <summary>The problem that the database is away.</summary>
    public const string DatabaseKey = "database";

    /// <summary>What is found now; where the database is away that, and what can be found without it.</summary>
    public async Task<IReadOnlyList<Finding>> FindAsync(CancellationToken token)
    {
        try
        {
            await using var session = await database.OpenSnapshotAsync(token);
            return await FindAsync(session, token);
        }
        catch (Exception e) when (!token.IsCancellationRequested && outage.Explains(e))
        {
            return [Away(outage.Current, e), .. await FindAsync(null, token)];
        }
    }

    /// <param name="session">A database whose schema is up to date; null where there is none to ask.</param>
    /// <param name="token">Ends it.</param>
    public async Task<IReadOnlyList<Finding>> FindAsync(DatabaseSession? session, CancellationToken token)
    {
        var now = clock.Now;
        var data = session is null ? null : new CheckData(session, await CampaignStore.AllAsync(session, token), await CalendarStore.ReadAsync(session, token));
        var round = new CheckRound(now, clock.WallClock(now), data);
        var findings = new List<Finding>();
        foreach (var check in checks)
        {
            try
            {
                findings.AddRange(await check.FindAsync(round, token));
            }
            catch (Exception e) when (e is not (OperationCanceledException or DbException or StorageException))
            {
                // One that fails must not keep the others from being told.
                Log.Failed(logger, e, check.GetType().Name);
                findings.Add(new("check", false, $"{check.GetType().Name} failed: {e.Message}"));
            }
        }

        return findings;
    }

    private static Finding Away(Outage? outage, Exception failure) => new("database", false, failure.Message)
    {
        Problem = new(DatabaseKey, "Không truy cập được cơ sở dữ liệu", "Kiểm tra máy chủ cơ sở dữ liệu đang chạy và mạng thông; xem lý do bằng lệnh: camha doctor")
        {
            Since = outage?.Since,
            TellsNow = false,
            StopsMails = true,
        },
    };

    private static partial class Log
    {
        [LoggerMessage(700, LogLevel.Error, "{Check} failed; the other checks go on")]
        public static partial void Failed(ILogger logger, Exception exception, string check);
    }
}
