using System.Diagnostics.CodeAnalysis;
using CamHa.Scheduler.Text;
using TimeZoneConverter;

namespace CamHa.Scheduler.Clock;

/// <summary>Converts between instants and the wall-clock time of the campaigns' zone.</summary>
public sealed class CampaignClock(TimeProvider time, TimeZoneInfo zone)
{
    public TimeZoneInfo Zone => zone;

    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>The time of day and date in the zone at an instant; of unspecified kind.</summary>
    public DateTime WallClock(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, zone).DateTime;

    /// <summary>An instant as commands print it: the wall clock's time, in the language in use.</summary>
    public string Say(DateTimeOffset instant) => Language.Say(WallClock(instant));

    /// <summary>
    /// The instant at which the wall clock shows this time. Where summer time skips it, as long after the jump as it would have
    /// been; where the clock shows it twice, the first.
    /// </summary>
    public DateTimeOffset Instant(DateTime wallClock)
    {
        var local = DateTime.SpecifyKind(wallClock, DateTimeKind.Unspecified);
        var offset = zone.IsInvalidTime(local) ? zone.GetUtcOffset(local.AddDays(-1))
            : zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max()
            : zone.GetUtcOffset(local);
        return new(Math.Clamp(local.Ticks - offset.Ticks, DateTime.MinValue.Ticks, DateTime.MaxValue.Ticks), TimeSpan.Zero);
    }

    /// <summary>
    /// Finds a zone by its IANA or its Windows name: an old Windows without ICU knows only the second, Linux only the first.
    /// </summary>
    /// <exception cref="TimeZoneNotFoundException">The system knows no such zone.</exception>
    public static TimeZoneInfo FindZone(string name) => TryFindZone(name, out var zone)
        ? zone
        : throw new TimeZoneNotFoundException($"This system knows no zone '{name}'.");

    /// <summary>The same for a name that may be wrong.</summary>
    public static bool TryFindZone(string name, [NotNullWhen(true)] out TimeZoneInfo? zone) =>
        // The converter comes last because it first reads every zone and its names, which takes a third of a second.
        TimeZoneInfo.TryFindSystemTimeZoneById(name, out zone) || TZConvert.TryGetTimeZoneInfo(name, out zone!);
}
