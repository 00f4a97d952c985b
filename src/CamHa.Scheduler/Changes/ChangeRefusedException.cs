using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Changes;

/// <summary>A change that would be wrong: nothing of it was made. The message names the value and the remedy.</summary>
public sealed class ChangeRefusedException(string message) : ActionRequiredException(message);
