using System.Diagnostics;
using CamHa.Scheduler.Configuration;
using CamHa.Scheduler.Scheduling;
using CamHa.Scheduler.Simulation;
using CamHa.Scheduler.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CamHa.Scheduler.Benchmarks;

/// <summary>A province's worth of committees: one look over all of them, each with everything due.</summary>
internal static class ManyCampaigns
{
    // Ten units each; every assignment has one leading and one supporting unit, and is due in fourteen days.
    private const string Seed = """
        INSERT INTO Campaign (Code, Name, Place, SubjectTag, StartsOn, EndsOn, WatchedSince, ReleasedAt)
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {0})
        SELECT 'C' || i, 'Kế hoạch ' || i, 'Xã ' || i, 'NTM', '2022-02-16', '2022-12-30',
            '2022-02-16T00:00:00.000Z', '2022-02-16T00:00:00.000Z'
        FROM n;
        INSERT INTO Unit (CampaignId, Code, Name, Role)
        WITH RECURSIVE u(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM u WHERE i < 10)
        SELECT c.Id, 'U' || u.i, 'Đơn vị ' || u.i, CASE u.i WHEN 1 THEN 'Specialist' WHEN 2 THEN 'Committee' ELSE 'Member' END FROM
            Campaign AS c, u;
        INSERT INTO Contact (UnitId, Address) SELECT Id, 'u' || Id || '@camha.example' FROM Unit;
        INSERT INTO Assignment (CampaignId, Code, Title, DueOn)
        WITH RECURSIVE a(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM a WHERE i < 25)
        SELECT c.Id, 'T' || a.i, 'Nhiệm vụ ' || a.i, '2022-06-30' FROM Campaign AS c, a;
        INSERT INTO AssignmentUnit (AssignmentId, UnitId, Part)
        SELECT a.Id, u.Id, 'Lead' FROM Assignment AS a JOIN Unit AS u ON u.CampaignId = a.CampaignId AND u.Code = 'U' || (1 + a.Id % 10)
        UNION ALL
        SELECT a.Id, u.Id, 'Support' FROM Assignment AS a JOIN Unit AS u ON u.CampaignId = a.CampaignId AND u.Code = 'U' || (1 +
            (a.Id + 1) % 10);
        """;

    public static async Task<(TimeSpan Took, int Notices, int Messages, long PeakMegabytes)> LookAsync(string file, int campaigns)
    {
        var clock = new VirtualClock(new DateTimeOffset(2022, 6, 16, 7, 30, 0, TimeSpan.FromHours(7)));
        var values = new ConfigurationBuilder().AddInMemoryCollection([new("Storage:File", file)]).Build();
        await using var services = new ServiceCollection().AddLogging()
            .AddScheduler(new Settings(values, Path.GetDirectoryName(file)!), clock).BuildServiceProvider();
        await services.GetRequiredService<SchemaMigration>().ApplyAsync(CancellationToken.None);
        await using (var session = await services.GetRequiredService<Database>().OpenAsync(CancellationToken.None))
        {
            await using var command = session.Connection.CreateCommand();
            command.CommandText = Seed.Replace("{0}", $"{campaigns}", StringComparison.Ordinal);
            await command.ExecuteNonQueryAsync();
        }

        var look = services.GetServices<ILook>().First(each => each.Name == "deadlines");
        var peak = 0L;
        using var sampler = new Timer(_ => peak = Math.Max(peak, GC.GetTotalMemory(forceFullCollection: true)), null, 500, 1000);
        var watch = Stopwatch.StartNew();
        var written = await services.GetRequiredService<LookRunner>().RunAsync(look, CancellationToken.None);
        return (watch.Elapsed, written.Notices, written.Messages, peak / 1_000_000);
    }
}
