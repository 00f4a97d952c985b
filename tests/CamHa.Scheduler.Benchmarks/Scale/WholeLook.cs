using System.Diagnostics;
using CamHa.Scheduler.Scheduling;

namespace CamHa.Scheduler.Benchmarks.Scale;

/// <summary>One look over everything and another after it, in a process that does nothing else.</summary>
internal static class WholeLook
{
    public static async Task RunAsync(ScaleStore store)
    {
        await using var service = new ScaleService(store);
        var runner = service.Get<LookRunner>();
        var watch = Stopwatch.StartNew();
        var written = await runner.RunAsync(service.Deadlines, CancellationToken.None);
        var first = watch.Elapsed;
        watch.Restart();
        var nothing = await runner.RunAsync(service.Deadlines, CancellationToken.None);
        var second = watch.Elapsed;
        if (nothing.Notices > 0 || written.Held > 0)
            throw new InvalidOperationException($"The second look issued {nothing.Notices} notices again; the first was held back {written.Held} mails.");
        using var process = Process.GetCurrentProcess();
        Child.Say(("first_s", first.TotalSeconds), ("second_s", second.TotalSeconds), ("peak_mb", process.PeakWorkingSet64 / 1e6),
            ("notices", written.Notices), ("messages", written.Messages));
        await store.SettleAsync();
    }
}
