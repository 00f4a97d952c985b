using System.Data.Common;
using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Storage;
using Microsoft.Extensions.Logging;

namespace CamHa.Scheduler.Alerts;

/// <summary>Runs all checks, one after the other. Alerts, the page and <c>camha doctor</c> all show this one list.</summary>
public sealed partial class Checkup(
    IEnumerable<ICheck> checks,
    Database database,
    DatabaseOutage outage,
    CampaignClock clock,
    ILogger<Checkup> logger)
{
    /// <summary>What the checks find now; if the database is away, that, and what can be found without it.</summary>
    public async Task<IReadOnlyList<Finding>> FindAsync(CancellationToken token) => (await LookAsync(token)).Findings;

    /// <summary>What the checks find now, with the data that they were given.</summary>
    public async Task<CheckResult> LookAsync(CancellationToken token)
    {
        try
        {
            await using var session = await database.OpenSnapshotAsync(token);
            return await LookAsync(session, token);
        }
        catch (Exception e) when (!token.IsCancellationRequested && outage.Explains(e))
        {
            var away = Away(outage.Current, e);
            var result = await LookAsync(null, token);
            return result with { Findings = [away, .. result.Findings] };
        }
    }

    /// <param name="session">A database whose schema is up to date; null if there is none to ask.</param>
    /// <param name="token">Cancels the checks.</param>
    public async Task<IReadOnlyList<Finding>> FindAsync(DatabaseSession? session, CancellationToken token) =>
        (await LookAsync(session, token)).Findings;

    private async Task<CheckResult> LookAsync(DatabaseSession? session, CancellationToken token)
    {
        var now = clock.Now;
        var data = session is null
            ? null
            : new CheckData(session, await CampaignStore.AllAsync(session, token), await CalendarStore.ReadAsync(session, token));
        var round = new CheckRound(now, clock, data);
        var findings = new List<Finding>();
        foreach (var check in checks)
        {
            try
            {
                findings.AddRange(await check.FindAsync(round, token));
            }
            catch (Exception e) when (e is not (OperationCanceledException or DbException or StorageException))
            {
                // One faulty check must not hide what the others find.
                Log.Failed(logger, e, check.GetType().Name);
                findings.Add(new("check", false, $"{check.GetType().Name} failed: {e.Message}")
                {
                    InVietnamese = $"không kiểm tra được {check.GetType().Name}: {e.Message}. Gửi nhật ký cho người cài đặt.",
                });
            }
        }

        return new(findings, round.Today, data?.Campaigns ?? [], data?.Calendar);
    }

    private Finding Away(Outage? current, Exception failure) => new("database", false, failure.Message)
    {
        Problem = DatabaseProblem.Of(database, current),
    };

    private static partial class Log
    {
        [LoggerMessage(700, LogLevel.Error, "{Check} failed; the other checks go on")]
        public static partial void Failed(ILogger logger, Exception exception, string check);
    }
}

/// <summary>What the checks found, and what they were given, for whoever goes on with it.</summary>
/// <param name="Findings">In the order of the checks.</param>
/// <param name="Today">The day on the campaigns' wall clock.</param>
/// <param name="Campaigns">All campaigns; none if the database was away.</param>
/// <param name="Calendar">The working calendar; null if the database was away.</param>
public sealed record CheckResult(
    IReadOnlyList<Finding> Findings,
    DateOnly Today,
    IReadOnlyList<Campaign> Campaigns,
    WorkingCalendar? Calendar);
