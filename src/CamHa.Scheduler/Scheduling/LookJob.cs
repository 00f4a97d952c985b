using CamHa.Scheduler.Storage;
using Microsoft.Extensions.Hosting;
using Quartz;

namespace CamHa.Scheduler.Scheduling;

/// <summary>
/// Runs one look. Quartz only says when; a look that fails is recorded and logged. Where it fails because the database is
/// away it is repeated until it has worked: the next day's time may be too late for what is owed today.
/// </summary>
[DisallowConcurrentExecution]
public sealed class LookJob(LookRunner runner, IEnumerable<ILook> looks, DatabaseOutage outage, IHostApplicationLifetime lifetime) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        var look = looks.First(each => each.Name == context.JobDetail.Key.Name);
        try
        {
            // A look under way is finished when the service stops; the wait for a database is not.
            await outage.OutlastAsync(() => runner.RunAsync(look, cancellationToken), lifetime.ApplicationStopping);
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            // The look at the next start makes up for it.
        }
    }
}
