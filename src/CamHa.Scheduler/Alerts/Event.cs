using CamHa.Scheduler.Mail;

namespace CamHa.Scheduler.Alerts;

/// <summary>Keys of problems that people are told of although they have passed or are known to one process only.</summary>
internal static class Event
{
    public const string DatabaseWasAway = "database-was-away";
    public const string SchedulerRestarted = "scheduler";
    public const string ClockStep = "clock-step";

    /// <summary>How long a check shows it: long enough to be told, and over before the next morning would repeat it.</summary>
    public static readonly TimeSpan Stands = TimeSpan.FromHours(7);

    /// <summary>Whether only the process that noticed it knows of it, so that it is not over because another does not find it.</summary>
    public static bool IsRemembered(string key) =>
        key is DatabaseWasAway or SchedulerRestarted or ClockStep or ServerCertificate.ExpiryKey;
}
