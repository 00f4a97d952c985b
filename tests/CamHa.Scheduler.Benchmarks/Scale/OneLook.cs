using System.Globalization;
using CamHa.Scheduler.Scheduling;

namespace CamHa.Scheduler.Benchmarks.Scale;

/// <summary>
/// The first look over a campaign all of whose assignments are due, beside SQLite itself: the open parts read by one SELECT, and
/// what the look wrote written again by INSERT ... SELECT, in one transaction that waits for the disk as the service does.
/// </summary>
internal static class OneLook
{
    private const int Units = 200;
    private const int Rounds = 5;

    private static readonly string[] Figures = ["s", "cpu_s", "first_s", "first_cpu_s"];

    private const string Read = """
        SELECT a.Id, a.Code, a.DueOn, u.Id, u.Code, u.SupervisorId
        FROM Assignment AS a JOIN AssignmentUnit AS p ON p.AssignmentId = a.Id JOIN Unit AS u ON u.Id = p.UnitId
        WHERE a.IsActive = 1 AND u.IsActive = 1 AND a.DueOn <= '2022-07-01' AND p.CompletedAt IS NULL
        ORDER BY u.Code, a.DueOn, a.Code;
        """;

    public static async Task RunAsync(int assignments)
    {
        var folder = Directory.CreateTempSubdirectory("camha-look-").FullName;
        try
        {
            var seed = new ScaleStore(Path.Combine(folder, "seed.db"));
            await seed.SeedAsync(OneCampaign.Tables(Units, assignments));
            await seed.SettleAsync();
            var (looks, bare) = (new List<Dictionary<string, double>>(), new List<Dictionary<string, double>>());
            for (var round = 0; round < Rounds; round++)
            {
                var (first, looked) = (await seed.FreshAsync("first.db"), await seed.FreshAsync("looked.db"));
                looks.Add(await Child.RunAsync("look-once", first.Location, looked.Location));
                bare.Add(await Child.RunAsync("look-bare", (await seed.FreshAsync("bare.db")).Location, looked.Location));
            }

            Console.WriteLine($"| {assignments:N0} assignments of {Units} units | s | processor, s | first, s | first, processor, s |");
            Console.WriteLine("|---|---:|---:|---:|---:|");
            Row("SQLite's SELECT and INSERT ... SELECT", figure => bare.ConvertAll(run => run[figure.Replace("first_", "")]));
            Row("the look", figure => looks.ConvertAll(run => run[figure]));
            Row("ratio", figure => [Median(looks, figure) / Median(bare, figure.Replace("first_", ""))]);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Two looks over equal data, in a process that does nothing else; the runtime has compiled the second.</summary>
    public static async Task LookAsync(ScaleStore first, ScaleStore second)
    {
        var (cold, warm) = (await LookAsync(first), await LookAsync(second));
        Child.Say(("first_s", cold.Clock), ("first_cpu_s", cold.Processor), ("s", warm.Clock), ("cpu_s", warm.Processor));
    }

    /// <summary>The same by SQLite alone.</summary>
    public static async Task BareAsync(ScaleStore store, ScaleStore looked)
    {
        await using var session = await store.Database.OpenAsync(CancellationToken.None);
        await using var command = session.Connection.CreateCommand();
        command.CommandText = $"ATTACH '{looked.Location}' AS looked;";
        await command.ExecuteNonQueryAsync();
        var taken = await Child.TimeAsync(async () =>
        {
            command.CommandText = Read;
            await using (var reader = await command.ExecuteReaderAsync())
            {
                while (await reader.ReadAsync())
                {
                }
            }

            command.CommandText = $"""
                BEGIN IMMEDIATE;
                INSERT INTO NoticeIssued SELECT * FROM looked.NoticeIssued ORDER BY Id;
                INSERT INTO OutboxMessage SELECT * FROM looked.OutboxMessage ORDER BY Id;
                COMMIT;
                """;
            await command.ExecuteNonQueryAsync();
        });
        Child.Say(("s", taken.Clock), ("cpu_s", taken.Processor));
    }

    private static async Task<(double Clock, double Processor)> LookAsync(ScaleStore store)
    {
        await using var service = new ScaleService(store);
        var (runner, look) = (service.Get<LookRunner>(), service.Deadlines);
        var taken = await Child.TimeAsync(() => runner.RunAsync(look, CancellationToken.None));
        await store.SettleAsync();
        return taken;
    }

    private static void Row(string what, Func<string, IReadOnlyList<double>> of)
    {
        var shown = Figures.Select(figure => Child.Median(of(figure)).ToString("0.00", CultureInfo.InvariantCulture));
        Console.WriteLine($"| {what} | {string.Join(" | ", shown)} |");
    }

    private static double Median(List<Dictionary<string, double>> runs, string figure) => Child.Median(runs.ConvertAll(run => run[figure]));
}
