using System.Globalization;
using CamHa.Scheduler.Changes;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Configuration;
using CamHa.Scheduler.Deadlines;
using CamHa.Scheduler.Import;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Simulation;
using CamHa.Scheduler.Storage;
using Dapper;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Benchmarks;

/// <summary>
/// How a commune's database grows in a year: the plan of 2022 run from January to December by the real service, with the
/// sample week's submissions in every week and nothing ever completed, which is as many mails as there can be.
/// </summary>
internal static class Growth
{
    private const int Communes = 3_000;

    // The plan's own days are kept; only its span becomes the whole year.
    private const string WholeYear = """
        UPDATE Campaign SET StartsOn = '2022-01-01', EndsOn = '2022-12-31', WatchedSince = '2021-12-31T17:00:00.000Z';
        INSERT INTO WeeklySubmission (UnitId, Week, SubmittedAt, Assignments, Results, Difficulties, Proposals, NextWeek)
        WITH RECURSIVE w(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM w WHERE i < 52)
        SELECT s.UnitId, printf('2022-W%02d', w.i), strftime('%Y-%m-%dT%H:%M:%fZ', s.SubmittedAt, printf('%+d days', 7 * (w.i - 24))),
            s.Assignments, s.Results, s.Difficulties, s.Proposals, s.NextWeek
        FROM WeeklySubmission AS s, w WHERE s.Week = '2022-W24' AND w.i <> 24;
        """;

    private const string ReportMails = """
        SELECT SUM(LENGTH(k.Mime)) FROM OutboxMessage AS m JOIN OutboxMime AS k ON k.OutboxMessageId = m.Id WHERE m.Kind IN
            ('Report', 'Supplement');
        """;

    public static async Task RunAsync()
    {
        var work = Directory.CreateTempSubdirectory("camha-bench-").FullName;
        try
        {
            await MeasureAsync(work);
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    private static async Task MeasureAsync(string work)
    {
        var clock = new VirtualClock(new DateTimeOffset(2021, 12, 31, 12, 0, 0, TimeSpan.FromHours(7)));
        var values = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Storage:File"] = Path.Combine(work, "camha.db"),
            ["Storage:Durable"] = "false",
            ["Mail:PickupFolder"] = Path.Combine(work, "mail"),
            ["Mail:DurableFiles"] = "false",
            ["Report:ArchiveFolder"] = Path.Combine(work, "reports"),
            ["Outbox:KeepDays"] = "36500",
            ["Outbox:KeepBodiesDays"] = "36500",
        }).Build();
        await using var services = new ServiceCollection().AddLogging().AddSingleton(clock)
            .AddSingleton<Timeline>().AddSingleton<Simulator>()
            .AddScheduler(new Settings(values, work), clock).BuildServiceProvider();
        await services.GetRequiredService<SchemaMigration>().ApplyAsync(CancellationToken.None);
        await services.GetRequiredService<Importer>().ImportAsync(ImportSource.Demo, isDryRun: false, CancellationToken.None);
        await services.GetRequiredService<OutboxDecisions>()
            .MakeForAllAsync(OutboxDecision.Release, Gesture.AtConsole(), CancellationToken.None);
        var database = services.GetRequiredService<Database>();
        await ExecuteAsync(database, WholeYear);

        await services.GetRequiredService<Simulator>().RunAsync(
            new(2022, 1, 1),
            new(2022, 12, 31, 23, 59, 0),
            null,
            CancellationToken.None);
        var (whole, reports) = (await SizesAsync(database), await ReportMailsAsync());
        var (kept, reportsKept) = (await RetainedAsync(0), await ReportMailsAsync());
        // Long after the campaign: what is never forgotten.
        var forGood = await RetainedAsync(3_650);

        Console.WriteLine("| table, with its indexes | rows of the year | all kept | after retention | never forgotten |");
        Console.WriteLine("|---|---:|---:|---:|---:|");
        foreach (var (table, size) in whole.Where(each => each.Value.Bytes >= 100_000).OrderByDescending(each => each.Value.Bytes))
            Row(table, size.Rows.ToString("N0", CultureInfo.InvariantCulture), size.Bytes, kept[table].Bytes, forGood[table].Bytes);
        Row("of OutboxMime, mails with a report", "", reports, reportsKept, 0);
        Row("one commune", "", Sum(whole), Sum(kept), Sum(forGood));
        Row($"{Communes:N0} communes", "", Communes * Sum(whole), Communes * Sum(kept), Communes * Sum(forGood));

        async Task<long> ReportMailsAsync()
        {
            await using var session = await database.OpenAsync(CancellationToken.None);
            return await session.Connection.ExecuteScalarAsync<long>(ReportMails);
        }

        async Task<Dictionary<string, Size>> RetainedAsync(int daysLater)
        {
            clock.Set(clock.GetUtcNow().AddDays(daysLater));
            var retention = new Retention(
                database,
                Options.Create(new OutboxOptions()),
                new OwedAfterEnd(new DeadlineOptions().KeepDaysAfterEnd),
                services.GetRequiredService<CampaignClock>());
            foreach (var purge in new[]
            {
                retention.MessagesAsync,
                retention.BodiesAsync,
                retention.LedgerAsync,
                (Func<CancellationToken, Task<int>>)retention.RunsAsync
            })
                await purge(CancellationToken.None);
            // Half-empty pages are filled by the next year's rows; the figures are of full ones.
            await ExecuteAsync(database, "VACUUM;");
            return await SizesAsync(database);
        }
    }

    // The pages that a table's going would free.
    private static async Task<Dictionary<string, Size>> SizesAsync(Database database)
    {
        await using var session = await database.OpenAsync(CancellationToken.None);
        var connection = session.Connection;
        await connection.ExecuteAsync("PRAGMA foreign_keys = OFF;");
        var page = await connection.ExecuteScalarAsync<long>("PRAGMA page_size;");
        var sizes = new Dictionary<string, Size>(StringComparer.Ordinal);
        foreach (var table in await connection.QueryAsync<string>(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!';"))
        {
            var rows = await connection.ExecuteScalarAsync<long>($"SELECT COUNT(*) FROM {table};");
            await connection.ExecuteAsync("BEGIN;");
            var before = await connection.ExecuteScalarAsync<long>("PRAGMA freelist_count;");
            await connection.ExecuteAsync($"DROP TABLE {table};");
            sizes[table] = new(rows, page * (await connection.ExecuteScalarAsync<long>("PRAGMA freelist_count;") - before));
            await connection.ExecuteAsync("ROLLBACK;");
        }

        return sizes;
    }

    private static async Task ExecuteAsync(Database database, string sql)
    {
        await using var session = await database.OpenAsync(CancellationToken.None);
        await session.Connection.ExecuteAsync(sql);
    }

    private static long Sum(Dictionary<string, Size> sizes) => sizes.Values.Sum(size => size.Bytes);

    private static void Row(string what, string rows, params long[] bytes) =>
        Console.WriteLine($"| {what} | {rows} | {string.Join(" | ", bytes.Select(Shown))} |");

    private static string Shown(long bytes) => bytes >= 1_000_000_000
        ? FormattableString.Invariant($"{bytes / 1e9:N1} GB")
        : FormattableString.Invariant($"{bytes / 1e6:N1} MB");

    private sealed record Size(long Rows, long Bytes);
}
