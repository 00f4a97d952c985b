using System.Globalization;
using CamHa.Scheduler.Campaigns;

namespace CamHa.Scheduler.Outbox;

/// <summary>A mail on its way to one address.</summary>
public sealed record OutboxMessage
{
    public long Id { get; init; }

    /// <summary>The same for every recipient of one mail.</summary>
    public string MessageKey { get; init; } = "";

    public string Recipient { get; init; } = "";

    public string RecipientName { get; init; } = "";

    public RecipientRole RecipientRole { get; init; }

    public int CampaignId { get; init; }

    public NoticeKind Kind { get; init; }

    public int? UnitId { get; init; }

    public string? Week { get; init; }

    public int Step { get; init; }

    public DateOnly LookDay { get; init; }

    /// <summary>What an alert says; for a mail that several units share, their row numbers.</summary>
    public string Body { get; init; } = "";

    /// <summary>The units whose mail it is.</summary>
    public IReadOnlyList<int> Units => UnitsOf(UnitId, Kind is NoticeKind.Deadline or NoticeKind.Reminder ? Body : "");

    /// <param name="unitId">The unit whose mail it is, or the first of several; null for none.</param>
    /// <param name="sharedBy">The row numbers of several; empty for one or none.</param>
    public static IReadOnlyList<int> UnitsOf(int? unitId, string sharedBy) => sharedBy.Length > 0
        ? [.. sharedBy.Split(' ').Select(id => int.Parse(id, CultureInfo.InvariantCulture))]
        : unitId is { } unit ? [unit] : [];

    /// <summary>Lower leaves first.</summary>
    public int Priority { get; init; }

    /// <summary>Tries so far.</summary>
    public int Attempts { get; init; }

    /// <summary>A send was begun and its end is unknown: the bytes rendered then are sent again.</summary>
    public bool InDoubt { get; init; }

    /// <summary>The most its next form may weigh, once a server has refused a larger one.</summary>
    public int? MaxBytes { get; init; }

    public DateTimeOffset ExpiresAt { get; init; }

    public string MessageId { get; init; } = "";

    public string Subject { get; init; } = "";

    /// <summary>The rendered mail; null until it is about to leave.</summary>
    public byte[]? Mime { get; init; }

    public string MimeSha256 { get; init; } = "";

    /// <summary>Since when it has waited for a session, rendered and kept.</summary>
    public DateTimeOffset ReadySince { get; init; }

    /// <summary>Whether it has waited so long that its data must be checked again before it leaves.</summary>
    public bool IsStale(DateTimeOffset now) => now - ReadySince > TimeSpan.FromSeconds(10);
}
