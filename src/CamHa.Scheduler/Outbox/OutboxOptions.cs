using System.ComponentModel.DataAnnotations;

namespace CamHa.Scheduler.Outbox;

public sealed class OutboxOptions
{
    public const string Section = "Outbox";

    /// <summary>Seconds between two questions for pending messages; a job that has just written some is not waited for.</summary>
    [Range(1, 3600)]
    public int PollSeconds { get; set; } = 10;

    /// <summary>Messages claimed at once.</summary>
    [Range(1, 1000)]
    public int BatchSize { get; set; } = 50;

    /// <summary>For how long a claim holds. A message still being sent after it is in doubt.</summary>
    [Range(30, 3600)]
    public int LeaseSeconds { get; set; } = 300;

    /// <summary>Tries before a message is given up.</summary>
    [Range(1, 100)]
    public int MaxAttempts { get; set; } = 12;

    /// <summary>A run of up to so many mails for one campaign is never braked.</summary>
    [Range(1, 1_000_000)]
    public int BrakeFloor { get; set; } = 100;

    /// <summary>Above the floor, a run of more than this many times the largest of the last 60 days is held.</summary>
    [Range(1, 1000)]
    public double BrakeFactor { get; set; } = 3;
}
