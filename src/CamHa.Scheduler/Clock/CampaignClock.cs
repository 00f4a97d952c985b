using System.Diagnostics.CodeAnalysis;
using TimeZoneConverter;

namespace CamHa.Scheduler.Clock;

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
    public static TimeZoneInfo FindZone(string name) => TryFindZone(name, out var zone) ? zone : throw new TimeZoneNotFoundException($"This system knows no zone '{name}'.");

    /// <summary>The same where it is not known whether there is one.</summary>
    public static bool TryFindZone(string name, [NotNullWhen(true)] out TimeZoneInfo? zone) =>
        // The converter comes last: it asks for every zone and its names first, which takes a third of a second.
        TimeZoneInfo.TryFindSystemTimeZoneById(name, out zone) || TZConvert.TryGetTimeZoneInfo(name, out zone!);
}
