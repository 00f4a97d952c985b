using System.Diagnostics;
using System.Globalization;

namespace CamHa.Scheduler.Benchmarks.Scale;

/// <summary>A measurement in a process of its own, with the service's runtime settings; it says its figures in one line.</summary>
internal static class Child
{
    private static readonly string Folder = AppContext.BaseDirectory;

    public static async Task<Dictionary<string, double>> RunAsync(params string[] arguments)
    {
        using var process = Start(arguments);
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? output.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Select(each => each.Split('='))
                .ToDictionary(each => each[0], each => double.Parse(each[1], CultureInfo.InvariantCulture))
            : throw new InvalidOperationException($"{string.Join(' ', arguments)} ended with {process.ExitCode}.");
    }

    public static Process Start(params string[] arguments) => Process.Start(new ProcessStartInfo("dotnet",
    [
        "exec", "--runtimeconfig", Path.Combine(Folder, "camha.runtimeconfig.json"), "--depsfile", Path.Combine(
            Folder,
            "CamHa.Scheduler.Benchmarks.deps.json"),
        Path.Combine(Folder, "CamHa.Scheduler.Benchmarks.dll"), .. arguments,
    ])
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
    })!;

    public static void Say(params (string Name, double Value)[] figures) =>
        Console.WriteLine(string.Join(' ', figures.Select(figure => FormattableString.Invariant($"{figure.Name}={figure.Value:0.###}"))));

    /// <summary>Seconds by the clock and, where neighbours are busy the better measure, seconds of processor.</summary>
    public static async Task<(double Clock, double Processor)> TimeAsync(Func<Task> work)
    {
        using var process = Process.GetCurrentProcess();
        var (watch, before) = (Stopwatch.StartNew(), process.TotalProcessorTime);
        await work();
        process.Refresh();
        return (watch.Elapsed.TotalSeconds, (process.TotalProcessorTime - before).TotalSeconds);
    }

    /// <summary>The median and the most by the clock, and the mean of processor, of which the system counts too coarsely for one.</summary>
    public static void SayMilliseconds(List<(double Clock, double Processor)> times)
    {
        var clock = times.ConvertAll(each => each.Clock * 1000);
        Say(("median_ms", Median(clock)), ("most_ms", clock.Max()), ("cpu_ms", times.Average(each => each.Processor * 1000)));
    }

    public static double Median(IReadOnlyList<double> values) => values.Order().ElementAt(values.Count / 2);
}
