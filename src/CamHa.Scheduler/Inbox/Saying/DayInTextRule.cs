using System.Globalization;
using System.Text.RegularExpressions;
using CamHa.Scheduler.Inbox.Cutting;

namespace CamHa.Scheduler.Inbox.Saying;

/// <summary>A day as people write it in a sentence: 15/7, ngày 15 tháng 7, hết tháng 7.</summary>
internal static partial class DayInTextRule
{
    /// <param name="text">Where it stands.</param>
    /// <param name="written">The day of the mail; of days without a year the nearest is meant. Null where it is not known.</param>
    public static DateOnly? Find(string text, DateOnly? written)
    {
        var folded = Folded.Of(text);
        foreach (Match match in Numbers().Matches(folded))
        {
            var year = match.Groups["year"] is { Success: true } named ? Year(named.Value) : null;
            if (Of(Int(match.Groups["day"]), Int(match.Groups["month"]), year, written) is { } day)
                return day;
        }

        if (Spoken().Match(folded) is { Success: true } spoken)
        {
            var year = spoken.Groups["year"] is { Success: true } named ? Year(named.Value) : null;
            return Of(Int(spoken.Groups["day"]), Int(spoken.Groups["month"]), year, written);
        }

        if (MonthEnd().Match(folded) is not { Success: true } end || Int(end.Groups["month"]) is not (>= 1 and <= 12 and var month))
            return null;
        var first = Of(1, month, end.Groups["year"] is { Success: true } of ? Year(of.Value) : null, written);
        return first?.AddMonths(1).AddDays(-1);
    }

    private static DateOnly? Of(int day, int month, int? year, DateOnly? written)
    {
        if (month is < 1 or > 12 || day is < 1 or > 31 || (year ?? written?.Year) is not (>= 2000 and <= 2100 and var sure))
            return null;
        if (day > DateTime.DaysInMonth(sure, month))
            return null;
        var found = new DateOnly(sure, month, day);
        // In December "15/1" is the next year's.
        return year is null && written is { } from && found < from.AddMonths(-6) ? found.AddYears(1) : found;
    }

    private static int? Year(string text) => Int(text) is var year && text.Length == 2 ? 2000 + year : year;

    private static int Int(Group group) => Int(group.Value);

    private static int Int(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"(?<![a-z\d./-])(?<day>\d{1,2})\s?[/.-]\s?(?<month>\d{1,2})(?:\s?[/.-]\s?(?<year>\d{4}|\d{2}))?(?![a-z\d/%])")]
    private static partial Regex Numbers();

    [GeneratedRegex(@"\b(?<day>\d{1,2}) thang (?<month>\d{1,2})(?: nam (?<year>\d{4})|/(?<year>\d{4}))?\b")]
    private static partial Regex Spoken();

    [GeneratedRegex(@"\b(?:het|cuoi) thang (?<month>\d{1,2})(?:/(?<year>\d{4})| nam (?<year>\d{4}))?\b")]
    private static partial Regex MonthEnd();
}
