using System.Globalization;

namespace CamHa.Scheduler.Benchmarks;

/// <summary>What the process holds while a long queue leaves: as much at its end as at its beginning.</summary>
internal static class Memory
{
    private const string Waiting = "SELECT COUNT(*) FROM OutboxMessage WHERE State = 'Pending';";

    public static async Task RunAsync(int port, string file, int mails)
    {
        await using var delivery = await Delivery.OpenAsync(file, port);
        var waiting = await delivery.ExecuteAsync(Waiting);
        var atStart = Resident();
        var samples = new List<double>();
        using var enough = new CancellationTokenSource();
        var sampling = SampleAsync(samples, enough.Token);
        // The rest of the queue is there to be waiting, not to be waited for.
        var watching = StopAsync(delivery, waiting - mails, enough);
        try
        {
            await delivery.DispatchAsync(enough.Token);
        }
        catch (OperationCanceledException)
        {
            // It was enough.
        }

        await enough.CancelAsync();
        await Task.WhenAll(sampling, watching);
        var sent = await delivery.ExecuteAsync("SELECT COUNT(*) FROM OutboxMessage WHERE State = 'Sent';");
        var third = samples.Count / 3;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"waiting={waiting} sent={sent} start_mb={atStart:0} max_mb={samples.Max():0} "
                + $"first_third_mb={Median(samples[..third]):0} last_third_mb={Median(samples[^third..]):0}"));
    }

    private static async Task SampleAsync(List<double> samples, CancellationToken token)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        do
            samples.Add(Resident());
        while (await TickAsync(timer, token));
    }

    private static async Task StopAsync(Delivery delivery, long left, CancellationTokenSource enough)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), TimeProvider.System);
        while (await TickAsync(timer, enough.Token))
        {
            // Never at the very end: what is claimed last would go back instead of leaving.
            if (left > 0 && await delivery.ExecuteAsync(Waiting) <= left)
                await enough.CancelAsync();
        }
    }

    private static async Task<bool> TickAsync(PeriodicTimer timer, CancellationToken token)
    {
        try
        {
            return await timer.WaitForNextTickAsync(token);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private static double Resident()
    {
        var line = File.ReadLines("/proc/self/status").First(each => each.StartsWith("VmRSS:", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) * 1024 / 1e6;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
