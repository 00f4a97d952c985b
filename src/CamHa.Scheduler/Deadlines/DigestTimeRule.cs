using CamHa.Scheduler.Clock;

namespace CamHa.Scheduler.Deadlines;

/// <summary>When digests leave.</summary>
internal static class DigestTimeRule
{
    /// <summary>The next time at or after <paramref name="now"/> at which digests leave: of a working day.</summary>
    public static DateTime Next(DateTime now, TimeOnly digestAt, WorkingCalendar calendar)
    {
        var today = DateOnly.FromDateTime(now);
        var first = TimeOnly.FromDateTime(now) <= digestAt ? today : today.AddDays(1);
        return calendar.OnOrAfter(first).ToDateTime(digestAt);
    }
}
