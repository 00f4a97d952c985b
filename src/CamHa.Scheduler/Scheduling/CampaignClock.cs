using TimeZoneConverter;

namespace CamHa.Scheduler.Scheduling;

/// <summary>What the clock on the committee's wall shows.</summary>
public sealed class CampaignClock(TimeProvider time, TimeZoneInfo zone)
{
    public TimeZoneInfo Zone => zone;

    public DateTimeOffset Now => time.GetUtcNow();

    public DateTime WallClock(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, zone).DateTime;

    public DateTimeOffset Instant(DateTime wallClock) =>
        new(TimeZoneInfo.ConvertTimeToUtc(DateTime.SpecifyKind(wallClock, DateTimeKind.Unspecified), zone), TimeSpan.Zero);

    /// <summary>
    /// Finds a zone by its IANA or its Windows name: an old Windows without ICU knows only the second, Linux only the first.
    /// </summary>
    /// <exception cref="TimeZoneNotFoundException">Neither knows it.</exception>
    public static TimeZoneInfo FindZone(string name) => TZConvert.GetTimeZoneInfo(name);
}
