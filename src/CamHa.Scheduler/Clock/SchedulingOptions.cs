using System.ComponentModel.DataAnnotations;

namespace CamHa.Scheduler.Clock;

public sealed class SchedulingOptions
{
    public const string Section = "Scheduling";

    /// <summary>The zone of every time in the configuration, by its IANA or its Windows name.</summary>
    [Required]
    public string TimeZone { get; set; } = "Asia/Ho_Chi_Minh";

    /// <summary>
    /// Whether several nodes share the looks by way of Quartz's own tables in the same SQL Server. Without it several
    /// nodes are safe too, and each of them looks.
    /// </summary>
    public bool Clustered { get; set; }
}
