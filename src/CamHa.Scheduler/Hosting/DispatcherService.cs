using CamHa.Scheduler.Alerts;
using CamHa.Scheduler.Nodes;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Scheduling;
using CamHa.Scheduler.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CamHa.Scheduler.Hosting;

/// <summary>Dispatches whenever a look has written something, and every few seconds.</summary>
public sealed partial class DispatcherService(
    Dispatcher dispatcher,
    CloneGuard guard,
    LookRunner looks,
    UndeliveredLook undelivered,
    OutboxSignal signal,
    DatabaseStart start,
    DatabaseOutage outage,
    ILogger<DispatcherService> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await start.ReadyAsync(stoppingToken);
        if (!await IsArmedAsync(stoppingToken))
            Log.Disarmed(logger, guard.Machine, guard.Remedy);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var done = await dispatcher.DispatchAsync(stoppingToken);
                outage.Over();
                if (done.Dead > 0)
                    await looks.RunAsync(undelivered, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                // A database that is away must not end the service: everything owed waits in it. A failure while the service
                // stops is no outage, and must not make the stop look like a crash.
                if (stoppingToken.IsCancellationRequested || !outage.Explains(e))
                    Log.Failed(logger, e);
            }

            await signal.WaitAsync(stoppingToken);
        }
    }

    private async Task<bool> IsArmedAsync(CancellationToken token)
    {
        try
        {
            return await guard.IsArmedAsync(token);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // The first dispatch meets the same failure and logs it.
            return true;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(310, LogLevel.Error, "Dispatching failed; what waits in the outbox is tried again")]
        public static partial void Failed(ILogger logger, Exception exception);

        [LoggerMessage(
            311,
            LogLevel.Warning,
            "This database is armed for another machine, so nothing is sent from here ({Machine}). If this machine is to send: {Remedy}")]
        public static partial void Disarmed(ILogger logger, string machine, string remedy);
    }
}
