namespace CamHa.Scheduler.Text;

/// <summary>What is said both on the page, which is Vietnamese, and by a command, which speaks to whoever typed it.</summary>
public sealed record Bilingual(string Vietnamese, string English)
{
    /// <summary>In the language of the command.</summary>
    public override string ToString() => Language.Say(Vietnamese, English);
}
