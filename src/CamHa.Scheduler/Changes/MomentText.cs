using System.Globalization;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Changes;

/// <summary>Instants as people write them.</summary>
internal static class MomentText
{
    private static readonly string[] Written =
    [
        .. from day in new[] { "yyyy-MM-dd", "d/M/yyyy", "d-M-yyyy", "d.M.yyyy" }
           from time in new[] { "' 'H:mm", "' 'H:mm:ss", "' 'H:mm:ss.fff", "' 'H'h'mm", "'T'HH:mm", "'T'HH:mm:ss" }
           select day + time,
    ];

    /// <summary>
    /// Reads an instant; a value without an offset is a time in <paramref name="clock"/>'s zone, a day alone the end of that day.
    /// </summary>
    /// <param name="text">Such as <c>17/06/2026 10:42</c> or <c>2026-06-17T10:42:00+07:00</c>.</param>
    /// <param name="clock">The campaigns' clock.</param>
    /// <returns>The instant, and the day that it has where it was written; null where it is none.</returns>
    public static (DateTimeOffset At, DateOnly Day)? Read(string text, CampaignClock clock)
    {
        if (Vietnamese.TryReadDay(text, out var day))
            return (clock.Instant(day.ToDateTime(new(23, 59, 59))), day);
        if (DateTime.TryParseExact(text, Written, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
            return (clock.Instant(local), DateOnly.FromDateTime(local));
        return text.Length >= 16 && text[4] == '-'
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
            ? (instant.ToUniversalTime(), DateOnly.FromDateTime(instant.UtcDateTime))
            : null;
    }
}
