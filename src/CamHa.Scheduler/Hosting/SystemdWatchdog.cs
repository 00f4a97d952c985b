using System.Globalization;
using System.Net.Sockets;
using CamHa.Scheduler.Diagnostics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Systemd;
using Microsoft.Extensions.Logging;

namespace CamHa.Scheduler.Hosting;

/// <summary>
/// Tells systemd that the service works, as often as its unit asks for it (<c>WatchdogSec</c>), and no longer when a loop
/// of it stands still: systemd then ends it and starts it anew. Elsewhere <see cref="StandstillWatch"/> watches.
/// </summary>
public sealed partial class SystemdWatchdog(Liveness liveness, TimeProvider time, ILogger<SystemdWatchdog> logger) : BackgroundService
{
    private static readonly ServiceState Alive = new("WATCHDOG=1");

    /// <summary>How often this process's unit asks for it; null where nobody does.</summary>
    internal static TimeSpan? Asked => OperatingSystem.IsWindows()
        ? null
        : Interval(Environment.GetEnvironmentVariable("WATCHDOG_USEC"), Environment.GetEnvironmentVariable("WATCHDOG_PID"));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (Asked is not { } interval)
            return;
        var systemd = new SystemdNotifier();
        for (var wasAlive = true; ; wasAlive = liveness.IsAlive)
        {
            if (liveness.IsAlive)
                Notify(systemd);
            else if (wasAlive)
                Log.Stuck(logger);
            await Task.Delay(interval / 3, time, stoppingToken);
        }
    }

    /// <summary>What the unit asks for; null where it asks for nothing, or asks another process.</summary>
    internal static TimeSpan? Interval(string? microseconds, string? process) =>
        long.TryParse(microseconds, NumberStyles.None, CultureInfo.InvariantCulture, out var each) && each > 0
        && (string.IsNullOrEmpty(process) || process == Environment.ProcessId.ToString(CultureInfo.InvariantCulture))
            ? TimeSpan.FromMicroseconds(each)
            : null;

    private void Notify(SystemdNotifier systemd)
    {
        try
        {
            systemd.Notify(Alive);
        }
        catch (SocketException e)
        {
            Log.Unheard(logger, e);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(111, LogLevel.Critical, "The scheduler or the dispatcher stands still: systemd is told nothing more, so that it starts the service anew")]
        public static partial void Stuck(ILogger logger);

        [LoggerMessage(112, LogLevel.Warning, "systemd could not be told that the service works")]
        public static partial void Unheard(ILogger logger, Exception exception);
    }
}
