using System.Diagnostics;
using System.Globalization;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Scheduling;
using CamHa.Scheduler.Simulation;

namespace CamHa.Scheduler.Benchmarks.Scale;

/// <summary>
/// Whether the work grows with the campaign and no faster: processor for looks and mails at sizes from 500 to 16,000 units and
/// from 1,000 to 100,000 assignments, and the exponent that fits the larger half of the sizes, where fixed costs no longer hide it.
/// </summary>
internal static class Linear
{
    private const double Goal = 1.1;
    private const int FewUnits = 200;

    private static readonly string[] Figures = ["look_s", "digests_s", "reminders_s", "reminder_mails_s"];
    private static readonly string[] Names = ["deadline look", "digests written and sent", "reminder look", "reminders written and sent"];

    public static async Task RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("camha-linear-").FullName;
        try
        {
            int[] units = [500, 1_000, 2_000, 4_000, 8_000, 16_000];
            await TableAsync(folder, "units with an assignment each", units, size => (size, size), Figures.Length);
            int[] assignments = [1_000, 5_000, 10_000, 25_000, 50_000, 100_000];
            // So few units are reminded as fast at any size.
            await TableAsync(folder, $"assignments of {FewUnits} units", assignments, size => (FewUnits, size), 2);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>A Thursday of one campaign, in a process of its own.</summary>
    public static async Task OnceAsync(ScaleStore store)
    {
        await using var service = new ScaleService(store);
        var (look, digests) = await LookAsync(service, "deadlines", Province.Now);
        var (reminders, mails) = await LookAsync(service, "reminders", Province.Now.AddHours(6.5));
        using var process = Process.GetCurrentProcess();
        Child.Say(
            ("look_s", look),
            ("digests_s", digests),
            ("reminders_s", reminders),
            ("reminder_mails_s", mails),
            ("mails", service.Transport.MessageIds.Count),
            ("peak_mb", process.PeakWorkingSet64 / 1e6));
    }

    private static async Task<(double Look, double Mails)> LookAsync(ScaleService service, string name, DateTimeOffset at)
    {
        service.Get<VirtualClock>().Set(at);
        var look = service.Look(name);
        var looked = await Child.TimeAsync(() => service.Get<LookRunner>().RunAsync(look, CancellationToken.None));
        var sent = await Child.TimeAsync(() => service.Get<Dispatcher>().DispatchAsync(CancellationToken.None));
        return (looked.Processor, sent.Processor);
    }

    private static async Task TableAsync(string folder, string what, int[] sizes, Func<int, (int Units, int Assignments)> of, int figures)
    {
        Console.WriteLine($"| {what} | {string.Join(" | ", sizes.Select(size => $"{size:N0}"))} | exponent, goal ≤ {Goal} |");
        Console.WriteLine($"|---|{string.Concat(sizes.Select(_ => "---:|"))}---:|");
        var runs = new List<Dictionary<string, double>>();
        foreach (var size in sizes)
        {
            var store = new ScaleStore(Path.Combine(folder, $"{runs.Count}-{size}.db"));
            var (units, assignments) = of(size);
            await store.SeedAsync(OneCampaign.Tables(units, assignments));
            await store.SettleAsync();
            runs.Add(await Child.RunAsync("linear-once", store.Location));
            File.Delete(store.Location);
        }

        for (var figure = 0; figure < figures; figure++)
            Row(Names[figure] + ", s of processor", runs.ConvertAll(run => run[Figures[figure]]), "0.00", sizes);
        Row("resident at most, MB", runs.ConvertAll(run => run["peak_mb"]), "0", null);
        Row("mails", runs.ConvertAll(run => run["mails"]), "N0", null);
        Console.WriteLine();
    }

    private static void Row(string name, List<double> values, string format, int[]? sizes)
    {
        var shown = string.Join(" | ", values.Select(value => value.ToString(format, CultureInfo.InvariantCulture)));
        var exponent = sizes is null ? "" : Exponent(sizes, values).ToString("0.00", CultureInfo.InvariantCulture);
        Console.WriteLine($"| {name} | {shown} | {exponent} |");
    }

    // The slope of the straight line through the logarithms of the larger half.
    private static double Exponent(int[] sizes, List<double> values)
    {
        var points = sizes.Zip(values, (size, value) => (X: Math.Log(size), Y: Math.Log(value))).Skip(sizes.Length / 2).ToList();
        var (x, y) = (points.Average(point => point.X), points.Average(point => point.Y));
        return points.Sum(point => (point.X - x) * (point.Y - y)) / points.Sum(point => (point.X - x) * (point.X - x));
    }
}
