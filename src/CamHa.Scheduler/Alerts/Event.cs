namespace CamHa.Scheduler.Alerts;

/// <summary>What happened and is over, and is told of all the same.</summary>
internal static class Event
{
    /// <summary>For so long a check shows it: long enough to be told, and shorter than until the next morning's repetition.</summary>
    public static readonly TimeSpan Stands = TimeSpan.FromHours(7);
}
