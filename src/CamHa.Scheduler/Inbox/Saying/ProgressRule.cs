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

    /// <returns>Null for none, whether it is reached or left.</returns>
    public static Share? Find(string text) => All(text).FirstOrDefault() is { Length: > 0 } first ? first : null;

    /// <summary>All shares of a text, those in per cent first.</summary>
    public static IEnumerable<Share> All(string text)
    {
        var folded = Folded.Of(text);
        foreach (Match match in Percent().Matches(folded))
        {
            if (Read(match.Groups[1].Value) is { } part and <= 1000)
                yield return new(part, null, "%", match.Index, match.Length) { IsLeft = IsLeft(folded, match) };
        }

        foreach (Match match in Shares().Matches(folded))
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
            yield return new(some, all, isCounted ? text.Substring(unit.Index, unit.Length) : "", match.Index, match.Length)
            {
                IsLeft = IsLeft(folded, match),
            };
        }
    }

    private static bool IsLeft(string folded, Match match) => LeftBefore().IsMatch(folded[..match.Index])
        || (LeftBehind().IsMatch(folded[(match.Index + match.Length)..]) && !Reached().IsMatch(folded[..match.Index]));

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
    private static partial Regex Shares();

    [GeneratedRegex(@"(?:ngay|den|toi|truoc|han|hom|tu|sang)\s*$")]
    private static partial Regex DayBefore();

    // "Giảm 20%", "còn thiếu khoảng 20%", "từ 60% (lên 80%)": by how much it changed, what is left, where it began.
    [GeneratedRegex(@"\b(?:giam|tang|thieu|con|con lai|bot|hut|vuot|cham|tre|them|no|tu|xuong|tru|duoi|mat|less)"
        + @"(?:\s+(?:duoc|khoang|hon|gan|them|toi|lai|chung|tam|cho|mat|la|so|ty le|ti le|phan|den|thieu|con|\())*[\s:(]*$")]
    private static partial Regex LeftBefore();

    [GeneratedRegex(@"^(?:\s+\w+){0,2}\s+(?:chua|con lai|con thieu|khong|con chua|left|remaining)\b")]
    private static partial Regex LeftBehind();

    [GeneratedRegex(@"\b(?:duoc|dat|xong|hoan thanh|len|den|khoang|at)[\s:]*$")]
    private static partial Regex Reached();

    [GeneratedRegex(@"^\d{1,3}(?:\.\d{3})+$")]
    private static partial Regex Thousands();
}

/// <summary>How far something is, or how much of it is left.</summary>
/// <param name="Number">80 of "80%", 118 of "118/126 hộ".</param>
/// <param name="Of">What it is out of; null for per cent.</param>
/// <param name="Unit">"%", "hộ"; empty for none.</param>
/// <param name="At">Where it stands.</param>
/// <param name="Length">How long it is there.</param>
internal readonly record struct Share(decimal Number, decimal? Of, string Unit, int At, int Length)
{
    /// <summary>Whether it is not what is reached: "còn thiếu 20%", "giảm 20%".</summary>
    public bool IsLeft { get; init; }
}
