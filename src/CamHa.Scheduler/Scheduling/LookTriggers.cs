using System.Globalization;
using CamHa.Scheduler.Clock;
using Quartz;

namespace CamHa.Scheduler.Scheduling;

/// <summary>
/// The looks as Quartz's jobs and triggers: one trigger for each of a look's times of day, and one for the start. The store
/// may be shared: a trigger that another node or an earlier start has put there stays as it is if it is right.
/// </summary>
public sealed class LookTriggers(IEnumerable<ILook> looks, CampaignClock clock, TimeProvider time)
{
    // For a full disk, or a fault in one campaign; the job itself waits for a database that is away. Quartz's own retries and
    // not Polly's, because Quartz stores them with the trigger: in a cluster another node can take them over.
    private static readonly RetryPolicy Retries = RetryPolicy.Exponential(10, TimeSpan.FromMinutes(1), 2, TimeSpan.FromHours(1));
    private readonly IReadOnlyList<ILook> _looks = looks.InOrder();

    /// <summary>Makes the scheduler's triggers what they should be.</summary>
    public async Task PutAsync(IScheduler scheduler, CancellationToken token)
    {
        foreach (var look in _looks)
            await PutAsync(scheduler, look, token);
    }

    /// <summary>When each look is due next.</summary>
    public async Task<IReadOnlyList<NextFire>> NextAsync(IScheduler scheduler, CancellationToken token)
    {
        var next = new List<NextFire>();
        foreach (var look in _looks)
        {
            var triggers = await scheduler.GetTriggersOfJob(new JobKey(look.Name), token);
            if (triggers.Min(trigger => trigger.NextFireTimeUtc) is { } at)
                next.Add(new(look.Name, at));
        }

        return next;
    }

    private async Task PutAsync(IScheduler scheduler, ILook look, CancellationToken token)
    {
        await scheduler.AddJob(Job(look), AddJobOptions.Replacing, token);
        var wanted = look.Times.Select(at => Daily(look, at)).ToList();
        var there = (await scheduler.GetTriggersOfJob(new JobKey(look.Name), token)).OfType<ICronTrigger>().ToList();
        // A trigger that is replaced in the very second it is due would fire tomorrow, so a right one is not replaced.
        foreach (var trigger in wanted.Where(trigger => !there.Exists(old => IsSame(old, trigger) && !IsAhead(old))))
            await scheduler.ScheduleJob(trigger, ScheduleJobOptions.Replacing, token);
        var gone = there.Select(old => old.Key).Except(wanted.Select(trigger => trigger.Key)).ToList();
        if (gone.Count > 0)
            await scheduler.UnscheduleJobs(gone, token);
        await scheduler.ScheduleJob(AtStart(scheduler, look), ScheduleJobOptions.Replacing, token);
    }

    // With recovery: if a node dies during a look, another node runs that look again.
    private static IJobDetail Job(ILook look) =>
        JobBuilder.Create<LookJob>().WithIdentity(look.Name).StoreDurably().RequestRecovery().Build();

    private ICronTrigger Daily(ILook look, TimeOnly at) => (ICronTrigger)TriggerBuilder.Create(time)
        .ForJob(look.Name)
        .WithIdentity(at.ToString("HHmm", CultureInfo.InvariantCulture), look.Name)
        .WithCronSchedule(
            string.Create(CultureInfo.InvariantCulture, $"{at.Second} {at.Minute} {at.Hour} ? * *"),
            cron => cron.InTimeZone(clock.Zone).WithMisfireInstruction(CronTriggerMisfireInstruction.FireAndProceed))
        .WithPriority(Priority(look))
        .WithRetryPolicy(Retries)
        .Build();

    // Issues at the start what was missed while the service was down and is still true. The node's name is part of the key,
    // so that no node removes another's trigger.
    private ITrigger AtStart(IScheduler scheduler, ILook look) => TriggerBuilder.Create(time)
        .ForJob(look.Name)
        .WithIdentity($"start {scheduler.SchedulerInstanceId}", look.Name)
        .StartNow()
        .WithPriority(Priority(look))
        .WithRetryPolicy(Retries)
        .Build();

    // Of triggers due at the same moment Quartz fires the one with the highest priority first.
    private static int Priority(ILook look) => TriggerConstants.DefaultPriority + LookOrder.Names.Count - LookOrder.Of(look.Name);

    private bool IsAhead(ICronTrigger trigger) => trigger.GetFireTimeAfter(clock.Now) < trigger.NextFireTimeUtc;

    private static bool IsSame(ICronTrigger one, ICronTrigger other) =>
        one.Key.Equals(other.Key)
        && one.CronExpressionString == other.CronExpressionString
        && one.TimeZone.Id == other.TimeZone.Id
        && one.MisfireInstruction == other.MisfireInstruction
        && one.Priority == other.Priority
        && Equals(one.RetryPolicy, other.RetryPolicy);
}

/// <param name="Look">The look's name.</param>
/// <param name="At">When it is due; in the past if it is late, or waits for a run of the same look to end.</param>
public sealed record NextFire(string Look, DateTimeOffset At);
