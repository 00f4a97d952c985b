namespace CamHa.Scheduler.Text;

/// <summary>
/// Nothing goes on until a person does something about it. The message is for that person, and for the log: it names what is
/// wrong and the remedy.
/// </summary>
public class ActionRequiredException(string message, Exception? inner = null) : Exception(message, inner)
{
    public ActionRequiredException(Bilingual says, Exception? inner = null)
        : this(says.English, inner) => InVietnamese = says.Vietnamese;

    /// <summary>The same for a clerk; empty where only whoever installs the service can do something.</summary>
    public string InVietnamese { get; init; } = "";

    public Bilingual Says => new(InVietnamese.Length > 0 ? InVietnamese : Message, Message);

    /// <summary>What is wrong and the remedy, in the language in use.</summary>
    public string Told() => $"{Says}";
}
