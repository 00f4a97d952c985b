using System.ComponentModel.DataAnnotations;

namespace CamHa.Scheduler.Alerts;

/// <summary>What the service notices of itself, and whom it tells.</summary>
public sealed class AlertOptions
{
    public const string Section = "Alerts";

    /// <summary>Megabytes that must be free wherever the service writes.</summary>
    [Range(1, 10_000_000)]
    public int DiskMegabytes { get; set; } = 500;

    /// <summary>Days before the end of a campaign without a successor at which that is told.</summary>
    [Range(1, 365)]
    public int CampaignEndDays { get; set; } = 30;
}
