using CamHa.Scheduler.Inbox;
using CamHa.Scheduler.Nodes;
using CamHa.Scheduler.Scheduling;
using CamHa.Scheduler.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CamHa.Scheduler.Hosting;

/// <summary>Reads the mailbox, where one is configured, on a machine that sends.</summary>
internal sealed partial class InboxService(
    InboxWatch watch, CloneGuard guard, DatabaseStart start, DatabaseOutage outage, TimeProvider time, ILogger<InboxService> logger)
    : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!watch.IsUsed)
            return;
        await start.ReadyAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                // A copy of the database must not answer for the original.
                if (await guard.IsArmedHereAsync(stoppingToken))
                    await watch.RunOnceAsync(stoppingToken);
                else
                    await Task.Delay(Pause, time, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                if (stoppingToken.IsCancellationRequested || !outage.Explains(e))
                    Log.Failed(logger, e);
                await Task.Delay(Pause, time, stoppingToken);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(330, LogLevel.Error, "Reading the mailbox failed; it is read again in a minute")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
