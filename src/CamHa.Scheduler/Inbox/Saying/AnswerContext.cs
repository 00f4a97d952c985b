namespace CamHa.Scheduler.Inbox.Saying;

/// <summary>What is known of a mail's matter besides its own words.</summary>
internal sealed record AnswerContext
{
    /// <summary>The codes of the assignments that it may speak of, as subject or quotation name them.</summary>
    public IReadOnlyList<string> Codes { get; init; } = [];

    /// <summary>The plan's other codes, which count only as they are written.</summary>
    public IReadOnlyList<string> Others { get; init; } = [];

    /// <summary>The day on which it was written; of days without a year, the nearest to it is meant. Null where it is not known.</summary>
    public DateOnly? Day { get; init; }

    /// <summary>Whether it answers a weekly reminder, so that a text without points is a submission all the same.</summary>
    public bool IsWeekly { get; init; }
}
