using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Scheduling;

namespace CamHa.Scheduler.Benchmarks.Scale;

/// <summary>A look for one commune, with all the others beside it; each time another one, which is owed its notices.</summary>
internal static class OneCommune
{
    private const int WarmUp = 30;
    private const int Repetitions = 50;

    public static async Task RunAsync(ScaleStore store, int campaigns)
    {
        await using var service = new ScaleService(store);
        var (runner, look) = (service.Get<LookRunner>(), service.Deadlines);
        var times = new List<(double Clock, double Processor)>();
        for (var i = 0; i < WarmUp + Repetitions; i++)
        {
            var code = Province.Code(1 + (i * (campaigns / (WarmUp + Repetitions))));
            IssueResult written = default;
            times.Add(await Child.TimeAsync(async () => written = await runner.RunAsync(look, code, CancellationToken.None)));
            if (written.Notices != Province.NoticesOwed)
                throw new InvalidOperationException($"{code} was owed {Province.NoticesOwed} notices and got {written.Notices}.");
        }

        Child.SayMilliseconds(times[WarmUp..]);
    }
}
