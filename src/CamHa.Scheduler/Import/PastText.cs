using System.Text.RegularExpressions;
using CamHa.Scheduler.Changes;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Import;

/// <summary>Instants as people write them of what has happened.</summary>
internal static partial class PastText
{
    /// <summary>
    /// Reads an instant that has come: a day alone is its end, or now where that is yet to come. Where it is none, or is yet to come,
    /// says so.
    /// </summary>
    public static (DateTimeOffset? At, string Fault) Read(string text, CampaignClock clock)
    {
        var now = clock.WallClock(clock.Now);
        var trimmed = text.Trim();
        if (TimeAlone().IsMatch(FoldKey.Of(trimmed)))
            trimmed = $"{trimmed}, {Vietnamese.Date(DateOnly.FromDateTime(now))}";
        if (MomentText.Read(trimmed, clock) is not var (at, day))
            return (null, DayText.NoTime(text));
        if (!SensibleDays.Holds(day))
            return (null, ValueWords.NotSensible(text));
        if (at <= clock.Now)
            return (at, "");
        return Vietnamese.TryReadDay(trimmed, out _) && day == DateOnly.FromDateTime(now)
            ? (clock.Now, "")
            : (null, ValueWords.Future(text, now));
    }

    // Of what has come, a time alone is today's.
    [GeneratedRegex(@"^(?:luc )?\d{1,2}(?::\d{2}|h\d{0,2}| gio ?\d{0,2})(?: phut)?$")]
    private static partial Regex TimeAlone();
}
