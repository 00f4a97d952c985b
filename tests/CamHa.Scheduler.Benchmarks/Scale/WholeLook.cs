using System.Diagnostics;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Scheduling;

namespace CamHa.Scheduler.Benchmarks.Scale;

/// <summary>One look over everything and another after it, in a process that does nothing else.</summary>
internal static class WholeLook
{
    public static async Task RunAsync(ScaleStore store)
    {
        await using var service = new ScaleService(store);
        // Made when the service starts, not when it looks.
        var (runner, look) = (service.Get<LookRunner>(), service.Deadlines);
        IssueResult written = default, nothing = default;
        var first = await Child.TimeAsync(async () => written = await runner.RunAsync(look, CancellationToken.None));
        var second = await Child.TimeAsync(async () => nothing = await runner.RunAsync(look, CancellationToken.None));
        if (nothing.Notices + written.Held > 0)
            throw new InvalidOperationException(
                $"The second look issued {nothing.Notices} notices again, or the first held back {written.Held} mails.");
        using var process = Process.GetCurrentProcess();
        Child.Say(
            ("first_s", first.Clock), ("first_cpu_s", first.Processor), ("second_s", second.Clock),
            ("second_cpu_s", second.Processor),
            ("peak_mb", process.PeakWorkingSet64 / 1e6), ("notices", written.Notices), ("messages", written.Messages));
        await store.SettleAsync();
    }
}
