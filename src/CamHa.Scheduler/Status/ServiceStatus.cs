using CamHa.Scheduler.Outbox;

namespace CamHa.Scheduler.Status;

/// <summary>How the service stands, as <c>camha status</c> and the page show it.</summary>
/// <param name="Now">The wall clock.</param>
/// <param name="Database">Names the database.</param>
/// <param name="Transport">Names the way out.</param>
/// <param name="IsArmed">Whether this machine sends.</param>
/// <param name="ArmedFor">The machines that send; none where the first that runs will.</param>
/// <param name="NextLooks">When each look fires next, the earliest first.</param>
/// <param name="LastRuns">Each look's last run.</param>
/// <param name="Outbox">How many messages are in each state.</param>
/// <param name="Faults">Why a machine sends nothing now.</param>
/// <param name="Limits">What the mail host's limits leave; null where there are none.</param>
public sealed record ServiceStatus(
    DateTime Now, string Database, string Transport, bool IsArmed, IReadOnlyList<string> ArmedFor, IReadOnlyList<NextLook> NextLooks,
    IReadOnlyList<LastRun> LastRuns, IReadOnlyDictionary<string, int> Outbox, IReadOnlyList<ShownFault> Faults, LimitUse? Limits);

/// <param name="Look">The look's name.</param>
/// <param name="At">The wall clock's time.</param>
public sealed record NextLook(string Look, DateTime At);

/// <summary>A look's last run.</summary>
public sealed record LastRun
{
    public string Job { get; init; } = "";

    public DateTimeOffset StartedAt { get; init; }

    public string Outcome { get; init; } = "";

    public int Notices { get; init; }

    public int Messages { get; init; }

    /// <summary>What failed.</summary>
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
