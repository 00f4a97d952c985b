using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Nodes;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Scheduling;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Alerts;

/// <summary>
/// Asks every few minutes what is wrong and tells people, through the outbox like every other mail, unless that is away
/// itself: what was told stands in the database, so that neither a restart nor a second node tells it twice. Nothing is
/// written where nothing changed.
/// </summary>
public sealed partial class AlertRound(
    Checkup checkup, OutageMail away, Database database, OutboxWriter outbox, OutboxSignal signal, CloneGuard guard, ClockWatch watch, Heartbeat heartbeat,
    MachineIdentity machine, IOptions<AlertOptions> options, CampaignClock clock, ILogger<AlertRound> logger)
{
    /// <summary>Begins the key of each mail that tells of problems.</summary>
    public const string MessageKeyPrefix = "problems/";

    private const int ColumnWidth = 1000;
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);
    private bool _isArmed;

    public Sweep Sweep => new("look for problems", TimeSpan.FromMinutes(5), RunAsync);

    /// <returns>How many problems, or ends of problems, people are told of.</returns>
    public async Task<int> RunAsync(CancellationToken token)
    {
        // After a start, too: what is wrong then is often right a little later.
        if (!watch.HasBeenSteadyFor(ClockWatch.UntilBelieved))
            return 0;
        var found = (await checkup.FindAsync(token)).Select(finding => finding.Problem).OfType<Problem>().DistinctBy(KeyOf).ToDictionary(KeyOf);
        if (!found.TryGetValue(Checkup.DatabaseKey, out var absence))
            _isArmed = await guard.IsArmedHereAsync(token);
        // No copy of the database tells anybody anything.
        if (!_isArmed)
            return 0;
        heartbeat.Stands([.. found.Values.Where(problem => problem.StopsMails)]);
        // Nothing can be written.
        if (absence is not null)
            return await away.TellAsync(absence, token);
        await using (var session = await database.OpenAsync(token))
        {
            await RememberAsync(session, token);
            if ((await DecideAsync(session, found, token)).Steps.Count == 0)
                return 0;
        }

        var told = await database.WorkAsync(session => TellAsync(session, found, token), token);
        if (told > 0)
            signal.Wake();
        return told;
    }

    private async Task<(IReadOnlyList<AlertStep> Steps, LookMoment Moment)> DecideAsync(DatabaseSession session, Dictionary<string, Problem> found, CancellationToken token)
    {
        var now = clock.Now;
        var moment = new LookMoment(now, clock.WallClock(now), await CalendarStore.ReadAsync(session, token));
        var known = await session.QueryAsync<KnownProblem>("alerts/problems", null, token);
        return (AlertRule.Decide(
            found,
            known.FindAll(row => row.Machine.Length == 0 || row.Machine == machine.Name),
            new(now, moment.WallClock, moment.Calendar.IsWorking(moment.Today))), moment);
    }

    // Decided once more within the transaction: another node may have told meanwhile.
    private async Task<int> TellAsync(DatabaseSession session, Dictionary<string, Problem> found, CancellationToken token)
    {
        var campaigns = await CampaignStore.AllAsync(session, token);
        // Nobody to tell yet, and so nothing told.
        if (campaigns.Count == 0)
            return 0;
        var (steps, moment) = await DecideAsync(session, found, token);
        var rows = steps.Select(step => step.Row with
        {
            Machine = step.Row.ProblemKey.EndsWith(Suffix, StringComparison.Ordinal) ? machine.Name : "",
            Title = step.Row.Title.Truncated(ColumnWidth),
            Remedy = step.Row.Remedy.Truncated(ColumnWidth),
        }).ToList();
        await session.ExecuteAsync("alerts/delete-problem", rows.Select(row => new { row.ProblemKey }), token);
        await session.ExecuteAsync("alerts/insert-problem", rows, token);
        var carrier = Carrier(campaigns, moment.Today)!;
        var mailings = new List<Mailing>();
        foreach (var own in steps.Where(step => step.Tells != Tells.Nothing).GroupBy(step => campaigns.Find(campaign => campaign.Id == step.Row.CampaignId && options.Value.Recipients.Count == 0) ?? carrier))
            mailings.Add(await MailingAsync(session, own.Key, [.. own], moment, token));
        foreach (var step in steps)
            Report(step);
        var written = await outbox.WriteAsync(session, moment, Guid.CreateVersion7(moment.Now).ToString("N"), mailings, token);
        return written.Notices;
    }

    private async Task RememberAsync(DatabaseSession session, CancellationToken token)
    {
        if (Carrier(await CampaignStore.AllAsync(session, token), DateOnly.FromDateTime(clock.WallClock(clock.Now))) is { } carrier)
            away.Remember(carrier, await AddresseesAsync(session, carrier, token));
    }

    // What concerns all of the installation goes with the campaign that runs, or else ran last.
    private static Campaign? Carrier(IReadOnlyList<Campaign> campaigns, DateOnly today) =>
        campaigns.MaxBy(campaign => (campaign.StartsOn <= today && campaign.EndsOn >= today, campaign.EndsOn));

    private async Task<Mailing> MailingAsync(DatabaseSession session, Campaign campaign, List<AlertStep> steps, LookMoment moment, CancellationToken token) => new()
    {
        MessageKey = $"{MessageKeyPrefix}{campaign.Code}/{Guid.CreateVersion7(moment.Now):N}",
        Campaign = campaign,
        Kind = NoticeKind.Alert,
        ExpiresAt = moment.Now + Lifetime,
        Addressees = await AddresseesAsync(session, campaign, token),
        Notices = [.. steps.Select(step => new Notice(NoticeKey(step, moment), 0))],
        Body = ProblemLines.Body(steps),
    };

    private async Task<IReadOnlyList<Addressee>> AddresseesAsync(DatabaseSession session, Campaign campaign, CancellationToken token)
    {
        if (options.Value.Recipients is { Count: > 0 } named)
            return [.. named.Select(address => new Addressee(address, "", RecipientRole.To))];
        var book = await CampaignStore.AddressBookAsync(session, campaign.Id, token);
        List<Addressee> specialists = [.. book.Specialists.Select(contact => contact.As(RecipientRole.To))];
        // That the specialist has no address somebody else has to be told.
        return specialists.Count > 0 ? specialists : [.. book.Report.Where(to => to.Role == RecipientRole.To)];
    }

    private static string NoticeKey(AlertStep step, LookMoment moment) => FormattableString.Invariant(step.Tells == Tells.Over
        ? $"problem/{step.Row.ProblemKey}/over/{step.Row.Since.UtcDateTime:yyyyMMddHHmmss}"
        : (FormattableString)$"problem/{step.Row.ProblemKey}/{moment.Today:yyyy-MM-dd}");

    private string Suffix => $"@{machine.Name}";

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

        [LoggerMessage(712, LogLevel.Warning, "Problem {Key}: {Title}; no mail can tell of it while it lasts, so people are told when it is over")]
        public static partial void Untellable(ILogger logger, string key, string title);
    }
}
