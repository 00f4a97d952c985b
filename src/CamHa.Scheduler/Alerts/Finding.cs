using System.Text.Json.Serialization;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Alerts;

/// <summary>
/// How one thing stands: in English for log and programs, and in Vietnamese for whoever has to do something.
/// </summary>
/// <param name="What">The thing that was checked.</param>
/// <param name="IsGood">False if it keeps a mail from leaving.</param>
/// <param name="Says">How it stands, with the remedy if something has to be done.</param>
/// <param name="IsWarning">True if it works but should not stay as it is.</param>
public sealed record Finding(string What, bool IsGood, string Says, bool IsWarning = false)
{
    /// <summary>What people are told; null if all is well, or if it concerns only whoever installs the service.</summary>
    public Problem? Problem { get; init; }

    /// <summary>The same as <see cref="Says"/> in Vietnamese; empty where the <see cref="Problem"/> says all of it.</summary>
    [JsonIgnore]
    public string InVietnamese { get; init; } = "";

    /// <summary>How it stands and what to do, in the language in use.</summary>
    public string Told() => Language.Say(
        InVietnamese.Length > 0 ? InVietnamese : Problem is { } problem ? $"{problem.Title}. {problem.Remedy}." : Says, Says);
}

/// <summary>Something that does not pass unless somebody does something about it, in the clerk's words.</summary>
/// <param name="Key">Identifies it as long as it lasts, across restarts too: <c>disk</c>, <c>addresses/NTM-2022</c>.</param>
/// <param name="Title">What is wrong, in one line without a full stop.</param>
/// <param name="Remedy">What to click or to type.</param>
public sealed record Problem(string Key, string Title, string Remedy)
{
    /// <summary>When it began, if the check knows; if null, it began when it was first found.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>The campaign whose specialist is told; null if it concerns the whole installation.</summary>
    public int? CampaignId { get; init; }

    /// <summary>The address on the page where something can be done about it; empty where there is none.</summary>
    [JsonIgnore]
    public string Page { get; init; } = "";

    /// <summary>Whether it belongs to this machine, so that another machine on the same database does not know of it.</summary>
    public bool IsOfMachine { get; init; }

    /// <summary>False if no mail can leave while it lasts; people are then told when it is over.</summary>
    public bool TellsNow { get; init; } = true;

    /// <summary>Whether mail that is owed does not leave while it lasts; the heartbeat then reports it too.</summary>
    public bool StopsMails { get; init; }

    /// <summary>Whether people are told by mail that it is over.</summary>
    public bool TellsOver { get; init; } = true;

    /// <summary>Days after which it is told again.</summary>
    public int RepeatDays { get; init; } = 1;
}
