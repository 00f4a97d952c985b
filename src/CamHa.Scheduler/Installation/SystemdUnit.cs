using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Systemd;
using Microsoft.Extensions.Logging.Console;

namespace CamHa.Scheduler.Installation;

/// <summary>Makes a process that runs as a systemd unit report when it is ready, and log in the journal's format.</summary>
internal static class SystemdUnit
{
    /// <summary>
    /// Does what <c>AddSystemd</c> does, which asks for the parent process's name. The unit's sandbox hides that name, so
    /// systemd would wait in vain for the service to be ready, and end it.
    /// </summary>
    public static IServiceCollection AddSystemdUnit(this IServiceCollection services) =>
        string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NOTIFY_SOCKET"))
            ? services
            : services
                .Configure<ConsoleLoggerOptions>(options => options.FormatterName = ConsoleFormatterNames.Systemd)
                .AddSingleton<ISystemdNotifier, SystemdNotifier>()
                .AddSingleton<IHostLifetime, SystemdLifetime>();
}
