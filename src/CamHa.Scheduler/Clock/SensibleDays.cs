namespace CamHa.Scheduler.Clock;

/// <summary>
/// The days that a plan can mean. Any other is a slip of the keyboard, and near the ends of the calendar arithmetic fails.
/// </summary>
public static class SensibleDays
{
    public static readonly DateOnly First = new(2000, 1, 1);
    public static readonly DateOnly Last = new(2099, 12, 31);

    public static bool Holds(DateOnly day) => day >= First && day <= Last;

    public static bool Holds(DateTimeOffset instant) => instant.Year >= First.Year && instant.Year <= Last.Year;

    /// <summary>The day itself, or the nearest one that is sensible.</summary>
    public static DateOnly Nearest(DateOnly day) => day < First ? First : day > Last ? Last : day;
}
