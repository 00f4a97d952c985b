namespace CamHa.Scheduler.Import.Layouts;

/// <summary>The units that a text stands for.</summary>
/// <param name="Units">By their codes; empty for none.</param>
internal sealed record UnitReading(IReadOnlyList<string> Units)
{
    /// <summary>Whether nothing else can be meant.</summary>
    public bool IsSure { get; init; }

    /// <summary>Whether a person has said that it stands for nobody.</summary>
    public bool IsLeftOut { get; init; }

    /// <summary>Those that may be meant, the nearest first.</summary>
    public IReadOnlyList<string> Near { get; init; } = [];
}
