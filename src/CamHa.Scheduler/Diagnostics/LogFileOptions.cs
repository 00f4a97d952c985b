using System.ComponentModel.DataAnnotations;
using CamHa.Scheduler.Configuration;

namespace CamHa.Scheduler.Diagnostics;

/// <summary>The service's own log files; the section <c>Logging</c> decides which events they get.</summary>
public sealed class LogFileOptions : ISectionOptions
{
    public const string Section = "LogFiles";

    public bool Enabled { get; set; } = true;

    /// <summary>
    /// Relative to the folder of the configuration file. Empty for systemd's <c>LogsDirectory</c>, or where there is none for
    /// <c>logs</c> beside the configuration.
    /// </summary>
    public string Folder { get; set; } = "";

    /// <summary>The size after which a new file is begun.</summary>
    [Range(1, 1000)]
    public int MaxMegabytes { get; set; } = 10;

    /// <summary>How many files are kept, the newest; the log takes at most this many times the size.</summary>
    [Range(2, 1000)]
    public int KeepFiles { get; set; } = 5;

    public void Locate(Settings settings)
    {
        // systemd separates several folders by colons; the first is the unit's own.
        var given = Environment.GetEnvironmentVariable("LOGS_DIRECTORY")?.Split(':')[0] ?? "";
        Folder = settings.Resolve(Folder.Length > 0 ? Folder : given.Length > 0 ? given : "logs");
    }
}
