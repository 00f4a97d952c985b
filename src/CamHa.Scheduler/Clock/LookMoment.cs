namespace CamHa.Scheduler.Clock;

/// <summary>The moment that a look decides for.</summary>
/// <param name="Now">The instant.</param>
/// <param name="WallClock">The same in the campaigns' zone.</param>
/// <param name="Calendar">The working calendar.</param>
public sealed record LookMoment(DateTimeOffset Now, DateTime WallClock, WorkingCalendar Calendar)
{
    public DateOnly Today => DateOnly.FromDateTime(WallClock);

    public TimeOnly TimeOfDay => TimeOnly.FromDateTime(WallClock);
}
