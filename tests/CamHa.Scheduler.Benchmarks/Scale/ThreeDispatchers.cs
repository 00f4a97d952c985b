using System.Diagnostics;

namespace CamHa.Scheduler.Benchmarks.Scale;

/// <summary>
/// Three processes over one outbox against one of them, in turn over equal parts of what a look has written, so that a
/// busy neighbour meets both alike. Every Message-ID that left is compared in the end.
/// </summary>
internal sealed class ThreeDispatchers(ScaleStore store)
{
    private const int Rounds = 3;
    private const int Parts = (2 * Rounds) + 2;

    private long _released;

    public async Task<(double One, double Three, long Mails, long Duplicates)> RunAsync()
    {
        var mails = await store.ExecuteAsync("SELECT COUNT(*) FROM OutboxMessage WHERE State = 'Pending';");
        await store.ExecuteAsync("UPDATE OutboxMessage SET State = 'Held' WHERE State = 'Pending';");
        _released = await store.ExecuteAsync("SELECT MIN(Id) FROM OutboxMessage WHERE State = 'Held';") - 1;
        var part = mails / Parts;
        var all = Enumerable.Range(0, 3).Select(_ => Child.Start("scale-dispatch", store.Location)).ToList();
        try
        {
            // Each alone until it is compiled, as it will be measured; and all of them at once.
            for (var i = 0; i < 3; i++)
                await RateAsync([all[i]], part / 3);
            await RateAsync(all, part);
            var (one, three) = (new List<double>(), new List<double>());
            for (var round = 0; round < Rounds; round++)
            {
                one.Add(await RateAsync([all[round % 3]], part));
                three.Add(await RateAsync(all, part));
            }

            var ids = await Task.WhenAll(all.Select(ReadIdsAsync));
            var left = ids.Sum(each => each.Count);
            return (Child.Median(one), Child.Median(three), left, left - ids.SelectMany(each => each).Distinct().Count());
        }
        finally
        {
            all.ForEach(each => each.Dispose());
        }
    }

    private async Task<double> RateAsync(List<Process> dispatchers, long mails)
    {
        _released += mails;
        await store.ExecuteAsync($"UPDATE OutboxMessage SET State = 'Pending' WHERE State = 'Held' AND Id <= {_released};");
        var watch = Stopwatch.StartNew();
        var sent = await Task.WhenAll(dispatchers.Select(async each =>
        {
            await each.StandardInput.WriteLineAsync();
            return int.Parse(await each.StandardOutput.ReadLineAsync() ?? "0", null);
        }));
        return sent.Sum() == mails
            ? mails / watch.Elapsed.TotalSeconds
            : throw new InvalidOperationException($"Of {mails} mails that were due {string.Join(" + ", sent)} were sent.");
    }

    private static async Task<List<string>> ReadIdsAsync(Process dispatcher)
    {
        dispatcher.StandardInput.Close();
        var ids = (await dispatcher.StandardOutput.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        await dispatcher.WaitForExitAsync();
        return [.. ids];
    }
}
