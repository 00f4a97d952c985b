using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Submissions;

/// <summary>A reporting week's name and dates: <c>tuần 24/2022</c>, <c>13–19/6</c>.</summary>
public sealed record WeekLabel(string Name, string Dates)
{
    /// <summary><c>7/2022</c> for <c>2022-W07</c>; a text that names no week comes back as it is.</summary>
    public static string Brief(string week) => IsoWeek.TryParse(week, out var iso) ? $"{iso.Number}/{iso.Year}" : week;

    public static WeekLabel Of(ReportingWeek week)
    {
        var first = week.FirstWeek;
        var name = first == week.Week
            ? $"tuần {week.Week.Number}/{week.Week.Year}"
            : $"tuần {first.Number}–{week.Week.Number}/{week.Week.Year}";
        return new(name, Vietnamese.Span(week.CoversFrom, week.CoversTo));
    }
}
