namespace CamHa.Scheduler.Clock;

/// <param name="Now">The instant of the look.</param>
/// <param name="WallClock">The same in the campaign's zone.</param>
/// <param name="Calendar">The working calendar.</param>
public sealed record LookMoment(DateTimeOffset Now, DateTime WallClock, WorkingCalendar Calendar)
{
    public DateOnly Today => DateOnly.FromDateTime(WallClock);

    public TimeOnly TimeOfDay => TimeOnly.FromDateTime(WallClock);
}
