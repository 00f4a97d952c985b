using CamHa.Scheduler.Campaigns;

namespace CamHa.Scheduler.Outbox;

/// <summary>What a rule decided: notices that leave together in one mail, and whom it goes to.</summary>
public sealed record Mailing
{
    /// <summary>Unique for this mail; with a recipient's address it is the outbox message's key.</summary>
    public required string MessageKey { get; init; }

    public required Campaign Campaign { get; init; }

    public required NoticeKind Kind { get; init; }

    /// <summary>The units whose mail it is; mostly one, and none for a report or an alert.</summary>
    public IReadOnlyList<int> Units { get; init; } = [];

    /// <summary>The ISO week it is about; null where it is about none.</summary>
    public string? Week { get; init; }

    public int Step { get; init; }

    /// <summary>The day under which its notices are recorded, where that is not the look's: a digest tells of one day's.</summary>
    public DateOnly? LookDay { get; init; }

    /// <summary>From this moment on it is no longer worth sending.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    public required IReadOnlyList<Addressee> Addressees { get; init; }

    /// <summary>Made while they are written: a look over a large campaign would otherwise hold all of them at once.</summary>
    public required IEnumerable<Notice> Notices { get; init; }

    /// <summary>The text of an alert; empty for every other kind.</summary>
    public string Body { get; init; } = "";
}
