using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Systemd;
using Microsoft.Extensions.Logging.Console;

namespace CamHa.Scheduler.Installation;

/// <summary>What a process does that runs as a unit of systemd: tells it when it is ready, and logs as the journal reads it.</summary>
internal static class SystemdUnit
{
    /// <summary>
    /// As <c>AddSystemd</c>, which asks for the parent's name: the unit's sandbox hides that, and systemd would wait for
    /// a word that never comes, and end the service.
    /// </summary>
    public static IServiceCollection AddSystemdUnit(this IServiceCollection services) =>
        string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NOTIFY_SOCKET"))
            ? services
            : services
                .Configure<ConsoleLoggerOptions>(options => options.FormatterName = ConsoleFormatterNames.Systemd)
                .AddSingleton<ISystemdNotifier, SystemdNotifier>()
                .AddSingleton<IHostLifetime, SystemdLifetime>();
}
