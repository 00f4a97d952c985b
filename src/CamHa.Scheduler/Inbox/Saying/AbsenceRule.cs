using System.Globalization;
using System.Text.RegularExpressions;
using CamHa.Scheduler.Inbox.Cutting;
using CamHa.Scheduler.Inbox.Reading;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Inbox.Saying;

/// <summary>The last day on which somebody is away, by an automatic answer: "vắng đến 20/6", "back on 21 June".</summary>
internal static partial class AbsenceRule
{
    // As far behind "until" as a weekday and a few words reach.
    private const int Reach = 40;

    private static readonly string[] Months =
    [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
    ];

    /// <param name="mail">A machine's answer that says that somebody is away.</param>
    /// <param name="received">When it came; of days without a year the nearest is meant.</param>
    /// <returns>Null where it does not say until when.</returns>
    public static DateOnly? Read(IncomingMail mail, DateOnly received) =>
        Read($"{mail.Subject}\n{CutRule.Cut([.. mail.Lines.Take(60)]).Text.Truncated(1500)}", received);

    /// <param name="text">What it says.</param>
    /// <param name="received">When it came.</param>
    public static DateOnly? Read(string text, DateOnly received)
    {
        var plain = InNumbers(Folded.Of(text));
        return After(LastDay(), plain, received) ?? After(Return(), plain, received)?.AddDays(-1);
    }

    private static DateOnly? After(Regex words, string text, DateOnly received)
    {
        foreach (Match match in words.Matches(text))
        {
            var at = match.Index + match.Length;
            // The day itself, and not one of a later sentence.
            if (DayInTextRule.Find(text.Substring(at, Math.Min(Reach, text.Length - at)).Split('\n')[0], received) is { } day)
                return day;
        }

        return null;
    }

    // June 20, 2022; 20th of June: as 20/6/2022.
    private static string InNumbers(string text) => EnglishDay().Replace(text, match =>
    {
        var month = 1 + Array.FindIndex(Months, name => name.StartsWith(match.Groups["month"].Value[..3], StringComparison.Ordinal));
        var year = match.Groups["year"] is { Success: true, Value: var named } ? $"/{named}" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{match.Groups["day"].Value}/{month}{year}");
    });

    // The day stands right behind it: "return to the office on 20/6" is no last day.
    [GeneratedRegex(
        @"\b(?:den|toi|until|till|through|thru|to)(?=(?:[\s,]|het|ngay|cuoi|end of|and including|including|thu (?:hai|ba|tu|nam|sau|bay|\d)"
        + @"|chu nhat|(?:mon|tues|wednes|thurs|fri|satur|sun)day|the)*(?:\d|thang))")]
    private static partial Regex LastDay();

    [GeneratedRegex(@"\b(?:tro lai|quay lai|di lam lai|lam viec lai|back|return|returning)\b")]
    private static partial Regex Return();

    [GeneratedRegex(
        @"\b(?:(?<month>jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\.? (?<day>\d{1,2})(?:st|nd|rd|th)?"
        + @"|(?<day>\d{1,2})(?:st|nd|rd|th)?(?: of)? (?<month>jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\.?)"
        + @"(?:,? (?<year>\d{4}))?\b")]
    private static partial Regex EnglishDay();
}
