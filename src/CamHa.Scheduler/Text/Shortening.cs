namespace CamHa.Scheduler.Text;

/// <summary>Cuts text to a length, counted in UTF-16 units; a surrogate pair at the cut goes whole.</summary>
public static class Shortening
{
    /// <summary>For columns and requests of limited width.</summary>
    public static string Truncated(this string text, int longest) =>
        text.Length <= longest ? text : text[..(char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest)];

    /// <summary>For readers: an ellipsis, not counted, shows that something is missing.</summary>
    public static string Abbreviated(this string text, int longest) =>
        text.Length <= longest ? text : text.Truncated(longest).TrimEnd() + "…";
}
