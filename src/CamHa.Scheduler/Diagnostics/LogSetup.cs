using System.Runtime.Versioning;
using CamHa.Scheduler.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.EventLog;

namespace CamHa.Scheduler.Diagnostics;

/// <summary>
/// Where the service's log goes: the console, which under systemd is the journal and has each event's priority; files; as a
/// Windows service the event log.
/// </summary>
internal static class LogSetup
{
    public static ILoggingBuilder AddLogs(this ILoggingBuilder logging, Settings settings)
    {
        logging.AddSimpleConsole(console => console.SingleLine = true);
        var files = SectionBinder.Read<LogFileOptions>(settings, LogFileOptions.Section);
        if (files.Enabled)
            logging.Services.AddSingleton<ILoggerProvider>(_ => new LogFiles(files));
        logging.AddFilter("Quartz", LogLevel.Warning);
        logging.AddFilter("Microsoft", LogLevel.Warning);
        // What fails a check is said by whoever it happens to, and not again by everybody who asks.
        logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None);
        // Whoever looks there looks for what is wrong.
        if (OperatingSystem.IsWindows())
            FilterEventLog(logging);
        // Last, so that what is set there counts.
        return logging.AddConfiguration(settings.Values.GetSection("Logging"));
    }

    // On its own: elsewhere its assembly is not even loaded.
    [SupportedOSPlatform("windows")]
    private static void FilterEventLog(ILoggingBuilder logging) => logging.AddFilter<EventLogLoggerProvider>(null, LogLevel.Warning);
}
