using CamHa.Scheduler.Changes;

namespace CamHa.Scheduler.Inbox.Deciding;

/// <summary>What is to be made of an answer.</summary>
/// <param name="Edit">What it changes in the plan; null for nothing.</param>
/// <param name="Understood">What was understood and applied, a line each.</param>
/// <param name="Waiting">What was understood, or not, and waits for the specialist, a line each.</param>
internal sealed record Answer(PlanEdit? Edit, IReadOnlyList<string> Understood, IReadOnlyList<string> Waiting)
{
    /// <summary>How a line of <see cref="Waiting"/> begins that could have been written more plainly.</summary>
    public const string Unclear = "Chưa rõ";

    /// <summary>Why something was refused, for the specialist: with what to do about it. The unit is told in its own words.</summary>
    public IReadOnlyList<string> Refused { get; init; } = [];
}
