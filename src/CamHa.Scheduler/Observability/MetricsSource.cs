using CamHa.Scheduler.Backup;
using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Inbox;
using CamHa.Scheduler.Nodes;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Scheduling;
using CamHa.Scheduler.Status;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Submissions;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Observability;

/// <summary>Reads from database, scheduler and backups what gauges show.</summary>
internal sealed class MetricsSource(
    Database database,
    LookSchedule schedule,
    WeekReader weeks,
    CloneGuard guard,
    NightlyBackup backup,
    IOptions<StorageOptions> storage,
    IOptions<InboxOptions> inbox,
    CampaignClock clock)
{
    // The campaigns of a province would make thousands of time series in every scrape.
    private const int CampaignsShown = 20;

    public async Task<Reading> ReadAsync(CancellationToken token)
    {
        await using var session = await database.OpenSnapshotAsync(token);
        var campaigns = await CampaignStore.AllAsync(session, token);
        return new(
            await session.QueryAsync<Waiting>("observability/waiting", null, token),
            await schedule.NextAsync(token),
            campaigns.Count <= CampaignsShown ? await WeeksAsync(session, campaigns, token) : [],
            guard.Sends(await guard.ArmedForAsync(token)),
            backup.Days is [var last, ..] ? clock.Instant(last.ToDateTime(storage.Value.BackupAt)) : null,
            inbox.Value.IsUsed ? await InboxStanding.ReadAsync(session, now: null, token) : null);
    }

    private async Task<List<Submitted>> WeeksAsync(DatabaseSession session, List<Campaign> campaigns, CancellationToken token)
    {
        var submitted = new List<Submitted>();
        foreach (var campaign in campaigns)
        {
            if (await weeks.CurrentAsync(session, campaign, token) is { Units: var units })
                submitted.Add(new(campaign.Code, Count(units, SubmissionState.OnTime), Count(units, SubmissionState.Awaited)));
        }

        return submitted;
    }

    private static int Count(IReadOnlyList<UnitStanding> units, SubmissionState state) => units.Count(unit => unit.Standing.State == state);
}

/// <summary>What gauges show, as of one moment.</summary>
/// <param name="Outbox">The messages that have not come to an end, by state.</param>
/// <param name="Looks">When each look is due next.</param>
/// <param name="Weeks">The submissions for the current week, by campaign; empty if there are too many campaigns.</param>
/// <param name="IsArmed">Whether this machine sends from this database.</param>
/// <param name="LastBackup">The moment at which the last nightly backup was due; null if there is none.</param>
/// <param name="Inbox">How the mailbox stands that is read; null if none is.</param>
internal sealed record Reading(
    IReadOnlyList<Waiting> Outbox,
    IReadOnlyList<NextFire> Looks,
    IReadOnlyList<Submitted> Weeks,
    bool IsArmed,
    DateTimeOffset? LastBackup,
    InboxStanding? Inbox);

/// <summary>How many units have submitted for a campaign's current week, and how many still owe it.</summary>
internal sealed record Submitted(string Campaign, int Received, int Awaited);

/// <summary>The messages in one state that have not come to an end.</summary>
internal sealed record Waiting
{
    public OutboxState State { get; init; }

    public long Messages { get; init; }

    /// <summary>Since when the oldest of them waits; null if there are none.</summary>
    public DateTimeOffset? Since { get; init; }
}
