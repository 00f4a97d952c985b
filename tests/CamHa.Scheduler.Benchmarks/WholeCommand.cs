using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace CamHa.Scheduler.Benchmarks;

/// <summary>Starts the program as a process of its own, as a user would.</summary>
internal static class WholeCommand
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "camha.dll");

    public static async Task<TimeSpan> TimeAsync(string folder, string arguments)
    {
        var watch = Stopwatch.StartNew();
        using var process = Start(folder, arguments);
        var output = process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        await output;
        return process.ExitCode == 0
            ? watch.Elapsed
            : throw new InvalidOperationException($"camha {arguments} ended with {process.ExitCode}.");
    }

    public static async Task<(TimeSpan Ready, long ResidentMegabytes, TimeSpan Stop)> ServiceAsync(string folder, string arguments)
    {
        var watch = Stopwatch.StartNew();
        using var process = Start(folder, arguments);
        await UntilReadyAsync(process);
        var ready = watch.Elapsed;
        var rest = process.StandardOutput.ReadToEndAsync();
        await Task.Delay(TimeSpan.FromSeconds(20), TimeProvider.System);
        process.Refresh();
        var resident = process.WorkingSet64 / 1_000_000;
        watch.Restart();
        // What a service manager sends.
        using (var kill = Process.Start("kill", $"-TERM {process.Id}"))
            await kill.WaitForExitAsync();
        await process.WaitForExitAsync();
        await rest;
        return (ready, resident, watch.Elapsed);
    }

    public static async Task UntilReadyAsync(Process service)
    {
        while (await service.StandardOutput.ReadLineAsync() is { } line && !line.Contains("Ready:", StringComparison.Ordinal))
        {
        }
    }

    /// <summary>Starts it; what it says must be read.</summary>
    public static Process Start(string folder, string arguments) => Process.Start(new ProcessStartInfo("dotnet", $"{Program} {arguments}")
    {
        WorkingDirectory = folder,
        RedirectStandardOutput = true,
    })!;

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
