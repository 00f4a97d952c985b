using System.Globalization;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Quartz;

namespace CamHa.Scheduler.Scheduling;

/// <summary>
/// Puts the looks on the clock: every day at each of a look's times, and once at the start. The rules know days off and
/// moved weeks; the triggers need not, and so cannot disagree with them. The clock's store may be shared: what other nodes
/// or an earlier start have put there is left as it is where it is right.
/// </summary>
public sealed class LookSchedule(
    [FromKeyedServices(LookSchedule.Name)] ISchedulerFactory factory, ISchedulerRuntime runtime, IEnumerable<ILook> looks, LookRunner runner, DatabaseStart start, DatabaseOutage outage, ClockWatch watch,
    CampaignClock clock, TimeProvider time)
    : BackgroundService
{
    /// <summary>The scheduler's; nodes that share a store share it.</summary>
    public const string Name = "camha";

    // Its jobs are looks, which end by themselves or wait for the database.
    private static readonly SchedulerRestartOptions Restart = new() { Start = false, DrainTimeout = TimeSpan.FromMinutes(1) };
    private static readonly TimeSpan RestartWithin = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan BetweenGlances = TimeSpan.FromMinutes(1);

    // For what is not the database's being away, which the job itself outlasts: a full disk, a fault in one campaign.
    private static readonly RetryPolicy Retries = RetryPolicy.Exponential(10, TimeSpan.FromMinutes(1), 2, TimeSpan.FromHours(1));
    private IScheduler? _scheduler;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        if (start.IsReady)
            await outage.TryAsync(() => BeginAsync(cancellationToken));
        await base.StartAsync(cancellationToken);
    }

    /// <summary>Whether looks are being fired.</summary>
    public bool IsRunning => _scheduler is { Status: SchedulerStatus.Running };

    /// <summary>When each look is due next; empty before the scheduler has begun.</summary>
    public async Task<IReadOnlyList<NextFire>> NextAsync(CancellationToken token)
    {
        var next = new List<NextFire>();
        if (_scheduler is not { } scheduler)
            return next;
        foreach (var look in looks)
        {
            if ((await scheduler.GetTriggersOfJob(new JobKey(look.Name), token)).Min(trigger => trigger.NextFireTimeUtc) is { } at)
                next.Add(new(look.Name, at));
        }

        return next;
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (_scheduler is not null)
            await _scheduler.Shutdown(waitForJobsToComplete: true, cancellationToken);
    }

    /// <summary>Of the triggers that wait for nothing the one that should have fired first; null where none should have.</summary>
    public async Task<TriggerHeader?> OverdueAsync(CancellationToken token)
    {
        if (_scheduler is not { } scheduler)
            return null;
        // One whose look is under way is blocked by it, and so not among them.
        var overdue = await scheduler.QueryTriggers(new TriggerQuery { State = TriggerState.Normal, NextFireTimeBefore = clock.Now }, token);
        return overdue.Items.MinBy(trigger => trigger.NextFireTimeUtc);
    }

    /// <summary>Another scheduler in the place of one that stands still; the looks at its start make up for what was missed.</summary>
    public async Task RestartAsync(CancellationToken token)
    {
        var scheduler = await runtime.Restart(Name, Restart, token).AsTask().WaitAsync(RestartWithin, time, token);
        await BeginAsync(scheduler, token);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await start.ReadyAsync(stoppingToken);
            if (_scheduler is null)
                await outage.OutlastAsync(() => BeginAsync(stoppingToken), stoppingToken);
            await FollowClockAsync(stoppingToken);
        }
        catch (Exception e) when (!stoppingToken.IsCancellationRequested)
        {
            start.Fail(e);
        }
    }

    private async Task<IScheduler> BeginAsync(CancellationToken token)
    {
        await runner.AbandonUnfinishedAsync(token);
        try
        {
            return await BeginAsync(await factory.GetScheduler(token), token);
        }
        catch (SchedulerException e)
        {
            throw new StorageException($"Quartz cannot keep its schedule: {e.Message.TrimEnd('.')}. Run 'camha init' with the same settings; 'camha doctor' looks for more.", e);
        }
    }

    private async Task<IScheduler> BeginAsync(IScheduler scheduler, CancellationToken token)
    {
        await PutAsync(scheduler, token);
        await scheduler.Start(token);
        return _scheduler = scheduler;
    }

    // While the clock was ahead, every trigger that came due took its next time from there: set back, it would leave out
    // all looks until then.
    private async Task FollowClockAsync(CancellationToken token)
    {
        for (var seen = watch.TimesSetBack; ; await Task.Delay(BetweenGlances, time, token))
        {
            if (watch.TimesSetBack is var times && times != seen)
            {
                await outage.OutlastAsync(() => PutAsync(_scheduler!, token), token);
                seen = times;
            }
        }
    }

    private async Task<bool> PutAsync(IScheduler scheduler, CancellationToken token)
    {
        foreach (var look in looks)
            await PutAsync(scheduler, look, token);
        return true;
    }

    private async Task PutAsync(IScheduler scheduler, ILook look, CancellationToken token)
    {
        await scheduler.AddJob(Job(look), AddJobOptions.Replacing, token);
        var wanted = look.Times.Select(at => Daily(look, at)).ToList();
        var there = (await scheduler.GetTriggersOfJob(new JobKey(look.Name), token)).OfType<ICronTrigger>().ToList();
        // Replaced in the second that it is due, a trigger would begin with tomorrow.
        foreach (var trigger in wanted.Where(trigger => !there.Exists(old => IsSame(old, trigger) && !IsAhead(old))))
            await scheduler.ScheduleJob(trigger, ScheduleJobOptions.Replacing, token);
        var gone = there.Select(old => old.Key).Except(wanted.Select(trigger => trigger.Key)).ToList();
        if (gone.Count > 0)
            await scheduler.UnscheduleJobs(gone, token);
        await scheduler.ScheduleJob(AtStart(scheduler, look), ScheduleJobOptions.Replacing, token);
    }

    // Recovered: where a node dies in a look, another looks once more.
    private static IJobDetail Job(ILook look) =>
        JobBuilder.Create<LookJob>().WithIdentity(look.Name).StoreDurably().RequestRecovery().Build();

    private ICronTrigger Daily(ILook look, TimeOnly at) => (ICronTrigger)TriggerBuilder.Create(time)
        .ForJob(look.Name)
        .WithIdentity(at.ToString("HHmm", CultureInfo.InvariantCulture), look.Name)
        .WithCronSchedule(
            string.Create(CultureInfo.InvariantCulture, $"{at.Second} {at.Minute} {at.Hour} ? * *"),
            cron => cron.InTimeZone(clock.Zone).WithMisfireInstruction(CronTriggerMisfireInstruction.FireAndProceed))
        .WithRetryPolicy(Retries)
        .Build();

    // Whatever was missed while the service was down is issued now, if it is still true. Named by the node: none takes
    // another's away.
    private ITrigger AtStart(IScheduler scheduler, ILook look) => TriggerBuilder.Create(time)
        .ForJob(look.Name)
        .WithIdentity($"start {scheduler.SchedulerInstanceId}", look.Name)
        .StartNow()
        .WithRetryPolicy(Retries)
        .Build();

    private bool IsAhead(ICronTrigger trigger) => trigger.GetFireTimeAfter(clock.Now) < trigger.NextFireTimeUtc;

    private static bool IsSame(ICronTrigger one, ICronTrigger other) =>
        one.Key.Equals(other.Key) && one.CronExpressionString == other.CronExpressionString && one.TimeZone.Id == other.TimeZone.Id
        && one.MisfireInstruction == other.MisfireInstruction && Equals(one.RetryPolicy, other.RetryPolicy);
}

/// <param name="Look">The look.</param>
/// <param name="At">When it is due; in the past where it is late, or waits for the end of one under way.</param>
public sealed record NextFire(string Look, DateTimeOffset At);
