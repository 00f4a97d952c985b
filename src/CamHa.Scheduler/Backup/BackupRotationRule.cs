using CamHa.Scheduler.Clock;

namespace CamHa.Scheduler.Backup;

/// <summary>Decides which nightly backups are kept: those of the last days, and the last of each week and month before.</summary>
public static class BackupRotationRule
{
    /// <param name="days">The days that have a backup, in any order.</param>
    /// <param name="daily">The number of latest backups to keep; one is kept even for 0.</param>
    /// <param name="weekly">The number of weeks, the present one included, of which the last backup is kept.</param>
    /// <param name="monthly">The same in months.</param>
    /// <returns>The days whose backup may be deleted; never the latest.</returns>
    public static IReadOnlyList<DateOnly> Obsolete(IEnumerable<DateOnly> days, int daily, int weekly, int monthly)
    {
        var newest = days.Distinct().OrderDescending().ToList();
        var kept = newest.Take(Math.Max(1, daily))
            .Concat(LastOfEach(newest, IsoWeek.Of).Take(weekly))
            .Concat(LastOfEach(newest, day => (day.Year, day.Month)).Take(monthly))
            .ToHashSet();
        return newest.FindAll(day => !kept.Contains(day));
    }

    private static IEnumerable<DateOnly> LastOfEach<T>(List<DateOnly> newestFirst, Func<DateOnly, T> span) =>
        newestFirst.GroupBy(span).Select(own => own.First());
}
