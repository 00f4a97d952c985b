namespace CamHa.Scheduler.Alerts;

/// <param name="Now">The moment.</param>
/// <param name="WallClock">The same moment in the campaigns' zone.</param>
/// <param name="IsWorkingDay">Whether anybody is at work to read a mail.</param>
public sealed record AlertMoment(DateTimeOffset Now, DateTime WallClock, bool IsWorkingDay)
{
    public DateOnly Today => DateOnly.FromDateTime(WallClock);
}

/// <summary>What becomes of one problem.</summary>
/// <param name="Row">Its new record.</param>
/// <param name="Tells">What people are told.</param>
public sealed record AlertStep(KnownProblem Row, Tells Tells);

public enum Tells
{
    Nothing,

    /// <summary>That there is a problem.</summary>
    Problem,

    /// <summary>That it is over.</summary>
    Over,
}
