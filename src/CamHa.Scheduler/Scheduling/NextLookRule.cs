using CamHa.Scheduler.Clock;

namespace CamHa.Scheduler.Scheduling;

/// <summary>When a look can owe anybody anything next: it runs every day, and on many of them nobody may be mailed.</summary>
internal static class NextLookRule
{
    // Longer than any holiday.
    private const int SearchDays = 60;

    /// <summary>The first of these moments still to come at which people may be mailed; null for none.</summary>
    public static DateTime? First(
        IEnumerable<DateTime> moments, DateTime now, WorkingCalendar calendar, DateOnly startsOn, bool waitsForWorkingDay) =>
        moments
            .Where(at => at > now && MailingTimeRule.Allows(new(default, at, calendar), startsOn, waitsForWorkingDay))
            .Select(at => (DateTime?)at)
            .FirstOrDefault();

    /// <summary>These times of every day from now, or from the campaign's beginning, until a last day.</summary>
    public static IEnumerable<DateTime> Daily(IEnumerable<TimeOnly> times, DateTime now, DateOnly startsOn, DateOnly last)
    {
        var today = DateOnly.FromDateTime(now);
        var first = today > startsOn ? today : startsOn;
        return
            from day in Enumerable.Range(0, SearchDays)
            let date = first.AddDays(day)
            where date <= last
            from time in times.Order()
            select date.ToDateTime(time);
    }
}
