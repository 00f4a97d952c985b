using CamHa.Scheduler.Changes;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Configuration;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Text;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CamHa.Scheduler.Simulation;

/// <summary>
/// The service over a copy of its data, on a virtual clock, with a folder instead of a mail server: it shows what the service
/// would do.
/// </summary>
internal sealed class Rehearsal : IAsyncDisposable
{
    private static readonly string[] Copy = ["rehearsal.db", "rehearsal.db-wal", "rehearsal.db-shm"];

    private Rehearsal(ServiceProvider services, string folder)
    {
        Services = services;
        Folder = folder;
    }

    public ServiceProvider Services { get; }

    public string Folder { get; }

    /// <param name="settings">The real service's configuration.</param>
    /// <param name="dir">The folder for the copy, mails and pages; what an earlier rehearsal left there is replaced.</param>
    /// <param name="begin">
    /// The first moment, on the campaign's wall clock; what the service issued from that moment on is not copied.
    /// </param>
    /// <param name="makesFiles">Whether reports are written as files too.</param>
    /// <param name="doneUntil">The day until which everything is done in time; null where nothing more is done.</param>
    /// <param name="token">Cancels the copying.</param>
    /// <param name="only">What is copied instead of all: a part of one campaign.</param>
    public static async Task<Rehearsal> OpenAsync(
        Settings settings,
        string dir,
        DateTime begin,
        bool makesFiles,
        DateOnly? doneUntil,
        CancellationToken token,
        (PlanData Plan, TouchedPlan Touched)? only = null)
    {
        await using var real = await ServiceFactory.OpenAsync(settings, token);
        var realClock = real.GetRequiredService<CampaignClock>();
        var start = realClock.Instant(begin);
        var folder = OutputFolder.Create(dir);
        Clear(folder);

        var values = new ConfigurationBuilder()
            .AddConfiguration(settings.Values)
            .AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["Storage:Provider"] = "sqlite",
                ["Storage:File"] = Path.Combine(folder, "rehearsal.db"),
                ["Storage:Durable"] = "false",
                // Nothing is purged, so that the pages show the mails of the first days too.
                ["Outbox:KeepDays"] = "36500",
                ["Outbox:KeepBodiesDays"] = "36500",
                ["Mail:Transport"] = "pickup",
                ["Mail:PickupFolder"] = Path.Combine(folder, "mail"),
                ["Mail:DurableFiles"] = "false",
                ["Report:ArchiveFolder"] = Path.Combine(folder, "reports"),
                ["Report:MakeFiles"] = $"{makesFiles}",
            })
            .Build();
        var clock = new VirtualClock(start);
        var services = ServiceFactory.Create(settings with { Values = values }, clock, add => add
            .AddSingleton(clock).AddSingleton<Timeline>().AddSingleton<Simulator>().AddSingleton<Gallery>()
            .AddSingleton(MailKey.Public()));
        await services.GetRequiredService<SchemaMigration>().ApplyAsync(token);
        var done = doneUntil is { } last ? new AllDone(start, last, realClock) : null;
        services.GetRequiredService<Timeline>().Expect(await CampaignCopy.CopyAsync(
            real.GetRequiredService<Database>(), services.GetRequiredService<Database>(), start, done, token, only));
        return new(services, folder);
    }

    /// <summary>Ends it, and deletes the copy: a year of a commune is hundreds of megabytes that nobody reads.</summary>
    public async ValueTask DisposeAsync()
    {
        await Services.DisposeAsync();
        SqliteConnection.ClearAllPools();
        foreach (var name in Copy)
            WholeFile.Discard(Path.Combine(Folder, name));
    }

    // Deletes only what a rehearsal writes, so that a folder named by mistake keeps its files.
    private static void Clear(string folder)
    {
        foreach (var name in Copy.Append("index.html"))
            File.Delete(Path.Combine(folder, name));
        var written = new[]
        {
            ("mail", "*.eml", 0), ("mail/html", "*.html", 0), ("days", "????-??-??.html", 0),
            ("units", "????.html", 0), ("reports", "????-W??-r*", 0), ("reports", "BaoCaoTuan_????-W??*", 1),
        };
        foreach (var (sub, pattern, depth) in written)
        {
            var path = Path.Combine(folder, sub);
            var within = new EnumerationOptions { RecurseSubdirectories = depth > 0, MaxRecursionDepth = depth };
            foreach (var file in Directory.Exists(path) ? Directory.GetFiles(path, pattern, within) : [])
                File.Delete(file);
        }
    }
}
