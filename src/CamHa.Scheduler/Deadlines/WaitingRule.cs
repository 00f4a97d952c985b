using CamHa.Scheduler.Clock;

namespace CamHa.Scheduler.Deadlines;

/// <summary>
/// When the specialist is told that reports of completion wait: at the next look, and as long as any waits every few working
/// days. Every digest that the specialist gets in between says it as well.
/// </summary>
public static class WaitingRule
{
    /// <param name="today">The day of the look.</param>
    /// <param name="calendar">The working calendar.</param>
    /// <param name="every">Working days from one mail to the next.</param>
    /// <param name="isNew">Whether something was reported since the specialist was told.</param>
    /// <param name="toldOn">The day on which that was; null where it never was.</param>
    public static bool IsOwed(DateOnly today, WorkingCalendar calendar, int every, bool isNew, DateOnly? toldOn) =>
        calendar.IsWorking(today) && toldOn != today
        && (isNew || toldOn is not { } told || calendar.WorkingDaysAfter(told, today) >= every);

    /// <summary>The day on which the same would be told again, and today's mail is stale.</summary>
    public static DateOnly NextAfter(DateOnly today, WorkingCalendar calendar, int every)
    {
        for (; every > 0; every--)
            today = calendar.OnOrAfter(today.AddDays(1));
        return today;
    }
}
