using System.Data.Common;
using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Storage;
using Microsoft.Extensions.Logging;

namespace CamHa.Scheduler.Scheduling;

/// <summary>Runs a look over every campaign, one transaction each, and records the run.</summary>
public sealed partial class LookRunner(
    Database database, OutboxWriter outbox, OutboxSignal signal, CampaignClock clock, ILogger<LookRunner> logger)
{
    /// <returns>What was written in all.</returns>
    /// <exception cref="LookFailedException">The look failed for at least one campaign; the others were done.</exception>
    public async Task<Written> RunAsync(ILook look, CancellationToken token)
    {
        await using var session = await database.OpenAsync(token);
        var runId = Guid.CreateVersion7(clock.Now).ToString("N");
        await session.ExecuteAsync("scheduling/start-run", new
        {
            Id = runId,
            Job = look.Name,
            Host = Environment.MachineName,
            StartedAt = clock.Now,
        }, token);

        var written = new Written(0, 0, 0);
        var failures = new List<Exception>();
        try
        {
            var moment = new LookMoment(clock.Now, clock.WallClock(clock.Now), await CalendarStore.ReadAsync(session, token));
            foreach (var campaign in await CampaignStore.AllAsync(session, token))
                written += await LookAtAsync(look, session, campaign, moment, runId, failures, token);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            failures.Add(e);
        }

        await FinishAsync(session, runId, written, failures);
        signal.Wake();
        if (failures.Count > 0)
            throw new LookFailedException(look.Name, failures);
        Log.Looked(logger, look.Name, written.Notices, written.Messages);
        if (written.Held > 0)
            Log.Held(logger, look.Name, written.Held);
        return written;
    }

    /// <summary>Runs left unfinished by a process that died are closed as abandoned.</summary>
    public async Task AbandonUnfinishedAsync(CancellationToken token)
    {
        await using var session = await database.OpenAsync(token);
        await session.ExecuteAsync("scheduling/abandon-runs", new { Host = Environment.MachineName, Now = clock.Now }, token);
    }

    // One broken campaign must not cost the next its mails.
    private async Task<Written> LookAtAsync(
        ILook look, Session session, Campaign campaign, LookMoment moment, string runId, List<Exception> failures, CancellationToken token)
    {
        try
        {
            return await LookAtAsync(look, session, campaign, moment, runId, token);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            await session.RollbackAsync();
            Log.CampaignFailed(logger, e, look.Name, campaign.Code);
            failures.Add(e);
            return default;
        }
    }

    private async Task<Written> LookAtAsync(
        ILook look, Session session, Campaign campaign, LookMoment moment, string runId, CancellationToken token)
    {
        try
        {
            return await IssueAsync(look, session, campaign, moment, runId, token);
        }
        catch (DbException e) when (database.IsDuplicate(e))
        {
            // Another node issued the same at the same moment. Looking once more sees what it wrote.
            await session.RollbackAsync();
            return await IssueAsync(look, session, campaign, moment, runId, token);
        }
    }

    private async Task<Written> IssueAsync(
        ILook look, Session session, Campaign campaign, LookMoment moment, string runId, CancellationToken token)
    {
        await session.BeginDecisionAsync(token);
        var mailings = await look.DecideAsync(session, campaign, moment, token);
        var written = mailings.Count == 0
            ? default
            : await outbox.WriteAsync(session, campaign, moment, runId, mailings, token);
        await session.CommitAsync(token);
        return written;
    }

    // Not cancelled: how a run ended is told also when the service is being stopped.
    private Task<int> FinishAsync(Session session, string runId, Written written, List<Exception> failures) =>
        session.ExecuteAsync("scheduling/finish-run", new
        {
            Id = runId,
            FinishedAt = clock.Now,
            Outcome = failures.Count == 0 ? "Succeeded" : "Failed",
            written.Notices,
            written.Messages,
            written.Held,
            Detail = string.Join(" | ", failures.Select(StorageFaults.Says)),
        }, CancellationToken.None);

    private static partial class Log
    {
        [LoggerMessage(100, LogLevel.Information, "Look {Look}: {Notices} notices in {Messages} messages")]
        public static partial void Looked(ILogger logger, string look, int notices, int messages);

        [LoggerMessage(101, LogLevel.Warning, "Look {Look}: {Held} messages are far more than usual and were held; look at them with 'camha outbox list --state held', then 'camha outbox release' or 'cancel'")]
        public static partial void Held(ILogger logger, string look, int held);

        [LoggerMessage(102, LogLevel.Error, "Look {Look} failed for campaign {Campaign}; what it owes is issued by the next look")]
        public static partial void CampaignFailed(ILogger logger, Exception exception, string look, string campaign);
    }
}

/// <summary>A look failed for at least one campaign.</summary>
public sealed class LookFailedException(string look, IReadOnlyList<Exception> failures)
    : Exception($"Look {look} failed: {StorageFaults.Says(failures[0])}", failures[0]);
