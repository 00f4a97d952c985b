using CamHa.Scheduler.Outbox;

namespace CamHa.Scheduler.Benchmarks.Scale;

/// <summary>A dispatcher in a process of its own: a line on standard input is one dispatch, the end of input the end.</summary>
internal static class OneDispatcher
{
    public static async Task RunAsync(ScaleStore store)
    {
        await using var service = new ScaleService(store);
        while (await Console.In.ReadLineAsync() is not null)
            Console.WriteLine((await service.Get<Dispatcher>().DispatchAsync(CancellationToken.None)).Sent);
        foreach (var id in service.Transport.MessageIds)
            Console.WriteLine(id);
    }
}
