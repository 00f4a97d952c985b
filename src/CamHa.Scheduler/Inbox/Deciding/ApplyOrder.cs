namespace CamHa.Scheduler.Inbox.Deciding;

/// <summary>What a person says is to be made of a mail. Where nothing is said, it is applied as it was understood.</summary>
internal sealed record ApplyOrder
{
    /// <summary>The campaign's code; null where it can be told.</summary>
    public string? Campaign { get; init; }

    /// <summary>Whose mail it is, by code or name; null where it can be told.</summary>
    public string? Unit { get; init; }

    /// <summary>The week of the submission, as in <c>2022-W24</c>; null for the one that is understood.</summary>
    public string? Week { get; init; }

    /// <summary>The assignments that are meant; empty where they can be told.</summary>
    public IReadOnlyList<string> Assignments { get; init; } = [];

    /// <summary>What is to be noted; empty for what was understood.</summary>
    public IReadOnlyList<OrderedNote> Notes { get; init; } = [];

    /// <summary>Whether the sender is told.</summary>
    public bool Tells { get; init; } = true;
}

/// <param name="What">What is to be noted.</param>
/// <param name="Text">How far a unit is, in the words that were typed; empty for the mail's.</param>
internal sealed record OrderedNote(OrderedWhat What, string Text = "")
{
    /// <summary>What was typed, such as <c>progress=80</c>; null where it is none of them.</summary>
    public static OrderedNote? Read(string typed)
    {
        var at = typed.IndexOf('=', StringComparison.Ordinal);
        var (name, text) = at < 0 ? (typed, "") : (typed[..at], typed[(at + 1)..].Trim());
        OrderedWhat? what = name.Trim().ToLowerInvariant() switch
        {
            "done" => OrderedWhat.Done,
            "progress" => OrderedWhat.Progress,
            "report" => OrderedWhat.Report,
            "nothing" => OrderedWhat.Nothing,
            _ => null,
        };
        return what is not { } known || (at >= 0 && (known != OrderedWhat.Progress || text.Length == 0)) ? null
            : new(known, text.Length > 0 && text.All(char.IsAsciiDigit) ? $"{text}%" : text);
    }
}

/// <summary>What a person can have noted of a mail.</summary>
internal enum OrderedWhat
{
    /// <summary>The unit's part is done.</summary>
    Done,

    /// <summary>How far it is.</summary>
    Progress,

    /// <summary>The mail's text is the unit's weekly report.</summary>
    Report,

    /// <summary>The unit has nothing to report.</summary>
    Nothing,
}
