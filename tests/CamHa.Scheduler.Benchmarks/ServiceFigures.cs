namespace CamHa.Scheduler.Benchmarks;

/// <summary>Whole commands, as a user starts them, and one look over ten thousand campaigns. Each figure beside its goal.</summary>
internal static class ServiceFigures
{
    public static async Task RunAsync()
    {
        var work = Directory.CreateTempSubdirectory("camha-bench-").FullName;
        Console.WriteLine(
            $"{Environment.ProcessorCount} cores, {System.Runtime.InteropServices.RuntimeInformation.OSDescription}, .NET "
                + $"{Environment.Version}");
        Console.WriteLine();
        Console.WriteLine("| what | goal | measured |");
        Console.WriteLine("|---|---|---|");
        try
        {
            var demo = await WholeCommand.TimeAsync(work, "demo");
            Row("demo", "≤ 5 s", $"{demo.TotalSeconds:0.0} s");
            var config = Path.Combine(work, "camha-demo", "appsettings.json");
            var simulation = await WholeCommand.TimeAsync(work, $"simulate --from 2022-02-16 --to 2022-12-30 --config {config}");
            Row("simulate the whole campaign", "≤ 10 s", $"{simulation.TotalSeconds:0.0} s");
            var service = await WholeCommand.ServiceAsync(work, $"run --config {config}");
            Row("run: ready", "≤ 2 s", $"{service.Ready.TotalSeconds:0.0} s");
            Row("run: idle for 20 s, resident", "≤ 120 MB", $"{service.ResidentMegabytes} MB");
            Row("run: clean stop", "≤ 10 s", $"{service.Stop.TotalSeconds:0.0} s");

            foreach (var campaigns in new[] { 1000, 2500, 5000, 10000 })
            {
                var look = await ManyCampaigns.LookAsync(Path.Combine(work, $"{campaigns}.db"), campaigns);
                Row($"decide and queue, {campaigns:N0} campaigns × 25 assignments", campaigns == 10000 ? "≤ 60 s" : "linear",
                    $"{look.Took.TotalSeconds:0.0} s, {look.Notices:N0} notices, {look.Messages:N0} mails, live memory at most "
                        + $"{look.PeakMegabytes} MB");
            }
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    private static void Row(string what, string goal, string measured) => Console.WriteLine($"| {what} | {goal} | {measured} |");
}
