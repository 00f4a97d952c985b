using System.Diagnostics;

namespace CamHa.Scheduler.Benchmarks;

/// <summary>From a waiting row to a row that is sent: claimed, checked, rendered, kept, delivered, recorded.</summary>
internal static class WholePipeline
{
    public static async Task RunAsync(int port, int mails, int warmUp)
    {
        var folder = Directory.CreateTempSubdirectory("camha-deliver-").FullName;
        try
        {
            var file = Path.Combine(folder, "camha.db");
            await using var delivery = await Delivery.OpenAsync(file, port);
            var all = warmUp + mails;
            ReminderSeed.Write(file, (all + ReminderSeed.BoardsOfACampaign - 1) / ReminderSeed.BoardsOfACampaign, all, sent: 0);
            await delivery.ExecuteAsync($"UPDATE OutboxMessage SET State = 'Held' WHERE Id > {warmUp};");
            await delivery.DispatchAsync();
            await delivery.ExecuteAsync(
                "UPDATE OutboxMessage SET State = 'Pending' WHERE State = 'Held'; PRAGMA wal_checkpoint(TRUNCATE);");

            using var process = Process.GetCurrentProcess();
            var processor = process.TotalProcessorTime;
            var watch = Stopwatch.StartNew();
            var dispatched = await delivery.DispatchAsync();
            watch.Stop();
            process.Refresh();
            processor = process.TotalProcessorTime - processor;

            var proven = await delivery.ExecuteAsync("""
                SELECT COUNT(*) FROM OutboxMessage AS m
                WHERE m.State = 'Sent' AND m.Attempts = 1
                    AND (SELECT COUNT(*) FROM OutboxAttempt AS a WHERE a.OutboxMessageId = m.Id AND a.Outcome = 'Delivered') = 1;
                """);
            if (dispatched.Sent != mails || proven != all)
                throw new InvalidOperationException($"Of {mails} mails {dispatched.Sent} were sent; of {all} rows {proven} say so.");
            Console.WriteLine(FormattableString.Invariant(
                $"rate={mails / watch.Elapsed.TotalSeconds:0.0} cpu_ms={processor.TotalMilliseconds / mails:0.000} delivered={all}"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
