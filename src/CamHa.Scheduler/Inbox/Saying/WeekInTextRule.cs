using System.Globalization;
using System.Text.RegularExpressions;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Inbox.Cutting;

namespace CamHa.Scheduler.Inbox.Saying;

/// <summary>The reporting week that a text names: "tuần 24/2022", "tuần 23–24/2022" (the last), "tuần 24".</summary>
internal static partial class WeekInTextRule
{
    /// <param name="text">Where it stands.</param>
    /// <param name="written">The day of the mail, for the year; null where it is not known.</param>
    public static string? Find(string text, DateOnly? written) => Find(Named().Matches(Folded.Of(text)), written);

    /// <summary>The week of which a text says that it reports; a week that a sentence mentions is not meant.</summary>
    /// <param name="text">What is new in the mail.</param>
    /// <param name="written">The day of the mail, for the year; null where it is not known.</param>
    public static string? Heading(string text, DateOnly? written) => Find(Headed().Matches(Folded.Of(text)), written);

    private static string? Find(MatchCollection matches, DateOnly? written)
    {
        foreach (Match match in matches)
        {
            var number = int.Parse(match.Groups["week"].Value, NumberStyles.None, CultureInfo.InvariantCulture);
            var year = match.Groups["year"] is { Success: true } named
                ? int.Parse(named.Value, NumberStyles.None, CultureInfo.InvariantCulture)
                : written is { } day ? IsoWeek.Of(day).Year : 0;
            if (IsoWeek.TryParse(string.Create(CultureInfo.InvariantCulture, $"{year:0000}-W{number:00}"), out var week))
                return week.ToString();
        }

        return null;
    }

    [GeneratedRegex(@"\btuan(?: thu)? (?:\d{1,2} ?[-–] ?)?(?<week>\d{1,2})(?:(?:/| nam )(?<year>20\d\d))?\b")]
    private static partial Regex Named();

    [GeneratedRegex(@"(?:^|\n)[^\p{L}\n]*(?:[^\n.;:]{0,60}\b(?:bao cao|bc|ket qua|kq)\b[^\n.;:\d]{0,60})?"
        + @"\btuan(?: thu)? (?:\d{1,2} ?[-–] ?)?(?<week>\d{1,2})(?:(?:/| nam )(?<year>20\d\d))?\b")]
    private static partial Regex Headed();
}
