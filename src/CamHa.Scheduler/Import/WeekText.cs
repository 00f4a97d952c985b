using System.Globalization;
using System.Text.RegularExpressions;
using CamHa.Scheduler.Changes;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Import;

/// <summary>Weeks as people write them: <c>2026-W24</c>, <c>tuần 24/2026</c>, <c>24/2026</c>, <c>Tuần 24</c>.</summary>
internal static partial class WeekText
{
    private const int Longest = 40;

    /// <summary>Reads a week; one without its year is that which is nearest to today. Where it is none, says so.</summary>
    public static (IsoWeek? Week, string Fault) Read(string value, CampaignClock clock)
    {
        if (value.Length == 0)
            return (null, ValueWords.Needed);
        if (value.Length > Longest || Written().Match(FoldKey.Of(value)) is not { Success: true } match)
            return (null, ValueWords.NoWeek(value));
        var number = int.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture);
        if (!match.Groups["year"].Success)
            return match.Groups["word"].Success && Nearest(number, clock) is { } near ? (near, "") : (null, ValueWords.NoWeek(value));
        if (!IsoWeek.TryParse($"{match.Groups["year"].Value}-W{number:00}", out var week))
            return (null, ValueWords.NoWeek(value));
        return SensibleDays.Holds(week.Monday) ? (week, "") : (null, ValueWords.NotSensible(value));
    }

    private static IsoWeek? Nearest(int number, CampaignClock clock)
    {
        var today = DateOnly.FromDateTime(clock.WallClock(clock.Now));
        return Enumerable.Range(today.Year - 1, 3)
            .Select(year => IsoWeek.TryParse($"{year:0000}-W{number:00}", out var week) ? week : (IsoWeek?)null)
            .OfType<IsoWeek>()
            .OrderBy(week => Math.Abs(week.Monday.DayNumber - today.DayNumber))
            .Select(week => (IsoWeek?)week)
            .FirstOrDefault();
    }

    [GeneratedRegex(
        @"^(?:(?<year>\d{4}) ?[-/]? ?(?:w|tuan ?)(?<number>\d{1,2})"
        + @"|(?<word>(?:tuan|w)(?: thu)? ?)?(?<number>\d{1,2})(?: ?[/-] ?(?:nam )?(?<year>\d{4})| nam (?<year>\d{4}))?)\.?$")]
    private static partial Regex Written();
}
