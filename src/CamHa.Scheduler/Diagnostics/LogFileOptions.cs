using System.ComponentModel.DataAnnotations;
using CamHa.Scheduler.Configuration;

namespace CamHa.Scheduler.Diagnostics;

/// <summary>The log in files of the service's own; which events are written is said in <c>Logging</c>.</summary>
public sealed class LogFileOptions : ISectionOptions
{
    public const string Section = "LogFiles";

    public bool Enabled { get; set; } = true;

    /// <summary>
    /// Relative to the folder of the configuration file. Empty for systemd's <c>LogsDirectory</c> where there is one, else
    /// <c>logs</c> beside the configuration.
    /// </summary>
    public string Folder { get; set; } = "";

    /// <summary>A file that is larger is followed by a new one.</summary>
    [Range(1, 1000)]
    public int MaxMegabytes { get; set; } = 10;

    /// <summary>How many files are kept, the newest; so all of them together take no more than both numbers allow.</summary>
    [Range(2, 1000)]
    public int KeepFiles { get; set; } = 5;

    public void Locate(Settings settings)
    {
        // Several folders are separated by colons; the first is the unit's own.
        var given = Environment.GetEnvironmentVariable("LOGS_DIRECTORY")?.Split(':')[0] ?? "";
        Folder = settings.Resolve(Folder.Length > 0 ? Folder : given.Length > 0 ? given : "logs");
    }
}
