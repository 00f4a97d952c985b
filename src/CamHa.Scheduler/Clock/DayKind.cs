namespace CamHa.Scheduler.Clock;

/// <summary>What the calendar says about a day that differs from its weekday.</summary>
public enum DayKind
{
    /// <summary>A weekday nobody works.</summary>
    Off,

    /// <summary>A Saturday or Sunday that people work in exchange for a day off.</summary>
    Worked,
}
