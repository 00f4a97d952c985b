using System.Diagnostics;
using System.Globalization;
using CamHa.Scheduler.Benchmarks.Scale;
using CamHa.Scheduler.Inbox;
using Microsoft.Extensions.DependencyInjection;

namespace CamHa.Scheduler.Benchmarks.Inbox;

/// <summary>
/// Mails come in while the reader is killed at any moment and the server cut or silent; at the end each mail must have been decided
/// once and acknowledged once.
/// </summary>
internal static class InboxKills
{
    // The first look takes a second or two.
    private const int MostMilliseconds = 4000;

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    public static async Task RunAsync(int kills, int mails)
    {
        var folder = Directory.CreateTempSubdirectory("camha-inbox-kills-").FullName;
        try
        {
            await using var dovecot = await Dovecot.StartAsync();
            await using var relay = new CuttingRelay(dovecot.Port);
            var file = Path.Combine(folder, "camha.db");
            await AnsweringUnits.SeedAsync(file);
            var store = new ScaleStore(file);
            var random = new Random(2022);
            var (put, midway) = (0, 0);
            for (var life = 1; life <= kills; life++)
            {
                var upTo = mails * life / kills;
                AnsweringUnits.Put(dovecot.New, put + 1, upTo - put);
                put = upTo;
                using var process = Start(file, relay.Port);
                await process.StandardOutput.ReadLineAsync();
                await Task.Delay(TimeSpan.FromMilliseconds(random.Next(MostMilliseconds)), TimeProvider.System);
                process.Kill();
                await process.WaitForExitAsync();
                if (await store.ExecuteAsync("SELECT COUNT(*) FROM InboxMail WHERE State NOT IN ('New', 'Failed')") < put)
                    midway++;
            }

            relay.IsKind = true;
            using (var last = Start(file, relay.Port))
            {
                // Whatever is missing after that is counted below.
                var begun = Stopwatch.StartNew();
                while (begun.Elapsed < Longest
                    && await store.ExecuteAsync("SELECT COUNT(*) FROM InboxMail WHERE State NOT IN ('New', 'Failed')") < mails)
                    await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System);
                last.Kill();
                await last.WaitForExitAsync();
            }

            Console.WriteLine($"kills={kills} mails={mails} with_work_left={midway}");
            foreach (var (what, sql) in Counts)
                Console.WriteLine($"{what}={await store.ExecuteAsync(sql)}");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static readonly (string What, string Sql)[] Counts =
    [
        ("kept", "SELECT COUNT(*) FROM InboxMail"),
        ("undecided", "SELECT COUNT(*) FROM InboxMail WHERE State IN ('New', 'Failed')"),
        ("kept_twice", "SELECT COUNT(*) - COUNT(DISTINCT MessageId) FROM InboxMail"),
        ("applied", "SELECT COUNT(*) FROM InboxMail WHERE State = 'Applied'"),
        ("applied_twice", "SELECT COUNT(*) - COUNT(DISTINCT SourceSha256) FROM Gesture WHERE Way = 'Mail'"),
        ("changes_without_mail", """
            SELECT COUNT(*) FROM Gesture g
            WHERE g.Way = 'Mail' AND NOT EXISTS (SELECT 1 FROM InboxMail m WHERE m.Sha256 = g.SourceSha256 AND m.GestureId = g.Id)
            """),
        ("applied_without_change", "SELECT COUNT(*) FROM InboxMail WHERE State = 'Applied' AND GestureId IS NULL"),
        ("acknowledged", "SELECT COUNT(*) FROM OutboxMessage WHERE Kind = 'Acknowledgement'"),
        ("acknowledged_twice", "SELECT COUNT(*) - COUNT(DISTINCT MessageKey) FROM OutboxMessage WHERE Kind = 'Acknowledgement'"),
        ("not_acknowledged", """
            SELECT COUNT(*) FROM InboxMail m WHERE NOT EXISTS (
                SELECT 1 FROM OutboxMessage o WHERE o.Kind = 'Acknowledgement' AND o.MessageKey = 'acknowledgement/' || m.Sha256)
            """),
    ];

    /// <summary>One life: reads and decides until it is killed.</summary>
    public static async Task LiveAsync(string file, int port)
    {
        await using var services = Reading.Open(
            file, port, ("Inbox:TimeoutSeconds", "1"), ("Inbox:PollSeconds", "5"), ("Answers:PerDay", "100"));
        var watch = services.GetRequiredService<InboxWatch>();
        Console.WriteLine("reads");
        while (true)
            await watch.RunOnceAsync(CancellationToken.None);
    }

    private static System.Diagnostics.Process Start(string file, int port) =>
        Child.Start("inbox-life", file, port.ToString(CultureInfo.InvariantCulture));
}
