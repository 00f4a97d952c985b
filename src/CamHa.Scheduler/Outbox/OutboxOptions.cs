using System.ComponentModel.DataAnnotations;

namespace CamHa.Scheduler.Outbox;

public sealed class OutboxOptions : IValidatableObject
{
    public const string Section = "Outbox";

    /// <summary>
    /// Seconds between two questions for pending messages; a job that has just written some is not waited for. No more than
    /// <c>Liveness</c> is patient with.
    /// </summary>
    [Range(1, 600)]
    public int PollSeconds { get; set; } = 10;

    /// <summary>Messages claimed at once, at most; no more than leave within seconds are rendered ahead.</summary>
    [Range(1, 1000)]
    public int BatchSize { get; set; } = 160;

    /// <summary>For how long a claim holds without being renewed. After it, what was being sent is in doubt.</summary>
    [Range(30, 3600)]
    public int LeaseSeconds { get; set; } = 300;

    /// <summary>Hours of trying after which a message is given up; RFC 5321 (4.5.4.1) asks for four to five days.</summary>
    [Range(1, 1000)]
    public int GiveUpAfterHours { get; set; } = 120;

    /// <summary>
    /// Days for which it can be shown what was sent to whom, with every attempt; a year at least, leap years included. The
    /// looks' runs are kept as long, and the ledger for as long after its campaign can owe anything.
    /// </summary>
    [Range(366, 36_500)]
    public int KeepDays { get; set; } = 400;

    /// <summary>Days for which a mail can be shown as it left; after them there are its hash and its attempts.</summary>
    [Range(1, 36_500)]
    public int KeepBodiesDays { get; set; } = 90;

    /// <summary>A run of up to so many mails for one campaign is never braked.</summary>
    [Range(1, 1_000_000)]
    public int BrakeFloor { get; set; } = 100;

    /// <summary>Above the floor, a run of more than this many times the largest of the last 60 days is held.</summary>
    [Range(1, 1000)]
    public double BrakeFactor { get; set; } = 3;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (KeepBodiesDays > KeepDays)
            yield return new($"a mail goes with its message; write at most Outbox:KeepDays, {KeepDays}", [nameof(KeepBodiesDays)]);
    }
}
