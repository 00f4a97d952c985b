using System.ComponentModel.DataAnnotations;

namespace CamHa.Scheduler.Diagnostics;

/// <summary>The free space that the service needs. Its section is that of the alerts, which tell people when it is short.</summary>
public sealed class DiskOptions
{
    public const string Section = "Alerts";

    /// <summary>Megabytes that must be free in every folder that the service writes to.</summary>
    [Range(1, 10_000_000)]
    public int DiskMegabytes { get; set; } = 500;

    /// <summary>The same in bytes.</summary>
    public long Bytes => DiskMegabytes * 1_000_000L;
}
