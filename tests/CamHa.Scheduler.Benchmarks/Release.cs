using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace CamHa.Scheduler.Benchmarks;

/// <summary>A published program as it is given away: its size, its start, and what it holds while its page is read.</summary>
internal static partial class Release
{
    private const int Starts = 5;
    private const int HealthRequests = 20;
    private const int Views = 1500;
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(5);
    private static readonly string[] Verbs = ["--help", "status", "outbox list", "report list"];

    /// <param name="program">What <c>dotnet publish</c> made; all that lies beside it belongs to it.</param>
    public static async Task RunAsync(string program)
    {
        program = Path.GetFullPath(program);
        var work = Directory.CreateTempSubdirectory("camha-release-").FullName;
        try
        {
            Console.WriteLine("| what | goal | measured |");
            Console.WriteLine("|---|---|---|");
            var size = new DirectoryInfo(Path.GetDirectoryName(program)!).EnumerateFiles("*", SearchOption.AllDirectories).Sum(
                file => file.Length);
            Row("the release on disk", "≤ 130 MB", Megabytes(size));
            await ProcessorAsync(program, work, "demo");
            var folder = Path.Combine(work, "camha-demo");
            foreach (var verb in Verbs)
            {
                var each = new List<double>();
                for (var start = 0; start < Starts; start++)
                    each.Add(await ProcessorAsync(program, folder, verb));
                Row($"processor of `{verb}`, median of five", "≤ 0.25 s", Seconds(each));
            }

            await ServeAsync(program, folder);
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    // In seconds, of the process and what it starts; on Linux only, and in hundredths there.
    private static async Task<double> ProcessorAsync(string program, string folder, string arguments)
    {
        var before = Ended();
        using (var process = Start(program, folder, arguments))
        {
            await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
        }

        return Ended() - before;

        // proc(5): user and system time of all children that have ended.
        static double Ended() =>
            File.ReadAllText("/proc/self/stat").Split(") ")[1].Split(' ')[13..15]
                .Sum(ticks => double.Parse(ticks, CultureInfo.InvariantCulture)) / 100;
    }

    private static async Task ServeAsync(string program, string folder)
    {
        using var browser = new HttpClient { BaseAddress = new($"http://127.0.0.1:{WholeCommand.FreePort()}") };
        var ready = new List<TimeSpan>();
        Process? service = null;
        for (var start = 0; start < Starts; start++)
        {
            await StopAsync(service);
            var watch = Stopwatch.StartNew();
            service = Start(program, folder, $"run --config appsettings.json --set Web:Listen={browser.BaseAddress.Authority}");
            await WholeCommand.UntilReadyAsync(service);
            ready.Add(watch.Elapsed);
            _ = service.StandardOutput.ReadToEndAsync();
        }

        Row("start to ready, median of five", "≤ 1.5 s", Seconds([.. ready.Select(each => each.TotalSeconds)]));
        var atReady = service!.TotalProcessorTime;
        await Task.Delay(TimeSpan.FromMinutes(1), TimeProvider.System);
        service.Refresh();
        Row("processor in the minute after that", "≤ 0.3 s", $"{(service.TotalProcessorTime - atReady).TotalSeconds:0.00} s");
        await RowAsync($"resident after {HealthRequests} requests to /health/ready", Enumerable.Repeat("/health/ready", HealthRequests));
        var pages = Links()
            .Matches(await browser.GetStringAsync("/"))
            .Select(link => WebUtility.HtmlDecode(link.Groups[1].Value))
            .Distinct()
            .ToList();
        await RowAsync($"after each of the {pages.Count} pages the first one leads to", pages);
        await RowAsync($"after {Views} views of the first", Enumerable.Repeat("/", Views));
        await StopAsync(service);

        async Task RowAsync(string what, IEnumerable<string> paths)
        {
            foreach (var path in paths)
            {
                using var answer = await browser.GetAsync(path);
                answer.EnsureSuccessStatusCode();
            }

            await Task.Delay(Rest, TimeProvider.System);
            service!.Refresh();
            Row(what, "≤ 120 MB", Megabytes(service.WorkingSet64));
        }
    }

    private static async Task StopAsync(Process? service)
    {
        service?.Kill();
        await (service?.WaitForExitAsync() ?? Task.CompletedTask);
        service?.Dispose();
    }

    private static Process Start(string program, string folder, string arguments) =>
        Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true })!;

    // Both: half of the tools count in one, half in the other.
    private static string Megabytes(long bytes) => FormattableString.Invariant($"{bytes / 1e6:0.0} MB ({bytes / 1048576.0:0.0} MiB)");

    private static string Seconds(List<double> each) =>
        FormattableString.Invariant($"{each.Order().ElementAt(each.Count / 2):0.00} s ({each.Min():0.00}–{each.Max():0.00})");

    private static void Row(string what, string goal, string measured) => Console.WriteLine($"| {what} | {goal} | {measured} |");

    [GeneratedRegex("href=\"(/[^\"#]*)\"")]
    private static partial Regex Links();
}
