using CamHa.Scheduler.Backup;

namespace CamHa.Scheduler.Tests.Backup;

public sealed class BackupRotationRuleTests
{
    [Fact]
    public void After_a_year_there_are_the_last_week_the_last_month_and_half_a_year()
    {
        var kept = Nights(new(2026, 1, 1), 365, 7, 4, 6, _ => true);
        Assert.Equal(
            [
                "2026-12-31", "2026-12-30", "2026-12-29", "2026-12-28", "2026-12-27", "2026-12-26", "2026-12-25",
                // Of this week and the three before it the last, some of them among the days.
                "2026-12-20", "2026-12-13",
                // Of this month and the five before it.
                "2026-11-30", "2026-10-31", "2026-09-30", "2026-08-31", "2026-07-31",
            ],
            kept.OrderDescending().Select(day => $"{day:yyyy-MM-dd}"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Whatever_nights_are_missed_the_last_ones_stay_and_their_number_is_bounded(int seed)
    {
        var random = new Random(seed);
        var (daily, weekly, monthly) = (random.Next(1, 10), random.Next(0, 8), random.Next(0, 13));
        var last = new List<DateOnly>();
        Nights(new(2026, 1, 1), 800, daily, weekly, monthly, day => random.Next(3) > 0, (day, kept) =>
        {
            last.Add(day);
            Assert.Equal(last.TakeLast(daily).Order(), kept.Order().TakeLast(Math.Min(daily, last.Count)));
            Assert.True(kept.Count <= daily + weekly + monthly);
        });
        Assert.NotEmpty(last);
    }

    [Fact]
    public void The_only_one_is_never_obsolete() => Assert.Empty(BackupRotationRule.Obsolete([new(2026, 1, 1)], 0, 0, 0));

    private static HashSet<DateOnly> Nights(
        DateOnly from,
        int count,
        int daily,
        int weekly,
        int monthly,
        Func<DateOnly, bool> isThere,
        Action<DateOnly, HashSet<DateOnly>>? look = null)
    {
        var kept = new HashSet<DateOnly>();
        for (var day = from; day < from.AddDays(count); day = day.AddDays(1))
        {
            if (!isThere(day))
                continue;
            kept.Add(day);
            kept.ExceptWith(BackupRotationRule.Obsolete(kept, daily, weekly, monthly));
            look?.Invoke(day, kept);
        }

        return kept;
    }
}
