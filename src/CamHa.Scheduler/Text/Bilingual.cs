namespace CamHa.Scheduler.Text;

/// <summary>A text in both languages, made before it is known who reads it: a command, or a page, which is Vietnamese.</summary>
public sealed record Bilingual(string Vietnamese, string English)
{
    /// <summary>In the language of the command.</summary>
    public override string ToString() => Language.Say(Vietnamese, English);
}
