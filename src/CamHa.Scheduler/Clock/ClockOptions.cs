using System.ComponentModel.DataAnnotations;
using CamHa.Scheduler.Configuration;

namespace CamHa.Scheduler.Clock;

/// <summary>The zone of every time in the configuration and of every date.</summary>
public sealed class ClockOptions : ISectionOptions
{
    public const string Section = "Scheduling";

    /// <summary>By its IANA or its Windows name.</summary>
    [Required]
    public string TimeZone { get; set; } = "Asia/Ho_Chi_Minh";

    public IEnumerable<string> Faults(Settings settings)
    {
        if (!CampaignClock.TryFindZone(TimeZone, out _))
        {
            yield return $"Scheduling:TimeZone = '{TimeZone}': this system knows no such zone; "
                + "write Asia/Ho_Chi_Minh, or on an old Windows SE Asia Standard Time.";
        }
    }
}
