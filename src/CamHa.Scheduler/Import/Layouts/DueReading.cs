using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Import.Layouts;

/// <summary>The day that a text of time stands for.</summary>
/// <param name="Day">The last day that is meant.</param>
/// <param name="How">How it was understood.</param>
internal sealed record DueReading(DateOnly Day, Bilingual How)
{
    /// <summary>Whether nothing else can be meant.</summary>
    public bool IsSure { get; init; } = true;

    /// <summary>Whether it may be taken as it is, where a person says nothing else.</summary>
    public bool IsOffered { get; init; } = true;

    /// <summary>What belongs into the note, such as <c>thường xuyên</c>; empty for nothing.</summary>
    public string Note { get; init; } = "";
}
