using System.Runtime.Versioning;
using CamHa.Scheduler.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.EventLog;

namespace CamHa.Scheduler.Diagnostics;

/// <summary>
/// Where the service's log goes: to the console, which under systemd is the journal and carries each event's priority; to files;
/// for a Windows service to the event log.
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
        // The failing part logs its own failure; without this filter every probe would log it again.
        logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None);
        // People open the event log to find what is wrong: warnings and errors only.
        if (OperatingSystem.IsWindows())
            FilterEventLog(logging);
        // Last, so that the configuration overrides the filters above.
        return logging.AddConfiguration(settings.Values.GetSection("Logging"));
    }

    // A method of its own, so that other systems never load its assembly.
    [SupportedOSPlatform("windows")]
    private static void FilterEventLog(ILoggingBuilder logging) => logging.AddFilter<EventLogLoggerProvider>(null, LogLevel.Warning);
}
