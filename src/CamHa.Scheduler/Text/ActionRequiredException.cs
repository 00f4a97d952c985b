namespace CamHa.Scheduler.Text;

/// <summary>
/// Nothing goes on until a person does something about it. The message is for that person, and for the log: it names what is
/// wrong and the remedy.
/// </summary>
public class ActionRequiredException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>The same for a clerk; empty where only whoever installs the service can do something.</summary>
    public string InVietnamese { get; init; } = "";

    /// <summary>What is wrong and the remedy, in the language in use.</summary>
    public string Told() => Language.Say(InVietnamese.Length > 0 ? InVietnamese : Message, Message);
}
