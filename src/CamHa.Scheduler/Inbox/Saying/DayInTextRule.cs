using System.Globalization;
using System.Text.RegularExpressions;
using CamHa.Scheduler.Inbox.Cutting;

namespace CamHa.Scheduler.Inbox.Saying;

/// <summary>A day as people write it in a sentence: 15/7, ngày 15 tháng 7, hết tháng 7, cuối tháng này.</summary>
internal static partial class DayInTextRule
{
    /// <param name="text">Where it stands.</param>
    /// <param name="written">The day of the mail; of days without a year the nearest is meant. Null where it is not known.</param>
    public static DateOnly? Find(string text, DateOnly? written) =>
        All(text, written).Select(found => found.Day).FirstOrDefault(day => day is not null);

    /// <summary>Every day that a text names, in its order.</summary>
    /// <param name="text">Where they stand.</param>
    /// <param name="written">The day of the mail; null where it is not known.</param>
    public static IReadOnlyList<DayInText> All(string text, DateOnly? written)
    {
        var folded = Folded.Of(text);
        var found = new List<DayInText>();
        foreach (var match in Numbers().Matches(folded).Concat(Spoken().Matches(folded)).Concat(MonthEnd().Matches(folded)))
        {
            if (Of(match, written) is { } day)
                found.Add(day);
        }

        return [.. found.OrderBy(day => day.At)];
    }

    private static DayInText? Of(Match match, DateOnly? written)
    {
        var next = match.Groups["which"] is { Success: true, Value: not "nay" } ? 1 : 0;
        var relative = match.Groups["which"].Success ? written?.AddDays(1 - written.Value.Day).AddMonths(next) : null;
        var month = relative?.Month ?? (match.Groups["month"].Success ? Int(match.Groups["month"]) : 0);
        var year = relative?.Year ?? (match.Groups["year"] is { Success: true } named ? Year(named.Value) : null);
        if (month == 0)
            return null;
        var day = match.Groups["day"] is { Success: true } of ? Of(Int(of), month, year, written)
            : Of(1, month, year, written)?.AddMonths(1).AddDays(-1);
        return new(match.Index, match.Length, day)
        {
            IsImpossible = match.Groups["day"].Success && day is null && (year ?? written?.Year) is not null,
            IsMonth = month <= 12,
        };
    }

    private static DateOnly? Of(int day, int month, int? year, DateOnly? written)
    {
        if (month is < 1 or > 12 || day is < 1 or > 31 || (year ?? written?.Year) is not (>= 2000 and <= 2100 and var sure))
            return null;
        // In December "15/1" is the next year's.
        if (year is null && written is { } from && new DateOnly(sure, month, 1).AddDays(day - 1) < from.AddMonths(-6))
            sure++;
        return day > DateTime.DaysInMonth(sure, month) ? null : new DateOnly(sure, month, day);
    }

    private static int? Year(string text) => Int(text) is var year && text.Length == 2 ? 2000 + year : year;

    private static int Int(Group group) => Int(group.Value);

    private static int Int(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"(?<![a-z\d./-])(?<day>\d{1,2})\s?[/.-]\s?(?<month>\d{1,2})(?:\s?[/.-]\s?(?<year>\d{4}|\d{2}))?(?![a-z\d/%])")]
    private static partial Regex Numbers();

    [GeneratedRegex(@"\b(?<day>\d{1,2}) thang "
        + @"(?:(?<month>\d{1,2})(?: nam (?<year>\d{4})|/(?<year>\d{4}))?|(?<which>nay|sau|toi)(?! nua))\b")]
    private static partial Regex Spoken();

    [GeneratedRegex(@"\b(?:het|cuoi) thang (?:(?<month>\d{1,2})(?:/(?<year>\d{4})| nam (?<year>\d{4}))?|(?<which>nay|sau|toi)(?! nua))\b")]
    private static partial Regex MonthEnd();
}

/// <summary>A day that a text names.</summary>
/// <param name="At">Where it begins.</param>
/// <param name="Length">How long it is there.</param>
/// <param name="Day">Null where there is no such day, or nobody knows of which year.</param>
internal readonly record struct DayInText(int At, int Length, DateOnly? Day)
{
    /// <summary>Whether it looks like a day that no calendar has: 31/2. It may also be a share, such as 25/30.</summary>
    public bool IsImpossible { get; init; }

    /// <summary>Whether its month is one, so that it can hardly be anything but a day.</summary>
    public bool IsMonth { get; init; }
}
