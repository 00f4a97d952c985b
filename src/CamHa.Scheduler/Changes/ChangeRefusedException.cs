using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Changes;

/// <summary>A change that would be wrong: nothing of it was made. The message names the value and the remedy.</summary>
public sealed class ChangeRefusedException(string message) : ActionRequiredException(message)
{
    /// <summary>What a unit is told that asked for it by mail: it has no commands, and other units are not its matter.</summary>
    internal string ForUnit { get; init; } = "chưa ghi được, chuyên trách sẽ xem";
}
