using CamHa.Scheduler.Clock;
using CamHa.Scheduler.FridayReport;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Scheduling;

namespace CamHa.Scheduler.Simulation;

/// <summary>
/// Runs the real looks and the real dispatcher through a span of time: the same times of day the service's triggers
/// have, without the waiting.
/// </summary>
public sealed class Simulator(IEnumerable<ILook> looks, LookRunner runner, OutboxSweeps sweeps, ReportArchive archive, Dispatcher dispatcher, CampaignClock clock, VirtualClock time)
{
    private readonly List<ILook> _looks = [.. looks];

    /// <param name="from">The first moment, on the campaign's wall clock.</param>
    /// <param name="to">The last, inclusive.</param>
    /// <param name="progress">Told of each day as it is done.</param>
    /// <param name="token">Ends the simulation.</param>
    public async Task RunAsync(DateTime from, DateTime to, IProgress<DateOnly>? progress, CancellationToken token)
    {
        for (var day = DateOnly.FromDateTime(from); day <= DateOnly.FromDateTime(to); day = day.AddDays(1))
        {
            foreach (var (at, look) in LooksOn(day).Where(each => each.At >= from && each.At <= to))
                await LookAsync(look, at, token);
            // What has lost its point is not sent in any case; that it has is written down once a day.
            await sweeps.RunAllAsync(token);
            progress?.Report(day);
        }
    }

    /// <summary>One look at one moment, and the dispatch that follows it.</summary>
    public async Task<IssueResult> LookAsync(ILook look, DateTime at, CancellationToken token)
    {
        time.Set(clock.Instant(at));
        var written = await runner.RunAsync(look, token);
        await dispatcher.DispatchAsync(token);
        await archive.FileAsync(token);
        return written;
    }

    private IEnumerable<(DateTime At, ILook Look)> LooksOn(DateOnly day) =>
        from look in _looks
        from time in look.Times
        orderby time, _looks.IndexOf(look)
        select (day.ToDateTime(time), look);
}
