using System.Diagnostics;
using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Scheduling;
using CamHa.Scheduler.Storage;

namespace CamHa.Scheduler.Benchmarks.Scale;

/// <summary>A look for one commune, with all the others beside it; each time another one, which is owed its notices.</summary>
internal static class OneCommune
{
    private const int WarmUp = 30;
    private const int Repetitions = 50;

    public static async Task RunAsync(ScaleStore store, int campaigns)
    {
        await using var service = new ScaleService(store);
        var times = new List<double>();
        for (var i = 0; i < WarmUp + Repetitions; i++)
        {
            var code = Province.Code(1 + (i * (campaigns / (WarmUp + Repetitions))));
            var watch = Stopwatch.StartNew();
            // To become: service.Get<LookRunner>().RunAsync(service.Deadlines, code, CancellationToken.None)
            var written = await LookAsync(service, code);
            times.Add(watch.Elapsed.TotalMilliseconds);
            if (written.Notices != Province.NoticesOwed)
                throw new InvalidOperationException($"{code} was owed {Province.NoticesOwed} notices and got {written.Notices}.");
        }

        var measured = times[WarmUp..];
        Child.Say(("commune_ms", Child.Median(measured)), ("most_ms", measured.Max()));
    }

    // What the runner does for one of all campaigns, and the record of the run.
    private static async Task<Written> LookAsync(ScaleService service, string code)
    {
        await using var session = await service.Get<Database>().OpenAsync(CancellationToken.None);
        var (clock, id) = (service.Get<CampaignClock>(), Guid.NewGuid().ToString("N"));
        await session.ExecuteAsync("scheduling/start-run", new { Id = id, Job = "deadlines", Host = Environment.MachineName, StartedAt = clock.Now }, CancellationToken.None);
        var moment = new LookMoment(clock.Now, clock.WallClock(clock.Now), await CalendarStore.ReadAsync(session, CancellationToken.None));
        var campaign = await CampaignStore.OneAsync(session, int.Parse(code.AsSpan(1), null), CancellationToken.None);
        await session.BeginAsync(CancellationToken.None);
        var mailings = await service.Deadlines.DecideAsync(session, campaign, moment, CancellationToken.None);
        var written = await service.Get<OutboxWriter>().WriteAsync(session, campaign, moment, id, mailings, CancellationToken.None);
        await session.CommitAsync(CancellationToken.None);
        await session.ExecuteAsync("scheduling/finish-run", new
        {
            Id = id,
            FinishedAt = clock.Now,
            Outcome = "Succeeded",
            written.Notices,
            written.Messages,
            written.Held,
            Detail = "",
        }, CancellationToken.None);
        return written;
    }
}
