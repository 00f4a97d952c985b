namespace CamHa.Scheduler.Inbox.Saying;

/// <summary>What a mail says of an assignment.</summary>
internal sealed record Statement
{
    /// <summary>The assignment's code; null where the mail does not say which.</summary>
    public string? Assignment { get; init; }

    public StatementKind What { get; init; }

    /// <summary>How far it is: 80 of "80%", 118 of "118/126 hộ"; the days of an extension; null for none.</summary>
    public decimal? Number { get; init; }

    /// <summary>What the number is out of: 126 of "118/126 hộ"; null for none.</summary>
    public decimal? Of { get; init; }

    /// <summary>"%", "hộ"; null for none.</summary>
    public string? Unit { get; init; }

    /// <summary>The due date that is asked for; null for none.</summary>
    public DateOnly? Day { get; init; }

    /// <summary>A day that is asked for and that no calendar has, as it is written: "31/2"; null for none.</summary>
    public string? Impossible { get; init; }

    /// <summary>The words that say it.</summary>
    public string Quote { get; init; } = "";
}

/// <summary>What a statement says.</summary>
public enum StatementKind
{
    /// <summary>The unit's part is done.</summary>
    Done,

    /// <summary>It is said to be not done.</summary>
    NotDone,

    /// <summary>It is going on.</summary>
    InProgress,

    /// <summary>How far it is.</summary>
    Progress,

    /// <summary>More time is asked for.</summary>
    Extension,

    /// <summary>Something is in its way.</summary>
    Obstacle,

    /// <summary>A question, or words about its completion that only a person can weigh.</summary>
    Unsure,
}
