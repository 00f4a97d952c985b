using System.Diagnostics;

namespace CamHa.Scheduler.Benchmarks;

/// <summary>How long a mail that has just become due takes, whatever has been sent before it.</summary>
internal static class FirstMail
{
    private const int WarmUp = 20;
    private const int Repetitions = 30;

    public static async Task RunAsync(int port, string file)
    {
        await using var delivery = await Delivery.OpenAsync(file, port);
        await delivery.ExecuteAsync("UPDATE OutboxMessage SET State = 'Held' WHERE State = 'Pending';");
        // The first of the process has everything to compile and nothing in the cache.
        var atStart = await OneAsync(delivery);
        for (var i = 0; i < WarmUp; i++)
            await OneAsync(delivery);
        var times = new List<double>();
        for (var i = 0; i < Repetitions; i++)
            times.Add(await OneAsync(delivery));
        times.Sort();
        Console.WriteLine(FormattableString.Invariant(
            $"first_ms={times[Repetitions / 2]:0.0} min_ms={times[0]:0.0} max_ms={times[^1]:0.0} at_start_ms={atStart:0}"));
    }

    private static async Task<double> OneAsync(Delivery delivery)
    {
        await delivery.ExecuteAsync("""
            UPDATE OutboxMessage SET State = 'Pending'
            WHERE Id = (SELECT Id FROM OutboxMessage WHERE State = 'Held' ORDER BY Id DESC LIMIT 1);
            """);
        var watch = Stopwatch.StartNew();
        var dispatched = await delivery.DispatchAsync();
        return dispatched.Sent == 1
            ? watch.Elapsed.TotalMilliseconds
            : throw new InvalidOperationException($"One mail was due and {dispatched.Sent} were sent.");
    }
}
