using System.Globalization;
using System.Net.Sockets;
using CamHa.Scheduler.Diagnostics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Systemd;
using Microsoft.Extensions.Logging;

namespace CamHa.Scheduler.Hosting;

/// <summary>
/// Notifies systemd that the service works, three times in each <c>WatchdogSec</c> of its unit, and stops when a loop is stuck:
/// systemd then kills and restarts the service. Elsewhere <see cref="StandstillWatch"/> watches.
/// </summary>
public sealed partial class SystemdWatchdog(Liveness liveness, TimeProvider time, ILogger<SystemdWatchdog> logger) : BackgroundService
{
    private static readonly ServiceState Alive = new("WATCHDOG=1");

    /// <summary>The interval that this process's unit asks for; null where none does.</summary>
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

    /// <summary>The interval that a unit asks for; null where it asks for none, or asks another process.</summary>
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
        [LoggerMessage(
            111,
            LogLevel.Critical,
            "The scheduler or the dispatcher stands still: systemd is no longer notified, so that it restarts the service")]
        public static partial void Stuck(ILogger logger);

        [LoggerMessage(112, LogLevel.Warning, "systemd could not be notified that the service works")]
        public static partial void Unheard(ILogger logger, Exception exception);
    }
}
