using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Tests.Infrastructure;
using Quartz;

namespace CamHa.Scheduler.Tests.Scheduling;

/// <summary>
/// Zones with summer time: Santiago's clocks go from 00:00 to 01:00 on 11 September 2022; Beirut's do so on 27 March, and go back
/// to 23:00 on 30 October.
/// </summary>
public sealed class SummerTimeTests
{
    // It failed with "invalid time" on the day of the jump, and the day before, for a day began in the hour that is skipped.
    [Theory]
    [InlineData("America/Santiago", "2022-09-08", "2022-09-14")]
    [InlineData("Asia/Beirut", "2022-10-27", "2022-11-02")]
    public async Task Looks_on_days_whose_first_hour_is_skipped_or_repeated_are_run_and_mails_leave(string zone, string from, string to)
    {
        await using var service = await Service.StartAsync(
            $"Scheduling:TimeZone={zone}",
            "Deadlines:DigestAt=06:00",
            "Weekly:SupplementAt=06:00",
            "Weekly:Reminders=1 06:00, 0 06:00");
        await service.ImportAsync(
            "assignments.csv",
            "code,title,lead,due\nM1,Một,DTN,11/09/2022\nM2,Hai,DTN,12/09/2022\nM3,Ba,DTN,30/10/2022\nM4,Bốn,DTN,31/10/2022\n");
        await service.RunAsync(DateOnly.Parse(from, null).ToDateTime(default), DateOnly.Parse(to, null).ToDateTime(new(23, 0)));
        Assert.InRange(await service.CountAsync(OutboxState.Sent), 2, 1000);
        Assert.Equal(0, await service.CountAsync("SELECT COUNT(*) FROM JobRun WHERE Outcome <> 'Succeeded'"));
        Assert.Equal(0, await service.CountAsync("SELECT COUNT(*) FROM OutboxMessage WHERE State NOT IN ('Sent', 'Suppressed')"));
    }

    [Theory]
    [InlineData("2022-03-26T22:00:00Z", "2022-03-27")] // 00:30 is skipped
    [InlineData("2022-10-29T20:00:00Z", "2022-10-30")] // midnight to midnight, with an hour twice
    public void The_scheduler_fires_such_a_look_on_that_day_too(string after, string day)
    {
        var zone = CampaignClock.FindZone("Asia/Beirut");
        var trigger = (ICronTrigger)TriggerBuilder.Create()
            .StartAt(DateTimeOffset.Parse("2022-01-01T00:00:00Z", null))
            .WithCronSchedule("0 30 0 ? * *", cron => cron.InTimeZone(zone))
            .Build();
        var fires = trigger.GetFireTimeAfter(DateTimeOffset.Parse(after, null).AddHours(-1));
        Assert.Equal(day, $"{new CampaignClock(TimeProvider.System, zone).WallClock(fires!.Value):yyyy-MM-dd}");
    }
}
