namespace CamHa.Scheduler.Scheduling;

/// <summary>The looks' names, as they are stored in job runs and typed on the command line.</summary>
public static class LookName
{
    public const string Report = "report";
    public const string Supplement = "supplement";
    public const string Reminders = "reminders";
    public const string Deadlines = "deadlines";
    public const string Undelivered = "undelivered";
}
