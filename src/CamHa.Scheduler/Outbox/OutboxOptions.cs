using System.ComponentModel.DataAnnotations;
using CamHa.Scheduler.Configuration;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Outbox;

public sealed class OutboxOptions : ISectionOptions
{
    public const string Section = "Outbox";

    /// <summary>
    /// Seconds between two polls for pending messages; a look that has just written some wakes the dispatcher at once. At most ten
    /// minutes, after which <c>Liveness</c> takes the dispatcher for stuck.
    /// </summary>
    [Range(1, 600)]
    public int PollSeconds { get; set; } = 10;

    /// <summary>The most messages claimed at once; only those that leave within seconds are rendered ahead.</summary>
    [Range(1, 1000)]
    public int BatchSize { get; set; } = 160;

    /// <summary>
    /// Mails that the server may have been given and whose answers are kept nowhere yet, over all sessions: as many as a killed
    /// service can send twice. 0 for half as many as there are sessions, and two at least.
    /// </summary>
    [Range(0, 1000)]
    public int Unrecorded { get; set; }

    /// <summary>
    /// Whether answers are kept in a file beside <c>Storage:File</c> until the database has them. Without it an answer counts as kept
    /// when the database has it on its disk: slower, and a power cut, too, doubles no more than <see cref="Unrecorded"/>.
    /// </summary>
    public bool Journal { get; set; } = true;

    /// <summary>Seconds for which a claim holds unless renewed. After that, a message being sent is in doubt.</summary>
    [Range(30, 3600)]
    public int LeaseSeconds { get; set; } = 300;

    /// <summary>Hours of trying after which a message is given up; RFC 5321 (4.5.4.1) asks for four to five days.</summary>
    [Range(1, 1000)]
    public int GiveUpAfterHours { get; set; } = 120;

    /// <summary>
    /// Days for which messages are kept with every attempt, as proof of what was sent to whom; a year at least, leap years
    /// included. The records of looks are kept as long, and the ledger as long after its campaign can owe anything.
    /// </summary>
    [Range(366, 36_500)]
    public int KeepDays { get; set; } = 400;

    /// <summary>Days for which the bytes of a mail are kept; after them its hash and its attempts remain.</summary>
    [Range(1, 36_500)]
    public int KeepBodiesDays { get; set; } = 90;

    /// <summary>
    /// The brake never holds a run of up to this many mails for one campaign; 0 for as many as the campaign has addresses, and ten
    /// at least.
    /// </summary>
    [Range(0, 1_000_000)]
    public int BrakeFloor { get; set; }

    /// <summary>Above the floor, the brake holds a run of more than this many times the largest of the last 60 days.</summary>
    [Range(1.0, 1000.0)]
    public double BrakeFactor { get; set; } = 3;

    public IEnumerable<Bilingual> Faults(Settings settings)
    {
        if (KeepBodiesDays > KeepDays)
        {
            yield return SettingFault.Of(
                "Outbox:KeepBodiesDays",
                KeepBodiesDays,
                $"nội dung thư mất cùng với thư; hãy ghi nhiều nhất bằng Outbox:KeepDays, {KeepDays}.",
                $"a mail goes with its message; write at most Outbox:KeepDays, {KeepDays}.");
        }
    }
}
