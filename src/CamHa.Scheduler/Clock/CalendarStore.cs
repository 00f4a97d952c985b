using CamHa.Scheduler.Storage;

namespace CamHa.Scheduler.Clock;

/// <summary>Reads the working calendar.</summary>
public static class CalendarStore
{
    /// <summary>Reads the calendar once a session, where the session reads one moment.</summary>
    public static Task<WorkingCalendar> ReadAsync(DatabaseSession session, CancellationToken token) =>
        session.OnceAsync(typeof(WorkingCalendar), async () =>
        {
            var days = await session.QueryAsync<CalendarDay>("scheduling/calendar-days", null, token);
            return new WorkingCalendar(
                days.Where(day => day.Kind == DayKind.Off).Select(day => day.Day).ToHashSet(),
                days.Where(day => day.Kind == DayKind.Worked).Select(day => day.Day).ToHashSet());
        });

    private sealed record CalendarDay
    {
        public DateOnly Day { get; init; }

        public DayKind Kind { get; init; }
    }
}
