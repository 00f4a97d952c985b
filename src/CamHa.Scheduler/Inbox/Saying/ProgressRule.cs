using System.Globalization;
using System.Text.RegularExpressions;
using CamHa.Scheduler.Inbox.Cutting;

namespace CamHa.Scheduler.Inbox.Saying;

/// <summary>How far something is: 80%, 118/126 hộ. "15/7" is a day, unless what is counted follows.</summary>
internal static partial class ProgressRule
{
    private static readonly HashSet<string> Counted =
    [
        "ho", "nha", "m", "met", "km", "m2", "m3", "thon", "nguoi", "vuon", "cay", "tieu", "chi", "cong", "trinh", "viec", "tuyen", "diem",
        "cum", "bo", "ngay", "cot", "bong", "camera", "khu", "cai", "chiec", "muc", "buoi", "dia", "hoi", "dong", "trieu", "phieu", "doan",
        "don",
    ];

    /// <summary>Whether it is what people count: "hộ", "vườn".</summary>
    /// <param name="plain">A word without marks.</param>
    public static bool IsCounted(string plain) => Counted.Contains(plain);

    /// <returns>Null for none.</returns>
    public static (decimal Number, decimal? Of, string Unit, int At)? Find(string text)
    {
        var folded = Folded.Of(text);
        if (Percent().Match(folded) is { Success: true } percent && Read(percent.Groups[1].Value) is { } part and <= 1000)
            return (part, null, "%", percent.Index);
        foreach (Match match in Share().Matches(folded))
        {
            var isCounted = Counted.Contains(match.Groups["unit"].Value);
            if (Read(match.Groups["part"].Value) is not { } some || Read(match.Groups["all"].Value) is not { } all)
                continue;
            if (all == 0 || some > all)
                continue;
            // Without what is counted, a small one may be a day.
            if (!isCounted && (all <= 12 || DayBefore().IsMatch(folded[..match.Index])))
                continue;
            var unit = match.Groups["unit"];
            return (some, all, isCounted ? text.Substring(unit.Index, unit.Length) : "", match.Index);
        }

        return null;
    }

    // "1.387" is a thousand and more here, "2,5" two and a half.
    private static decimal? Read(string text)
    {
        var plain = Thousands().IsMatch(text) ? text.Replace(".", "", StringComparison.Ordinal) : text.Replace(',', '.');
        return decimal.TryParse(plain, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    [GeneratedRegex(@"(?<![\d.,])(\d{1,4}(?:[.,]\d{1,2})?)\s?(?:%|phan tram\b)")]
    private static partial Regex Percent();

    [GeneratedRegex(@"(?<![\d.,/-])(?<part>\d{1,3}(?:\.\d{3})+|\d{1,6}(?:,\d{1,2})?)\s?/\s?(?<all>\d{1,3}(?:\.\d{3})+|\d{1,6})(?![\d/])"
        + @"(?:\s?(?<unit>[a-z]+\d?))?")]
    private static partial Regex Share();

    [GeneratedRegex(@"(?:ngay|den|toi|truoc|han|hom|tu|sang)\s*$")]
    private static partial Regex DayBefore();

    [GeneratedRegex(@"^\d{1,3}(?:\.\d{3})+$")]
    private static partial Regex Thousands();
}
