using CamHa.Scheduler.Inbox;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Scheduling;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Status;

/// <summary>How the service stands, as <c>camha status</c> and the page show it.</summary>
/// <param name="Now">The wall clock's time.</param>
/// <param name="Database">The database's description.</param>
/// <param name="Transport">The mail transport's description.</param>
/// <param name="IsArmed">Whether this machine sends.</param>
/// <param name="ArmedFor">The machines that send; empty if the first machine to run will be the one.</param>
/// <param name="NextLooks">When each look can owe something next, the earliest first.</param>
/// <param name="LastRuns">Each look's last run.</param>
/// <param name="Outbox">The number of messages by state.</param>
/// <param name="Paused">The pause that a person has ordered; null for none.</param>
/// <param name="Waiting">The number of mails that wait to leave, by kind.</param>
/// <param name="Held">What waits for a person.</param>
/// <param name="Faults">Why machines send nothing now.</param>
/// <param name="Limits">What the mail host's limits leave; null if there are none.</param>
/// <param name="Failing">The addresses that are closed, and those that mails have lately not reached.</param>
/// <param name="Inbox">How the mailbox stands that is read; null if none is.</param>
public sealed record ServiceStatus(
    DateTime Now,
    Bilingual Database,
    Bilingual Transport,
    bool IsArmed,
    IReadOnlyList<string> ArmedFor,
    IReadOnlyList<NextLook> NextLooks,
    IReadOnlyList<LastRun> LastRuns,
    IReadOnlyDictionary<string, int> Outbox,
    Pause? Paused,
    IReadOnlyDictionary<string, int> Waiting,
    IReadOnlyList<HeldRun> Held,
    IReadOnlyList<ShownFault> Faults,
    LimitUse? Limits,
    IReadOnlyList<FailingAddress> Failing,
    InboxStanding? Inbox)
{
    /// <summary>How many requests for more time nobody has decided.</summary>
    public int ExtensionsAsked { get; init; }
}

/// <param name="Look">The look's name.</param>
/// <param name="At">The wall clock's time; null if there is none left.</param>
public sealed record NextLook(string Look, DateTime? At);

/// <summary>A look's last run.</summary>
public sealed record LastRun
{
    public string Job { get; init; } = "";

    public DateTimeOffset StartedAt { get; init; }

    public RunOutcome Outcome { get; init; }

    public int Notices { get; init; }

    public int Messages { get; init; }

    /// <summary>What failed; empty if nothing did.</summary>
    public string Detail { get; init; } = "";
}

/// <summary>Why a machine sends nothing now.</summary>
public sealed record ShownFault
{
    public string Machine { get; init; } = "";

    public string Transport { get; init; } = "";

    public string Reason { get; init; } = "";

    public DateTimeOffset Since { get; init; }

    public DateTimeOffset RetryAt { get; init; }
}
