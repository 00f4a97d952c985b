namespace CamHa.Scheduler.Alerts;

/// <summary>How one thing stands, as doctor and log say it in English; what there is to do, as mail and page say it in Vietnamese.</summary>
/// <param name="What">What was looked at.</param>
/// <param name="IsGood">False for what keeps a mail from leaving.</param>
/// <param name="Says">How it stands, and the remedy where there is something to do.</param>
/// <param name="IsWarning">Works, and should not stay as it is.</param>
public sealed record Finding(string What, bool IsGood, string Says, bool IsWarning = false)
{
    /// <summary>What people are told; null where it is well, or is the concern of nobody but who installed it.</summary>
    public Problem? Problem { get; init; }
}

/// <summary>Something that does not pass unless somebody does something, in the clerk's words.</summary>
/// <param name="Key">Names it for as long as it lasts, also over a restart: <c>disk</c>, <c>addresses/NTM-2022</c>.</param>
/// <param name="Title">What is wrong, in a line without a full stop.</param>
/// <param name="Remedy">What to click or to type.</param>
public sealed record Problem(string Key, string Title, string Remedy)
{
    /// <summary>Since when, where the check knows; otherwise since it was first found.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>The campaign whose specialist is told; null for what concerns all of the installation.</summary>
    public int? CampaignId { get; init; }

    /// <summary>Whether it is this machine's, and another that shares the database knows nothing of it.</summary>
    public bool IsOfMachine { get; init; }

    /// <summary>False where no mail of the outbox could tell of it while it lasts, so that it is told when it is over.</summary>
    public bool TellsNow { get; init; } = true;

    /// <summary>Whether nothing, or not what is owed, leaves while it lasts; the heartbeat says so too.</summary>
    public bool StopsMails { get; init; }

    /// <summary>Whether it is worth a mail that it is over.</summary>
    public bool TellsOver { get; init; } = true;

    /// <summary>Days after which it is told again.</summary>
    public int RepeatDays { get; init; } = 1;
}
