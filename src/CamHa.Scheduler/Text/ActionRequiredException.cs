namespace CamHa.Scheduler.Text;

/// <summary>
/// Nothing goes on until a person does something about it. The message is for that person: it names what is wrong and the
/// remedy, and commands print it as it is.
/// </summary>
public class ActionRequiredException(string message, Exception? inner = null) : Exception(message, inner);
