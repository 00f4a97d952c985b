using System.ComponentModel.DataAnnotations;
using CamHa.Scheduler.Configuration;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Clock;

/// <summary>The zone of every time in the configuration and of every date.</summary>
public sealed class ClockOptions : ISectionOptions
{
    public const string Section = "Scheduling";

    /// <summary>By its IANA or its Windows name.</summary>
    [Required]
    public string TimeZone { get; set; } = "Asia/Ho_Chi_Minh";

    public IEnumerable<Bilingual> Faults(Settings settings)
    {
        if (!CampaignClock.TryFindZone(TimeZone, out _))
        {
            yield return SettingFault.Of(
                "Scheduling:TimeZone",
                TimeZone,
                "máy này không biết múi giờ đó; hãy ghi Asia/Ho_Chi_Minh, hoặc trên Windows cũ SE Asia Standard Time.",
                "this system knows no such zone; write Asia/Ho_Chi_Minh, or on an old Windows SE Asia Standard Time.");
        }
    }
}
