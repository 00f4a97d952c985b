using System.Globalization;

namespace CamHa.Scheduler.Backup;

/// <summary>Which nightly backups are kept: the last days', and of earlier weeks and months the last of each.</summary>
public static class BackupRotationRule
{
    /// <param name="days">The days there is a backup of.</param>
    /// <param name="daily">How many of the last are kept.</param>
    /// <param name="weekly">Of how many weeks, the present one included, the last is kept.</param>
    /// <param name="monthly">Of how many months.</param>
    /// <returns>The days whose backup may go; never the last.</returns>
    public static IReadOnlyList<DateOnly> Obsolete(IEnumerable<DateOnly> days, int daily, int weekly, int monthly)
    {
        var newest = days.Distinct().OrderDescending().ToList();
        var kept = newest.Take(Math.Max(1, daily))
            .Concat(LastOfEach(newest, Week).Take(weekly))
            .Concat(LastOfEach(newest, day => (day.Year, day.Month)).Take(monthly))
            .ToHashSet();
        return newest.FindAll(day => !kept.Contains(day));
    }

    private static IEnumerable<DateOnly> LastOfEach<T>(List<DateOnly> newest, Func<DateOnly, T> span) => newest.GroupBy(span).Select(own => own.First());

    private static (int Year, int Number) Week(DateOnly day) =>
        (ISOWeek.GetYear(day.ToDateTime(TimeOnly.MinValue)), ISOWeek.GetWeekOfYear(day.ToDateTime(TimeOnly.MinValue)));
}
