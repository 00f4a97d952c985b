using System.Globalization;
using Microsoft.Extensions.Hosting;
using Quartz;

namespace CamHa.Scheduler.Scheduling;

/// <summary>
/// Puts the looks on the clock: every day at each of a look's times, and once at the start. The rules know days off and
/// moved weeks; the triggers need not, and so cannot disagree with them.
/// </summary>
public sealed class LookSchedule(ISchedulerFactory factory, IEnumerable<ILook> looks, LookRunner runner, CampaignClock clock, TimeProvider time)
    : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await runner.AbandonUnfinishedAsync(cancellationToken);
        var scheduler = await factory.GetScheduler(cancellationToken);
        foreach (var look in looks)
            await scheduler.ScheduleJob(Job(look), [.. Triggers(look)], cancellationToken: cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static IJobDetail Job(ILook look) =>
        JobBuilder.Create<LookJob>().WithIdentity(look.Name).StoreDurably().Build();

    private IEnumerable<ITrigger> Triggers(ILook look)
    {
        // The start-up look: whatever was missed while the service was down is issued now, if it is still true.
        yield return TriggerBuilder.Create(time).ForJob(look.Name).WithIdentity("start", look.Name).StartNow().Build();
        foreach (var at in look.Times)
        {
            yield return TriggerBuilder.Create(time)
                .ForJob(look.Name)
                .WithIdentity(at.ToString("HHmm", CultureInfo.InvariantCulture), look.Name)
                .WithCronSchedule(
                    string.Create(CultureInfo.InvariantCulture, $"{at.Second} {at.Minute} {at.Hour} ? * *"),
                    cron => cron.InTimeZone(clock.Zone).WithMisfireInstruction(CronTriggerMisfireInstruction.FireAndProceed))
                .Build();
        }
    }
}
