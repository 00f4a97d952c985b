namespace CamHa.Scheduler.Text;

/// <summary>Words of several syllables in the names of committees: a line that ends within one reads badly.</summary>
public static class Compounds
{
    private static readonly string[] Words =
    [
        "BAN CHỈ ĐẠO", "CHƯƠNG TRÌNH", "MỤC TIÊU", "QUỐC GIA", "XÂY DỰNG", "NÔNG THÔN MỚI", "PHÁT TRIỂN", "KINH TẾ", "XÃ HỘI", "THI ĐUA",
    ];

    /// <summary>The same length, with non-breaking spaces within such words.</summary>
    public static string Joined(string text)
    {
        foreach (var word in Words)
        {
            for (var at = 0; (at = text.IndexOf(word, at, StringComparison.Ordinal)) >= 0; at += word.Length)
                text = string.Concat(text.AsSpan(0, at), word.Replace(' ', '\u00A0'), text.AsSpan(at + word.Length));
        }

        return text;
    }
}
