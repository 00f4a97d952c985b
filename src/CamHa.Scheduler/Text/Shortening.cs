namespace CamHa.Scheduler.Text;

/// <summary>Cuts text to a length, counted in UTF-16 units, where a surrogate pair at the cut goes whole; and lists of units.</summary>
public static class Shortening
{
    /// <summary>For columns and requests of limited width.</summary>
    public static string Truncated(this string text, int longest) =>
        text.Length <= longest ? text : text[..(char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest)];

    /// <summary>For readers: an ellipsis, not counted, shows that something is missing.</summary>
    public static string Abbreviated(this string text, int longest) =>
        text.Length <= longest ? text : text.Truncated(longest).TrimEnd() + "…";

    /// <summary>For readers of a mail, whom fifty names tell less: the first units, and how many there are besides.</summary>
    public static string UnitsInBrief(this IReadOnlyList<string> units, string separator, int most = 6) => units.Count <= most
        ? string.Join(separator, units)
        : $"{string.Join(separator, units.Take(most - 1))} và {units.Count - most + 1} đơn vị khác";
}
