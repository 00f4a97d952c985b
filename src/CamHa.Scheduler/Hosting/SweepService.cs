using CamHa.Scheduler.Alerts;
using CamHa.Scheduler.Backup;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.FridayReport;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Scheduling;
using CamHa.Scheduler.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CamHa.Scheduler.Hosting;

/// <summary>Runs each sweep by its own timer.</summary>
public sealed partial class SweepService(OutboxSweeps sweeps, ReportArchive archive, AlertRound alerts, NightlyBackup backup, SchedulerWatch scheduler, DatabaseStart start, DatabaseOutage outage, TimeProvider time, ILogger<SweepService> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await start.ReadyAsync(stoppingToken);
        await Task.WhenAll(new[] { archive.Sweep, alerts.Sweep, backup.Sweep, scheduler.Sweep }.Concat(sweeps.All).Select(sweep => RunAsync(sweep, stoppingToken)));
    }

    private async Task RunAsync(Sweep sweep, CancellationToken token)
    {
        while (!token.IsCancellationRequested)
        {
            try
            {
                if (await sweep.RunAsync(token) is > 0 and var count)
                    Log.Swept(logger, sweep.Name, count);
            }
            catch (Exception e) when (!token.IsCancellationRequested)
            {
                // A database that is away is away for every sweep; each comes round again.
                if (!outage.Explains(e))
                    Log.Failed(logger, e, sweep.Name);
            }

            await Task.Delay(sweep.Every, time, token);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(320, LogLevel.Information, "Sweep '{Sweep}': {Count}")]
        public static partial void Swept(ILogger logger, string sweep, int count);

        [LoggerMessage(321, LogLevel.Error, "Sweep '{Sweep}' failed; it is tried again in its time")]
        public static partial void Failed(ILogger logger, Exception exception, string sweep);
    }
}
