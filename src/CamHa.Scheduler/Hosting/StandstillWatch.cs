using CamHa.Scheduler.Diagnostics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CamHa.Scheduler.Hosting;

/// <summary>
/// Ends the process when a loop of the service is stuck and systemd does not watch it: Windows, like every service manager,
/// restarts only what has ended.
/// </summary>
public sealed partial class StandstillWatch(
    Liveness liveness,
    ProcessEnd end,
    TimeProvider time,
    ILogger<StandstillWatch> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    // In a row, so that a loop that merely woke late shows itself in between.
    private const int Looks = 5;

    // Lets the log reach its file. Nothing else is awaited, because anything may be stuck.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (SystemdWatchdog.Asked is not null)
            return;
        for (var stuck = 0; stuck < Looks;)
        {
            var last = time.GetTimestamp();
            await Task.Delay(Every, time, stoppingToken);
            // This loop was late too: the machine slept, which Windows counts as elapsed time, and the other loops wake with it.
            stuck = liveness.IsAlive || time.GetElapsedTime(last) > 2 * Every ? 0 : stuck + 1;
        }

        Log.Stuck(logger);
        await Task.Delay(Grace, time, stoppingToken);
        end.Now();
    }

    private static partial class Log
    {
        [LoggerMessage(
            113,
            LogLevel.Critical,
            "The scheduler or the dispatcher stands still: the service ends, so that its manager restarts it; nothing owed is lost")]
        public static partial void Stuck(ILogger logger);
    }
}
