using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Scheduling;
using CamHa.Scheduler.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CamHa.Scheduler.Hosting;

/// <summary>Runs each registered sweep by its own timer.</summary>
public sealed partial class SweepService(
    IEnumerable<Sweep> sweeps,
    DatabaseStart start,
    DatabaseOutage outage,
    TimeProvider time,
    ILogger<SweepService> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await start.ReadyAsync(stoppingToken);
        await Task.WhenAll(sweeps.Select(sweep => RunAsync(sweep, stoppingToken)));
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
            catch (OperationCanceledException) when (token.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                // A database that is away fails every sweep; DatabaseOutage reports it once. A failure while the service stops
                // is no outage, and must not make the stop look like a crash.
                if (token.IsCancellationRequested || !outage.Explains(e))
                    Log.Failed(logger, e, sweep.Name);
            }

            await Task.Delay(sweep.Every, time, token);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(320, LogLevel.Information, "Sweep '{Sweep}': {Count}")]
        public static partial void Swept(ILogger logger, string sweep, int count);

        [LoggerMessage(321, LogLevel.Error, "Sweep '{Sweep}' failed; it runs again at its next time")]
        public static partial void Failed(ILogger logger, Exception exception, string sweep);
    }
}
