using System.Globalization;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Deadlines;

namespace CamHa.Scheduler.Tests.Deadlines;

public sealed class DigestTimeRuleTests
{
    [Theory]
    [InlineData("2022-06-16 06:00", "2022-06-16 07:30")]
    [InlineData("2022-06-16 07:30", "2022-06-16 07:30")]
    [InlineData("2022-06-16 07:31", "2022-06-17 07:30")]
    [InlineData("2022-06-17 15:00", "2022-06-20 07:30")] // over a weekend
    public void Digests_leave_on_the_next_working_day(string now, string next) => Assert.Equal(
        At(next),
        DigestTimeRule.Next(At(now), new(7, 30), new WorkingCalendar(new HashSet<DateOnly>(), new HashSet<DateOnly>())));

    private static DateTime At(string text) => DateTime.ParseExact(text, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
