using CamHa.Scheduler.Alerts.Checks;
using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Nodes;
using CamHa.Scheduler.Scheduling;
using CamHa.Scheduler.Storage;

namespace CamHa.Scheduler.Alerts;

/// <summary>
/// Runs the checks every few minutes and passes on what they find: to the outside watcher, and to people by mail. The mails
/// go through the outbox like every other, except while the database, and with it the outbox, is away.
/// </summary>
public sealed class AlertRound(
    Checkup checkup,
    OutageMail away,
    AlertWriter writer,
    AlertRecipients recipients,
    Database database,
    CloneGuard guard,
    ClockWatch watch,
    Heartbeat heartbeat)
{
    private bool _isArmed;
    private bool _isPaused;

    public Sweep Sweep => new("look for problems", TimeSpan.FromMinutes(5), RunAsync);

    /// <summary>Runs the checks once.</summary>
    /// <returns>How many problems, or ends of problems, people are told of.</returns>
    public async Task<int> RunAsync(CancellationToken token)
    {
        // This also covers the first minutes after a start, when what is wrong often comes right by itself.
        if (!watch.HasBeenSteadyFor(ClockWatch.UntilBelieved))
            return 0;
        var result = await checkup.LookAsync(token);
        var found = result.Findings.Select(finding => finding.Problem).OfType<Problem>().ToList();
        var absence = found.Find(DatabaseProblem.Is);
        if (absence is null)
        {
            _isArmed = await guard.IsArmedHereAsync(token);
            _isPaused = found.Exists(problem => problem.Key == PauseCheck.Key);
        }

        // A copy of the database tells nobody anything.
        if (!_isArmed)
            return 0;
        var stopping = found.Where(problem => problem.StopsMails).DistinctBy(problem => problem.Key);
        heartbeat.Stands([.. stopping.Select(problem => problem.Title)]);
        if (absence is not null)
            return _isPaused ? 0 : await away.TellAsync(absence, token);
        await using (var session = await database.OpenAsync(token))
        {
            if (AlertRecipients.Carrier(result.Campaigns, result.Today) is { } carrier)
            {
                var specialist = (await CampaignStore.AddressBookAsync(session, carrier.Id, token)).SpecialistLine;
                away.Remember(carrier, await recipients.OfAsync(session, carrier, token), specialist);
            }

            if (!await writer.HasNewsAsync(session, found, result, token))
                return 0;
        }

        return await writer.WriteAsync(found, result, token);
    }
}
