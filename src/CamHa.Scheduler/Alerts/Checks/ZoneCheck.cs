using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Alerts.Checks;

/// <summary>
/// Checks whether the system's zone data gives Vietnam its seven hours, now and for the year to come: old or damaged data
/// would move every mail.
/// </summary>
public sealed class ZoneCheck(CampaignClock clock) : ICheck
{
    private static readonly TimeSpan Vietnam = TimeSpan.FromHours(7);

    // The same zone by its names in IANA and in Windows.
    private static readonly string[] Names = ["Asia/Ho_Chi_Minh", "Asia/Saigon", "Asia/Bangkok", "SE Asia Standard Time"];

    public Task<IReadOnlyList<Finding>> FindAsync(CheckRound round, CancellationToken token) => Task.FromResult<IReadOnlyList<Finding>>(
        [Wrong(clock.Zone, round.Now) is { } wrong
            ? new(
                "time zone",
                false,
                $"the system's data for {clock.Zone.Id} give {wrong.At:yyyy-MM-dd} the offset {wrong.Offset:hh\\:mm} instead of 07:00; "
                + "update the system's time zone data (tzdata)")
            {
                Problem = new(
                    "zone",
                    $"Dữ liệu múi giờ của máy bị sai (ngày {wrong.At:d/M/yyyy})",
                    "Cập nhật hệ điều hành (gói tzdata hoặc Windows Update), rồi khởi động lại dịch vụ")
                { IsOfMachine = true },
            }
            : new("time zone", true, $"{clock.Zone.Id}; the wall clock shows {round.WallClock:yyyy-MM-dd HH:mm}")
            {
                InVietnamese = $"{clock.Zone.Id}; đồng hồ đang chỉ {Vietnamese.Moment(round.WallClock)}",
            }]);

    /// <summary>The first day of the coming year on which the offset is not the legal one; null if there is none.</summary>
    internal static (DateTimeOffset At, TimeSpan Offset)? Wrong(TimeZoneInfo zone, DateTimeOffset now)
    {
        if (!Names.Contains(zone.Id, StringComparer.OrdinalIgnoreCase))
            return null;
        for (var at = now; at <= now.AddYears(1); at = at.AddDays(1))
        {
            if (zone.GetUtcOffset(at) is var offset && offset != Vietnam)
                return (at, offset);
        }

        return null;
    }
}
