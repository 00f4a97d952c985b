using CamHa.Scheduler.Campaigns;

namespace CamHa.Scheduler.Outbox;

/// <summary>What a rule decided: notices that leave together in one mail, and whom it goes to.</summary>
public sealed record Mailing
{
    /// <summary>Unique for this mail; with a recipient's address it is the outbox message's key.</summary>
    public required string MessageKey { get; init; }

    public required Campaign Campaign { get; init; }

    public required NoticeKind Kind { get; init; }

    public int? UnitId { get; init; }

    /// <summary>The ISO week, where it is about one.</summary>
    public string? Week { get; init; }

    public int Step { get; init; }

    /// <summary>From when on it is no longer worth sending.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    public required IReadOnlyList<Addressee> Addressees { get; init; }

    public required IReadOnlyList<Notice> Notices { get; init; }

    /// <summary>What an alert says; empty for every other kind.</summary>
    public string Body { get; init; } = "";
}

/// <summary>Something owed to a recipient: decided by a rule, recorded once.</summary>
/// <param name="Key">What "once" means: unique for ever.</param>
/// <param name="Step">Grows with time within one deadline or one week.</param>
/// <param name="AssignmentId">The assignment it is about, if it is about one.</param>
/// <param name="DueOn">Its due date; a moved due date is a new deadline.</param>
public sealed record Notice(string Key, int Step, int? AssignmentId = null, DateOnly? DueOn = null);

public enum NoticeKind
{
    Deadline,
    Reminder,
    Report,
    Supplement,
    Alert,
}
