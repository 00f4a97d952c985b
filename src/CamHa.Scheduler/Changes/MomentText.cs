using System.Globalization;
using System.Text.RegularExpressions;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Changes;

/// <summary>Instants as people write them.</summary>
internal static partial class MomentText
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
        if (Spoken().Match(FoldKey.Of(text)) is { Success: true } spoken && Vietnamese.TryReadDay(spoken.Groups["day"].Value, out var said)
            && TimeOnly.TryParseExact(Clock(spoken), "H:m", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
            return (clock.Instant(said.ToDateTime(time)), said);
        if (DateTime.TryParseExact(text, Written, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
            return (clock.Instant(local), DateOnly.FromDateTime(local));
        return text.Length >= 16 && text[4] == '-'
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
            ? (instant.ToUniversalTime(), DateOnly.FromDateTime(instant.UtcDateTime))
            : null;
    }

    /// <summary>What is written of the day beside the time; the text itself where no time stands there.</summary>
    public static string DayOf(string text) =>
        Spoken().Match(FoldKey.Of(text)) is { Success: true } spoken ? spoken.Groups["day"].Value : text;

    private static string Clock(Match spoken) =>
        $"{spoken.Groups["hour"]}:{(spoken.Groups["minute"].Success ? spoken.Groups["minute"].Value : "0")}";

    // Folded: “15h ngày 17/6/2026”, “15 giờ 30, 17/6/2026”, “ngày 17 tháng 6 năm 2026 lúc 15h30”, “17/6/2026 15h”
    [GeneratedRegex(
        @"^(?:(?:luc )?(?<hour>\d{1,2})(?::|h| gio ?)(?<minute>\d{1,2})?(?: phut)?,? (?<day>\D.*\d{4}|\d{1,2}[/.-].*\d{4})"
        + @"|(?<day>.*\d{4}),? (?:luc )?(?<hour>\d{1,2})(?:h|:| gio ?)(?<minute>\d{1,2})?(?: phut)?)$")]
    private static partial Regex Spoken();
}
