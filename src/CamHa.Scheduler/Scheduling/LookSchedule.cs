using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Quartz;

namespace CamHa.Scheduler.Scheduling;

/// <summary>
/// Runs the scheduler that fires the looks: every day at each look's times, and once at the start. Only the rules know days
/// off and moved weeks; the triggers fire every day, so the two cannot disagree.
/// </summary>
public sealed class LookSchedule(
    [FromKeyedServices(LookSchedule.Name)] ISchedulerFactory factory,
    ISchedulerRuntime runtime,
    LookTriggers triggers,
    LookRunner runner,
    DatabaseStart start,
    DatabaseOutage outage,
    ClockWatch watch,
    TimeProvider time)
    : BackgroundService
{
    /// <summary>The scheduler's name; nodes with a shared store use the same.</summary>
    public const string Name = "camha";

    // A minute is enough: a look ends by itself or waits for the database.
    private static readonly SchedulerRestartOptions Restart = new() { Start = false, DrainTimeout = TimeSpan.FromMinutes(1) };
    private static readonly TimeSpan RestartWithin = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan BetweenGlances = TimeSpan.FromMinutes(1);
    private IScheduler? _scheduler;

    /// <summary>Whether looks are being fired.</summary>
    public bool IsRunning => _scheduler is { Status: SchedulerStatus.Running };

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        if (start.IsReady)
            await outage.TryAsync(() => BeginAsync(cancellationToken));
        await base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (_scheduler is null)
            return;
        try
        {
            await _scheduler.Shutdown(waitForJobsToComplete: true, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The time for a stop is over; the look at the next start makes up for what was cut short.
        }
    }

    /// <summary>When each look is due next; empty until the scheduler has started.</summary>
    public async Task<IReadOnlyList<NextFire>> NextAsync(CancellationToken token) =>
        _scheduler is { } scheduler ? await triggers.NextAsync(scheduler, token) : [];

    /// <summary>The trigger that should have fired first of those that are due and wait for nothing; null if there is none.</summary>
    public async Task<TriggerHeader?> OverdueAsync(CancellationToken token)
    {
        if (_scheduler is not { } scheduler)
            return null;
        // The trigger of a look that is running is blocked by it, so it is not in this state.
        var query = new TriggerQuery { State = TriggerState.Normal, NextFireTimeBefore = time.GetUtcNow() };
        var overdue = await scheduler.QueryTriggers(query, token);
        return overdue.Items.MinBy(trigger => trigger.NextFireTimeUtc);
    }

    /// <summary>Replaces a scheduler that stands still. The looks at the new one's start make up for what was missed.</summary>
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
        catch (Exception e)
        {
            if (!stoppingToken.IsCancellationRequested)
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
            throw new StorageException(
                new Bilingual(
                    "Quartz không giữ được lịch chạy. Gõ camha init với cùng thiết lập; xem thêm: camha doctor. "
                    + $"Chi tiết: {e.Message}",
                    $"Quartz cannot keep its schedule: {e.Message.TrimEnd('.')}. "
                    + "Run 'camha init' with the same settings; 'camha doctor' looks for more."),
                e);
        }
    }

    private async Task<IScheduler> BeginAsync(IScheduler scheduler, CancellationToken token)
    {
        await triggers.PutAsync(scheduler, token);
        await scheduler.Start(token);
        return _scheduler = scheduler;
    }

    // While the clock is ahead, each trigger that fires computes its next time from that clock. Once the clock is set back,
    // that trigger would skip every look until then, so all triggers are put anew.
    private async Task FollowClockAsync(CancellationToken token)
    {
        for (var seen = watch.TimesSetBack; ; await Task.Delay(BetweenGlances, time, token))
        {
            if (watch.TimesSetBack is var times && times != seen)
            {
                await outage.OutlastAsync(() => PutAgainAsync(_scheduler!, token), token);
                seen = times;
            }
        }
    }

    private async Task<bool> PutAgainAsync(IScheduler scheduler, CancellationToken token)
    {
        await triggers.PutAsync(scheduler, token);
        return true;
    }
}
