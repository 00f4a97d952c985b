namespace CamHa.Scheduler.Links;

/// <summary>A link of a unit, as it is kept.</summary>
internal sealed record UnitLink
{
    public int UnitId { get; init; }

    public int Generation { get; init; }

    public string KeyId { get; init; } = "";

    public DateTimeOffset IssuedAt { get; init; }

    public string IssuedBy { get; init; } = "";

    public DateTimeOffset? RevokedAt { get; init; }

    public string RevokedBy { get; init; } = "";
}
