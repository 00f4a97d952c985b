using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Diagnostics;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Text;
using Microsoft.Extensions.Logging;
using Quartz;

namespace CamHa.Scheduler.Scheduling;

/// <summary>
/// Replaces a scheduler that stands still: its earliest trigger has been due for minutes, waits for nothing and does not
/// fire. If the replacement fails, the service ends itself so that its manager starts it again.
/// </summary>
public sealed partial class SchedulerWatch(
    LookSchedule schedule,
    SchedulerRestarts restarts,
    Liveness liveness,
    DatabaseStart start,
    DatabaseOutage outage,
    ClockWatch watch,
    TimeProvider time,
    ILogger<SchedulerWatch> logger)
{
    /// <summary>
    /// How long the trigger must have been seen due, in elapsed time and not by the wall clock: after the machine slept or its
    /// clock was set, everything is due at once, and the scheduler needs up to half a minute to wake.
    /// </summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    // In how many checks in a row it must have been seen due, so that the scheduler had a chance to run between them.
    private const int Looks = 5;

    private (TriggerKey Key, DateTimeOffset Due, long Seen, int Looks)? _due;

    public Sweep Sweep => new("restart a stale scheduler", TimeSpan.FromMinutes(1), LookAsync);

    /// <summary>Checks the scheduler, and replaces it if it has stood still for long enough.</summary>
    /// <returns>1 if the scheduler was replaced, otherwise 0.</returns>
    public async Task<int> LookAsync(CancellationToken token)
    {
        try
        {
            // While the database is away, looks wait for it, and so may the scheduler of a cluster.
            if (outage.Current is not null || await schedule.OverdueAsync(token) is not { NextFireTimeUtc: { } due } trigger)
            {
                _due = null;
                return 0;
            }

            if (_due is not var (key, since, seen, looks) || !key.Equals(trigger.Key) || since != due)
            {
                _due = (trigger.Key, due, time.GetTimestamp(), 1);
                return 0;
            }

            _due = (key, since, seen, looks + 1);
            if (looks < Looks || time.GetElapsedTime(seen) < Patience || !watch.HasBeenSteadyFor(Patience))
                return 0;
            _due = null;
            return await RestartAsync(trigger, due, token);
        }
        finally
        {
            liveness.SchedulerWatched();
        }
    }

    private async Task<int> RestartAsync(TriggerHeader trigger, DateTimeOffset due, CancellationToken token)
    {
        Log.Stale(logger, trigger.JobKey.Name, due.UtcDateTime);
        try
        {
            await schedule.RestartAsync(token);
            restarts.Happened(trigger.JobKey.Name);
            return 1;
        }
        catch (Exception e) when (!token.IsCancellationRequested && !outage.Explains(e))
        {
            start.Fail(new SchedulerStalledException(trigger.JobKey.Name, e));
            return 0;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(
            110,
            LogLevel.Error,
            "The scheduler stands still: look {Look} was due at {Due:yyyy-MM-dd HH:mm}Z. Another takes its place")]
        public static partial void Stale(ILogger logger, string look, DateTime due);
    }
}

/// <summary>The scheduler stands still and could not be replaced.</summary>
public sealed class SchedulerStalledException(string look, Exception cause)
    : ActionRequiredException(
        new Bilingual(
            $"Bộ hẹn giờ đứng yên khi đến giờ việc “{LookWords.Title(look)}”, và không thay được: {cause.Message.TrimEnd('.')}. "
            + "Dịch vụ dừng để hệ điều hành khởi động lại; không việc nào bị bỏ sót.",
            $"The scheduler stands still, with look {look} due, and cannot be replaced: {cause.Message.TrimEnd('.')}. "
            + "The service ends, so that its manager starts it anew; nothing owed is lost."),
        cause);
