using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Nodes;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Text;
using Microsoft.Extensions.Logging;

namespace CamHa.Scheduler.Alerts;

/// <summary>
/// Records problems and writes the mails that tell of them. The record is in the database, so neither a restart nor a second
/// node tells twice. Nothing is written if nothing has changed.
/// </summary>
public sealed partial class AlertWriter(
    Database database,
    OutboxWriter outbox,
    OutboxSignal signal,
    AlertRecipients recipients,
    MachineIdentity machine,
    CampaignClock clock,
    ILogger<AlertWriter> logger)
{
    /// <summary>Begins the key of each mail that tells of problems.</summary>
    public const string MessageKeyPrefix = "problems/";

    private const int ColumnWidth = 1000;
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    private string Suffix => $"@{machine.Name}";

    /// <summary>Whether there is anything to record or to tell.</summary>
    public async Task<bool> HasNewsAsync(
        DatabaseSession session,
        IReadOnlyList<Problem> found,
        CheckResult result,
        CancellationToken token) =>
        (await DecideAsync(session, ByKey(found), Moment(result), token)).Count > 0;

    /// <summary>Records the problems that were found, and writes what people are told to the outbox.</summary>
    /// <returns>How many problems, or ends of problems, people are told of.</returns>
    public async Task<int> WriteAsync(IReadOnlyList<Problem> found, CheckResult result, CancellationToken token)
    {
        var byKey = ByKey(found);
        var told = await database.WorkAsync(session => TellAsync(session, byKey, result, token), token);
        if (told > 0)
            signal.Wake();
        return told;
    }

    private async Task<IReadOnlyList<AlertStep>> DecideAsync(
        DatabaseSession session,
        Dictionary<string, Problem> found,
        LookMoment moment,
        CancellationToken token)
    {
        var known = await session.QueryAsync<KnownProblem>("alerts/problems", null, token);
        return AlertRule.Decide(
            found,
            known.FindAll(row => row.Machine.Length == 0 || row.Machine == machine.Name),
            new(moment.Now, moment.WallClock, moment.Calendar.IsWorking(moment.Today)));
    }

    private async Task<int> TellAsync(
        DatabaseSession session,
        Dictionary<string, Problem> found,
        CheckResult result,
        CancellationToken token)
    {
        // Before the first import there is nobody to tell, so nothing is recorded as told.
        if (result.Campaigns.Count == 0)
            return 0;
        // Decided again within the transaction, at its own moment: another node may have told people since the first decision.
        var moment = Moment(result);
        var steps = await DecideAsync(session, found, moment, token);
        var rows = steps.Select(step => step.Row with
        {
            Machine = step.Row.ProblemKey.EndsWith(Suffix, StringComparison.Ordinal) ? machine.Name : "",
            Title = step.Row.Title.Truncated(ColumnWidth),
            Remedy = step.Row.Remedy.Truncated(ColumnWidth),
        }).ToList();
        await session.ExecuteAsync("alerts/delete-problem", rows.Select(row => new { row.ProblemKey }), token);
        await session.ExecuteAsync("alerts/insert-problem", rows, token);
        var carrier = AlertRecipients.Carrier(result.Campaigns, moment.Today)!;
        var byCampaign = steps
            .Where(step => step.Tells != Tells.Nothing)
            .GroupBy(step => recipients.Of(step.Row.CampaignId, result.Campaigns, carrier));
        var mailings = new List<Mailing>();
        foreach (var own in byCampaign)
            mailings.Add(await MailingAsync(session, own.Key, [.. own], moment, token));
        foreach (var step in steps)
            Report(step);
        var issued = await outbox.WriteAsync(session, moment, Guid.CreateVersion7(moment.Now).ToString("N"), mailings, token);
        return issued.Notices;
    }

    private async Task<Mailing> MailingAsync(
        DatabaseSession session,
        Campaign campaign,
        List<AlertStep> steps,
        LookMoment moment,
        CancellationToken token) => new()
        {
            MessageKey = $"{MessageKeyPrefix}{campaign.Code}/{Guid.CreateVersion7(moment.Now):N}",
            Campaign = campaign,
            Kind = NoticeKind.Alert,
            ExpiresAt = moment.Now + Lifetime,
            Addressees = await recipients.OfAsync(session, campaign, token),
            Notices = [.. steps.Select(step => new Notice(NoticeKey(step, moment), 0))],
            Body = ProblemLines.Body(steps),
        };

    private LookMoment Moment(CheckResult result)
    {
        var now = clock.Now;
        return new(now, clock.WallClock(now), result.Calendar!);
    }

    private static string NoticeKey(AlertStep step, LookMoment moment) => FormattableString.Invariant(step.Tells == Tells.Over
        ? $"problem/{step.Row.ProblemKey}/over/{step.Row.Since.UtcDateTime:yyyyMMddHHmmss}"
        : (FormattableString)$"problem/{step.Row.ProblemKey}/{moment.Today:yyyy-MM-dd}");

    private Dictionary<string, Problem> ByKey(IReadOnlyList<Problem> found) => found.DistinctBy(KeyOf).ToDictionary(KeyOf);

    private string KeyOf(Problem problem) => problem.IsOfMachine ? problem.Key + Suffix : problem.Key;

    private void Report(AlertStep step)
    {
        if (step.Tells == Tells.Problem)
            Log.Told(logger, step.Row.ProblemKey, step.Row.Title);
        else if (step.Row.OverAt is not null)
            Log.Over(logger, step.Row.ProblemKey);
        else if (step.Row is { GoneSince: null, TellsNow: false })
            Log.Untellable(logger, step.Row.ProblemKey, step.Row.Title);
    }

    private static partial class Log
    {
        [LoggerMessage(710, LogLevel.Warning, "Problem {Key}: {Title}; people are told by mail")]
        public static partial void Told(ILogger logger, string key, string title);

        [LoggerMessage(711, LogLevel.Information, "Problem {Key} is over")]
        public static partial void Over(ILogger logger, string key);

        [LoggerMessage(
            712,
            LogLevel.Warning,
            "Problem {Key}: {Title}; no mail can tell of it while it lasts, so people are told when it is over")]
        public static partial void Untellable(ILogger logger, string key, string title);
    }
}
