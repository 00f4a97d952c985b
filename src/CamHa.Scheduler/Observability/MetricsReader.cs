using CamHa.Scheduler.Backup;
using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Nodes;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Scheduling;
using CamHa.Scheduler.Status;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Submissions;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Observability;

/// <summary>
/// What gauges show that has to be asked for. Read when somebody looks at them, all at once, and then kept for a while: a
/// scrape has a dozen gauges, and there may be several who scrape.
/// </summary>
internal sealed class MetricsReader(
    Database database, DatabaseStart start, DatabaseOutage outage, LookSchedule schedule, CloneGuard guard, NightlyBackup backup,
    IOptions<StorageOptions> storage, WeekReader weeks, CampaignClock clock, TimeProvider time)
{
    // A province's campaigns would be thousands of time series a scrape.
    private const int CampaignsShown = 20;
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private readonly Lock _one = new();
    private Reading? _last;
    private long? _readAt;

    /// <summary>Null where they cannot be had: then nothing is shown, which is not the same as naught.</summary>
    public Reading? Read()
    {
        lock (_one)
        {
            if (_readAt is not { } at || time.GetElapsedTime(at) >= Kept)
            {
                // Who collects asks from a thread of its own, and cannot wait in any other way.
                _last = start.IsReady ? Task.Run(TryReadAsync).GetAwaiter().GetResult() : null;
                _readAt = time.GetTimestamp();
            }

            return _last;
        }
    }

    private async Task<Reading?> TryReadAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            return await ReadAsync(patience.Token).WaitAsync(patience.Token);
        }
        catch (Exception e)
        {
            // Who needs the database for its work tells what is wrong with it.
            _ = outage.Explains(e);
            return null;
        }
    }

    private async Task<Reading> ReadAsync(CancellationToken token)
    {
        await using var session = await database.OpenSnapshotAsync(token);
        var campaigns = await CampaignStore.AllAsync(session, token);
        return new(
            await session.QueryAsync<Waiting>("observability/waiting", null, token),
            await schedule.NextAsync(token),
            campaigns.Count <= CampaignsShown ? await WeeksAsync(session, campaigns, token) : [],
            guard.Sends(await guard.ArmedForAsync(token)),
            backup.Days is [var last, ..] ? clock.Instant(last.ToDateTime(storage.Value.BackupAt)) : null);
    }

    private async Task<List<Submitted>> WeeksAsync(DatabaseSession session, List<Campaign> campaigns, CancellationToken token)
    {
        var submitted = new List<Submitted>();
        foreach (var campaign in campaigns)
        {
            if (await weeks.CurrentAsync(session, campaign, token) is { Units: var units })
                submitted.Add(new(campaign.Code, units.Count(unit => unit.Standing.State == SubmissionState.OnTime), units.Count(unit => unit.Standing.State == SubmissionState.Awaited)));
        }

        return submitted;
    }
}

internal sealed record Reading(IReadOnlyList<Waiting> Outbox, IReadOnlyList<NextFire> Looks, IReadOnlyList<Submitted> Weeks, bool IsArmed, DateTimeOffset? LastBackup);

/// <summary>How many units have submitted for the current week of a campaign, and how many owe it still.</summary>
internal sealed record Submitted(string Campaign, int Received, int Awaited);

/// <summary>The messages that have not come to an end, by their state.</summary>
internal sealed record Waiting
{
    public OutboxState State { get; init; }

    public long Messages { get; init; }

    /// <summary>Since when the oldest of them waits; null where there are none.</summary>
    public DateTimeOffset? Since { get; init; }
}
