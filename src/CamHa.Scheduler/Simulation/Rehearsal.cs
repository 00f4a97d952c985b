using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Configuration;
using CamHa.Scheduler.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CamHa.Scheduler.Simulation;

/// <summary>
/// The service over a copy of its data, on a virtual clock, with a folder for a mail server: what it would do, without
/// doing it.
/// </summary>
internal sealed class Rehearsal : IAsyncDisposable
{
    private Rehearsal(ServiceProvider services, string folder)
    {
        Services = services;
        Folder = folder;
    }

    public ServiceProvider Services { get; }

    public string Folder { get; }

    /// <param name="settings">The real service's configuration.</param>
    /// <param name="dir">The folder for copy, mails and pages; what an earlier rehearsal left there is replaced.</param>
    /// <param name="begin">The first moment, on the campaign's wall clock; what was issued from that day on is as if it had not been.</param>
    /// <param name="makesFiles">Whether reports are made as files too.</param>
    /// <param name="token">Ends the copying.</param>
    public static async Task<Rehearsal> OpenAsync(Settings settings, string dir, DateTime begin, bool makesFiles, CancellationToken token)
    {
        await using var real = await ServiceFactory.OpenAsync(settings, token);
        var start = real.GetRequiredService<CampaignClock>().Instant(begin);
        var folder = OutputFolder.Create(dir);
        Clear(folder);

        var values = new ConfigurationBuilder()
            .AddConfiguration(settings.Values)
            .AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["Storage:Provider"] = "sqlite",
                ["Storage:File"] = Path.Combine(folder, "rehearsal.db"),
                ["Storage:Durable"] = "false",
                // Its pages show every mail, also those of its first days.
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
            .AddSingleton(clock).AddSingleton<Simulator>().AddSingleton<Gallery>());
        await services.GetRequiredService<SchemaMigration>().ApplyAsync(token);
        await CampaignCopy.CopyAsync(real.GetRequiredService<Database>(), services.GetRequiredService<Database>(), start, token);
        return new(services, folder);
    }

    public ValueTask DisposeAsync() => Services.DisposeAsync();

    // Only what a rehearsal itself writes: a folder named by mistake loses nothing of its own.
    private static void Clear(string folder)
    {
        foreach (var name in new[] { "rehearsal.db", "rehearsal.db-wal", "rehearsal.db-shm", "index.html" })
            File.Delete(Path.Combine(folder, name));
        foreach (var (sub, pattern, depth) in new[] { ("mail", "*.eml", 0), ("mail/html", "*.html", 0), ("reports", "????-W??-r*", 0), ("reports", "BaoCaoTuan_????-W??*", 1) })
        {
            var path = Path.Combine(folder, sub);
            var within = new EnumerationOptions { RecurseSubdirectories = depth > 0, MaxRecursionDepth = depth };
            foreach (var file in Directory.Exists(path) ? Directory.GetFiles(path, pattern, within) : [])
                File.Delete(file);
        }
    }
}
