using System.Diagnostics;
using CamHa.Scheduler.Benchmarks.Scale;

namespace CamHa.Scheduler.Benchmarks.Inbox;

/// <summary>The whole service with its mailbox open: what that holds, and how soon an answer is acknowledged.</summary>
internal static class Answering
{
    private const int Pairs = 3;
    private const int Answers = 5;

    public static async Task RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("camha-answering-").FullName;
        try
        {
            await using var dovecot = await Dovecot.StartAsync();
            await using var sink = new CountingSink();
            await AnsweringUnits.SeedAsync(Path.Combine(folder, "camha.db"));
            var inbox = string.Concat(Dovecot.Settings(dovecot.Port).Select(each => $" --set {each.Key}={each.Value}"));
            var run = "run --set Storage:File=camha.db --set Web:Listen=127.0.0.1:0 --set Mail:Transport=smtp --set Smtp:Host=127.0.0.1"
                + $" --set Smtp:Port={sink.Port} --set Smtp:Security=none --set Outbox:BrakeFloor=1000000";
            await WholeCommand.TimeAsync(folder, "arm --set Storage:File=camha.db");
            List<double> with = [], without = [];
            // The first sends what is due.
            await WholeCommand.ServiceAsync(folder, run);
            for (var pair = 0; pair < Pairs; pair++)
            {
                without.Add((await WholeCommand.ServiceAsync(folder, run)).ResidentMegabytes);
                with.Add((await WholeCommand.ServiceAsync(folder, run + inbox)).ResidentMegabytes);
            }

            Console.WriteLine(
                $"resident, medians of {Pairs}: {Child.Median(without):0} MB without, {Child.Median(with):0} MB with the mailbox open");
            await AnswerAsync("with IDLE", folder, run + inbox, dovecot, sink, 1);
            await using var silent = await Dovecot.StartAsync(announces: false);
            await AnswerAsync("without IDLE", folder, run + inbox.Replace($"{dovecot.Port}", $"{silent.Port}"), silent, sink, Answers + 1);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task AnswerAsync(string how, string folder, string run, Dovecot dovecot, CountingSink sink, int first)
    {
        using var service = WholeCommand.Start(folder, run);
        await WholeCommand.UntilReadyAsync(service);
        _ = service.StandardOutput.ReadToEndAsync();
        await Task.Delay(TimeSpan.FromSeconds(5), TimeProvider.System);
        var times = new List<double>();
        for (var answer = first; answer < first + Answers; answer++)
        {
            var acknowledged = sink.Begin(answer, 1);
            var watch = Stopwatch.StartNew();
            AnsweringUnits.Put(dovecot.New, answer, 1);
            await acknowledged;
            times.Add(watch.Elapsed.TotalSeconds);
        }

        service.Kill();
        await service.WaitForExitAsync();
        Console.WriteLine(FormattableString.Invariant($"mailbox to acknowledgement, {how}: first {times[0]:0.00} s, ")
            + FormattableString.Invariant($"then {Child.Median(times[1..]):0.00} s, most {times.Max():0.00} s"));
    }
}
