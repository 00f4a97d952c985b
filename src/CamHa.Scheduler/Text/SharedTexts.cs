namespace CamHa.Scheduler.Text;

/// <summary>Texts that a large plan says again and again, each held once.</summary>
internal sealed class SharedTexts
{
    // A longer one is seldom said twice.
    private const int Longest = 50;
    private readonly HashSet<string> _texts = new(StringComparer.Ordinal);

    /// <returns>The same text.</returns>
    public string Of(string text)
    {
        if (text.Length is 0 or > Longest)
            return text;
        if (_texts.TryGetValue(text, out var known))
            return known;
        _texts.Add(text);
        return text;
    }
}
