using CamHa.Scheduler.Clock;
using CamHa.Scheduler.FridayReport;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Scheduling;
using CamHa.Scheduler.Storage;

namespace CamHa.Scheduler.Simulation;

/// <summary>
/// Runs the real looks and the real dispatcher through a span of time, at the times of day at which the service's triggers
/// would fire, without waiting for them.
/// </summary>
public sealed class Simulator(
    IEnumerable<ILook> looks,
    LookRunner runner,
    OutboxSweeps sweeps,
    ReportArchive archive,
    Dispatcher dispatcher,
    Database database,
    CampaignClock clock,
    Timeline timeline)
{
    /// <param name="from">The first moment, on the campaign's wall clock.</param>
    /// <param name="to">The last moment, inclusive.</param>
    /// <param name="progress">Receives each day when it is done; may be null.</param>
    /// <param name="token">Cancels the simulation.</param>
    public async Task RunAsync(DateTime from, DateTime to, IProgress<DateOnly>? progress, CancellationToken token)
    {
        for (var day = DateOnly.FromDateTime(from); day <= DateOnly.FromDateTime(to); day = day.AddDays(1))
        {
            foreach (var (at, look) in LooksOn(day).Where(each => each.At >= from && each.At <= to))
                await LookAsync(look, at, onlyUnit: null, token);
            // Once a day is enough: a message that has expired is not sent in any case, the sweep only records it.
            await sweeps.RunAllAsync(token);
            progress?.Report(day);
        }
    }

    /// <summary>Runs one look at one moment, and the dispatch that follows it.</summary>
    /// <param name="look">The look.</param>
    /// <param name="at">The moment, on the campaign's wall clock.</param>
    /// <param name="onlyUnit">The code of the unit whose mails alone are sent; null for all.</param>
    /// <param name="token">Cancels it.</param>
    public async Task<IssueResult> LookAsync(ILook look, DateTime at, string? onlyUnit, CancellationToken token)
    {
        await timeline.GoToAsync(clock.Instant(at), token);
        var issued = await runner.RunAsync(look, token);
        if (onlyUnit is not null)
        {
            await using var session = await database.OpenAsync(token);
            await session.ExecuteAsync("simulation/only-unit", new { Code = onlyUnit }, token);
        }

        await dispatcher.DispatchAsync(token);
        await archive.FileAsync(token);
        return issued;
    }

    // The sort is stable: looks due at the same time stay in their order.
    private IEnumerable<(DateTime At, ILook Look)> LooksOn(DateOnly day) =>
        from look in looks.InOrder()
        from time in look.Times
        orderby time
        select (day.ToDateTime(time), look);
}
