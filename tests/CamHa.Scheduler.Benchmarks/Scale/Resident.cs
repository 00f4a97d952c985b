using System.Diagnostics;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Scheduling;
using CamHa.Scheduler.Simulation;

namespace CamHa.Scheduler.Benchmarks.Scale;

/// <summary>What the service holds at most, of a large campaign: its look, and the mails that leave after it.</summary>
internal static class Resident
{
    private static readonly DateTimeOffset Friday = Province.Now.AddDays(1).AddHours(9);

    private static readonly (string What, int Units, int Assignments, string Look)[] Sizes =
    [
        ("digests of 500 assignments each, 200 units", 200, 100_000, LookName.Deadlines),
        ("digests of 16,000 units, an assignment each", 16_000, 16_000, LookName.Deadlines),
        ("the report of 500 units", 500, 500, LookName.Report),
        ("the report of 4,000 units", 4_000, 4_000, LookName.Report),
        ("the report of 10,000 units", 10_000, 10_000, LookName.Report),
    ];

    public static async Task RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("camha-resident-").FullName;
        Console.WriteLine("| what | look: resident at most, MB | mails: resident at most, MB | processor, s | mails |");
        Console.WriteLine("|---|---:|---:|---:|---:|");
        try
        {
            foreach (var (what, units, assignments, look) in Sizes)
            {
                var store = new ScaleStore(Path.Combine(folder, "campaign.db"));
                var submissions = look == LookName.Report ? [OneCampaign.Submissions(units, Friday.AddHours(-2))] : Array.Empty<Rows>();
                await store.SeedAsync(OneCampaign.Tables(units, assignments).Concat(submissions));
                await store.SettleAsync();
                var run = await Child.RunAsync("resident-once", store.Location, look);
                File.Delete(store.Location);
                Console.WriteLine(FormattableString.Invariant(
                    $"| {what} | {run["look_mb"]:0} | {run["peak_mb"]:0} | {run["cpu_s"]:0.0} | {run["mails"]:0} |"));
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>In a process of its own, for its memory.</summary>
    public static async Task OnceAsync(ScaleStore store, string name)
    {
        await using var service = new ScaleService(store);
        if (name == LookName.Report)
            service.Get<VirtualClock>().Set(Friday);
        await service.Get<LookRunner>().RunAsync(service.Look(name), CancellationToken.None);
        using var process = Process.GetCurrentProcess();
        var looked = process.PeakWorkingSet64;
        await service.Get<Dispatcher>().DispatchAsync(CancellationToken.None);
        process.Refresh();
        Child.Say(
            ("look_mb", looked / 1e6),
            ("peak_mb", process.PeakWorkingSet64 / 1e6),
            ("cpu_s", process.TotalProcessorTime.TotalSeconds),
            ("mails", service.Transport.MessageIds.Count));
    }
}
