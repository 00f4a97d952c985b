namespace CamHa.Scheduler.Alerts;

/// <summary>What happened and is over, and is told of all the same.</summary>
internal static class Event
{
    public const string DatabaseWasAway = "database-was-away";
    public const string SchedulerRestarted = "scheduler";
    public const string ClockStep = "clock-step";

    /// <summary>Of the mail server's, known from the last connection and so from none after a start.</summary>
    public const string CertificateSeen = "expiry/certificate";

    /// <summary>For so long a check shows it: long enough to be told, and shorter than until the next morning's repetition.</summary>
    public static readonly TimeSpan Stands = TimeSpan.FromHours(7);

    /// <summary>Whether only the process that met it knows of it: that another does not find it says nothing.</summary>
    public static bool IsRemembered(string key) => key is DatabaseWasAway or SchedulerRestarted or ClockStep or CertificateSeen;
}
