using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Nodes;
using CamHa.Scheduler.Storage;
using Microsoft.Extensions.Hosting;
using Quartz;

namespace CamHa.Scheduler.Scheduling;

/// <summary>
/// Runs one look when Quartz says so. A look that fails is recorded and logged. If it fails because the database is away, it
/// is repeated until it succeeds: tomorrow's time may be too late for what is owed today.
/// </summary>
[DisallowConcurrentExecution]
public sealed class LookJob(
    LookRunner runner,
    IEnumerable<ILook> looks,
    ClockWatch watch,
    DatabaseOutage outage,
    CloneGuard guard,
    Heartbeat heartbeat,
    IHostApplicationLifetime lifetime,
    TimeProvider time)
    : IJob
{
    private static readonly TimeSpan BetweenGlances = TimeSpan.FromMinutes(1);

    // Less than a stop may take. A statement that a server holds up for longer is cancelled and undone, and the look at the next
    // start issues it; or else the scheduler would be shut down under it.
    private static readonly TimeSpan ToEnd = TimeSpan.FromSeconds(5);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        var look = looks.First(each => each.Name == context.JobDetail.Key.Name);
        using var patience = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        await using var stop = lifetime.ApplicationStopping.Register(() => patience.CancelAfter(ToEnd));
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            // On a clock that is a day ahead, Friday's report would go out on Thursday, and not again on Friday. The wait has
            // a limit, so that a clock set again and again cannot hold a look back for ever.
            for (var waited = TimeSpan.Zero; watch.MayBeAhead() && waited < ClockWatch.UntilBelieved; waited += BetweenGlances)
                await Task.Delay(BetweenGlances, time, lifetime.ApplicationStopping);
            await watch.AskedAsync(lifetime.ApplicationStopping);
            while (watch.IsContradicted)
                await Task.Delay(BetweenGlances, time, lifetime.ApplicationStopping);
            // When the service stops, a look that is running is finished; the wait for a database is not.
            await outage.OutlastAsync(() => runner.RunAsync(look, either.Token), lifetime.ApplicationStopping);
            await outage.TryAsync(() => TellAsync(look, either.Token));
        }
        catch (LookFailedException e)
        {
            heartbeat.Failed(e.Message);
            throw;
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            // The look at the next start makes up for it.
        }
    }

    // A copy of the database that looks but sends nothing must not call on behalf of the original.
    private async Task TellAsync(ILook look, CancellationToken token)
    {
        if (!heartbeat.IsUsed || !await guard.IsArmedAsync(token))
            return;
        // A look over nothing always succeeds.
        if (await runner.HasPlanAsync(token))
            heartbeat.Did(look.Name);
        else
            heartbeat.Failed("the database holds no plan: nobody is reminded of anything");
    }
}
