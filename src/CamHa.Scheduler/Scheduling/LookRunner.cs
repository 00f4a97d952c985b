using System.Diagnostics;
using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Diagnostics;
using CamHa.Scheduler.Nodes;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Text;
using Microsoft.Extensions.Logging;

namespace CamHa.Scheduler.Scheduling;

/// <summary>Runs a look over every campaign, a hundred in one transaction, and records the run.</summary>
public sealed partial class LookRunner(
    Database database,
    OutboxWriter outbox,
    OutboxSignal signal,
    LeaseOwner owner,
    CampaignClock clock,
    ILogger<LookRunner> logger)
{
    // Few enough that the transaction ends before another writer notices the wait.
    private const int CampaignsAtOnce = 100;

    /// <summary>Runs the look for all campaigns.</summary>
    /// <returns>What was issued for all of them together.</returns>
    /// <exception cref="LookFailedException">The look failed for at least one campaign; the others were done.</exception>
    public Task<IssueResult> RunAsync(ILook look, CancellationToken token) => RunAsync(look, CampaignStore.AllAsync, token);

    /// <summary>Runs the look for the campaign with this code; does nothing if there is none.</summary>
    public Task<IssueResult> RunAsync(ILook look, string campaign, CancellationToken token) =>
        RunAsync(look, (session, cancel) => CampaignStore.ByCodeAsync(session, campaign, cancel), token);

    private async Task<IssueResult> RunAsync(
        ILook look,
        Func<DatabaseSession, CancellationToken, Task<List<Campaign>>> choose,
        CancellationToken token)
    {
        var since = Stopwatch.GetTimestamp();
        using var span = Telemetry.Look(look.Name);
        await using var session = await database.OpenAsync(token);
        var runId = Guid.CreateVersion7(clock.Now).ToString("N");
        await session.ExecuteAsync("scheduling/start-run", new
        {
            Id = runId,
            Job = look.Name,
            Host = owner.Name,
            StartedAt = clock.Now,
        }, token);

        var issued = new IssueResult(0, 0, 0);
        var failures = new List<Exception>();
        try
        {
            var moment = new LookMoment(clock.Now, clock.WallClock(clock.Now), await CalendarStore.ReadAsync(session, token));
            var chosen = (await choose(session, token))
                .FindAll(campaign => MailingTimeRule.Allows(moment, campaign.StartsOn, look.WaitsForWorkingDay));
            foreach (var campaigns in chosen.Chunk(CampaignsAtOnce))
                issued += await LookAtAsync(look, campaigns, moment, runId, failures, token);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            failures.Add(e);
        }

        await FinishAsync(session, runId, issued, failures, token);
        signal.Wake();
        Telemetry.Looked(
            span,
            look.Name,
            Stopwatch.GetElapsedTime(since),
            new(issued.Notices, issued.Messages, issued.Held),
            failures.Count == 0);
        if (failures.Count > 0)
            throw new LookFailedException(look.Name, failures);
        Log.Looked(logger, look.Name, issued.Notices, issued.Messages);
        if (issued.Held > 0)
            Log.Held(logger, look.Name, issued.Held);
        return issued;
    }

    /// <summary>Whether there is anybody to remind.</summary>
    public async Task<bool> HasPlanAsync(CancellationToken token)
    {
        await using var session = await database.OpenAsync(token);
        return await CampaignStore.HasPlanAsync(session, token);
    }

    /// <summary>
    /// Closes as abandoned the runs left unfinished by dead processes of this machine. Runs of a living process, such as one
    /// started beside this one by mistake, are left alone.
    /// </summary>
    public async Task AbandonUnfinishedAsync(CancellationToken token)
    {
        await using var session = await database.OpenAsync(token);
        var hosts = await session.QueryAsync<string>("scheduling/unfinished-hosts", null, token);
        // Earlier versions stored only the machine's name.
        foreach (var host in hosts.Where(host => host == Environment.MachineName || LeaseOwner.IsDead(host)))
            await session.ExecuteAsync("scheduling/abandon-runs", new { Host = host, clock.Now }, token);
    }

    private async Task<IssueResult> LookAtAsync(
        ILook look,
        IReadOnlyList<Campaign> campaigns,
        LookMoment moment,
        string runId,
        List<Exception> failures,
        CancellationToken token)
    {
        using var span = Telemetry.Campaigns(campaigns.Count, campaigns[0].Code);
        try
        {
            // Another node may issue the same at the same moment; the repetition sees what it has written.
            return await database.WorkAsync(session => IssueAsync(look, session, campaigns, moment, runId, token), token);
        }
        // If the database is away, going through the campaigns one by one would only repeat the failure.
        catch (Exception e) when (e is not (OperationCanceledException or StorageException) && !database.IsAway(e))
        {
            if (campaigns.Count == 1)
            {
                Log.CampaignFailed(logger, e, look.Name, campaigns[0].Code);
                failures.Add(e);
                return default;
            }
        }

        // One broken campaign must not keep the others from getting their mails.
        var issued = new IssueResult(0, 0, 0);
        foreach (var campaign in campaigns)
            issued += await LookAtAsync(look, [campaign], moment, runId, failures, token);
        return issued;
    }

    private async Task<IssueResult> IssueAsync(
        ILook look,
        DatabaseSession session,
        IReadOnlyList<Campaign> campaigns,
        LookMoment moment,
        string runId,
        CancellationToken token)
    {
        var mailings = await look.DecideAsync(session, campaigns, moment, token);
        return mailings.Count == 0 ? default : await outbox.WriteAsync(session, moment, runId, mailings, token);
    }

    private Task<int> FinishAsync(
        DatabaseSession session,
        string runId,
        IssueResult issued,
        List<Exception> failures,
        CancellationToken token) =>
        session.ExecuteAsync("scheduling/finish-run", new
        {
            Id = runId,
            FinishedAt = clock.Now,
            Outcome = failures.Count == 0 ? nameof(RunOutcome.Succeeded) : nameof(RunOutcome.Failed),
            issued.Notices,
            issued.Messages,
            issued.Held,
            Detail = string.Join(" | ", failures.Select(StorageFaults.Says)),
        }, token);

    private static partial class Log
    {
        [LoggerMessage(100, LogLevel.Information, "Look {Look}: {Notices} notices in {Messages} messages")]
        public static partial void Looked(ILogger logger, string look, int notices, int messages);

        [LoggerMessage(
            101,
            LogLevel.Warning,
            "Look {Look}: {Held} messages are their campaign's first, or far more than usual, and were held; "
            + "look at them with 'camha outbox list --state held', then 'camha outbox release' or 'cancel'")]
        public static partial void Held(ILogger logger, string look, int held);

        [LoggerMessage(102, LogLevel.Error, "Look {Look} failed for campaign {Campaign}; what it owes is issued by the next look")]
        public static partial void CampaignFailed(ILogger logger, Exception exception, string look, string campaign);
    }
}

/// <summary>A look failed for at least one campaign.</summary>
public sealed class LookFailedException(string look, IReadOnlyList<Exception> failures)
    : ActionRequiredException(
        new Bilingual(
            $"{LookWords.Title(look)}: chưa làm được. {StorageFaults.InVietnamese(failures[0])}",
            $"Look {look} failed: {StorageFaults.Says(failures[0])}"),
        failures[0]);
