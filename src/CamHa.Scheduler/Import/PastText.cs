using CamHa.Scheduler.Changes;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Import;

/// <summary>Instants as people write them of what has happened.</summary>
internal static class PastText
{
    /// <summary>
    /// Reads an instant that has come: a day alone is its end, or now where that is yet to come. Where it is none, or is yet to come,
    /// says so.
    /// </summary>
    public static (DateTimeOffset? At, string Fault) Read(string text, CampaignClock clock)
    {
        var trimmed = text.Trim();
        if (MomentText.Read(trimmed, clock) is not var (at, day))
            return (null, DayText.NoTime(text));
        if (!SensibleDays.Holds(day))
            return (null, ValueWords.NotSensible(text));
        if (at <= clock.Now)
            return (at, "");
        var now = clock.WallClock(clock.Now);
        return Vietnamese.TryReadDay(trimmed, out _) && day == DateOnly.FromDateTime(now)
            ? (clock.Now, "")
            : (null, ValueWords.Future(text, now));
    }
}
