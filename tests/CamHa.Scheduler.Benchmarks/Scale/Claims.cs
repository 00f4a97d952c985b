using CamHa.Scheduler.Outbox;

namespace CamHa.Scheduler.Benchmarks.Scale;

/// <summary>A turn that only claims, the transaction and its wait for the disk included, behind years of finished mails.</summary>
internal static class Claims
{
    private const int Size = 100;
    private const int WarmUp = 200;

    public static async Task RunAsync(ScaleStore store, int repetitions)
    {
        await using var service = new ScaleService(store);
        var outbox = service.Get<OutboxStore>();
        var times = new List<(double Clock, double Processor)>();
        for (var i = 0; i < WarmUp + repetitions; i++)
        {
            BatchOutcome? taken = null;
            times.Add(
                await Child.TimeAsync(
                    async () => taken = await outbox.ExchangeAsync(
                        new OutboxBatch { Claim = Size },
                        Province.Now,
                        Province.Now.AddMinutes(5))));
            if (taken?.Claimed.Count != Size)
                throw new InvalidOperationException($"{Size} messages were asked for and {taken?.Claimed.Count} claimed.");
            // Until all is compiled the same ones; what is measured has not been touched before.
            if (i < WarmUp)
                await outbox.ReleaseOwnAsync(CancellationToken.None);
        }

        // All back, for the next run over the same file.
        await outbox.ReleaseOwnAsync(CancellationToken.None);
        Child.SayMilliseconds(times[WarmUp..]);
        await store.SettleAsync();
    }
}
