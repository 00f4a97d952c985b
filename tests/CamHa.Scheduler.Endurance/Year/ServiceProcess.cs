using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using CamHa.Scheduler.Endurance.Infrastructure;
using CamHa.Scheduler.Tests.Infrastructure;

namespace CamHa.Scheduler.Endurance.Year;

/// <summary>The other end of <see cref="ServiceOnStrings"/>: one life of the service.</summary>
internal sealed class ServiceProcess : IAsyncDisposable
{
    private const int LinesKept = 200;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly Process _process;
    private readonly CrashingSmtpServer _server;
    private readonly ConcurrentQueue<string> _said = new();

    private ServiceProcess(Process process, CrashingSmtpServer server)
    {
        (_process, _server) = (process, server);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginErrorReadLine();
    }

    /// <summary>The last that it wrote to its log.</summary>
    public string Said => string.Join('\n', _said);

    /// <summary>It begins; <see cref="RestAsync"/> says when it has begun.</summary>
    /// <param name="config">Its configuration.</param>
    /// <param name="at">What its clock shows.</param>
    /// <param name="database">What is wrong with its database: there, away or full.</param>
    /// <param name="server">Where its mails go.</param>
    public static ServiceProcess Start(string config, DateTimeOffset at, string database, CrashingSmtpServer server)
    {
        var start = new ProcessStartInfo(
            "dotnet",
            [typeof(ServiceProcess).Assembly.Location, ServiceOnStrings.Word, config, at.ToString("O", CultureInfo.InvariantCulture)])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            // A life is short: nothing is gained by finding out how it could be run faster.
            Environment = { ["DOTNET_TieredPGO"] = "0" },
        };
        var service = new ServiceProcess(Process.Start(start)!, server);
        service.Order($"database {database}");
        return service;
    }

    public void Order(string order)
    {
        try
        {
            _process.StandardInput.WriteLine(order);
            _process.StandardInput.Flush();
        }
        catch (IOException)
        {
            // It has ended; whoever waits for it to rest is told so.
        }
    }

    public async Task TellAsync(string order)
    {
        Order(order);
        await RestAsync();
    }

    /// <summary>Waits until it says that it has come to rest.</summary>
    public async Task RestAsync()
    {
        using var timer = new CancellationTokenSource(Patience, TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, Service.Token);
        string? answer;
        try
        {
            answer = await _process.StandardOutput.ReadLineAsync(either.Token);
        }
        catch (OperationCanceledException) when (timer.IsCancellationRequested)
        {
            throw new InvalidOperationException($"The service has not come to rest for {Patience.TotalSeconds} s.\n{Said}");
        }

        if (answer != "at rest")
            throw new InvalidOperationException($"The service ended by itself: {answer}\n{Said}");
    }

    /// <summary>As the power goes.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(Service.Token);
        await _server.SettledAsync();
    }

    public Resources Measure()
    {
        var proc = $"/proc/{_process.Id}";
        var resident = File.ReadLines($"{proc}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
        return new(
            int.Parse(resident.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) / 1024,
            Directory.GetFiles($"{proc}/fd").Length,
            Directory.GetDirectories($"{proc}/task").Length);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
    }

    private void Keep(string? line)
    {
        if (line is null)
            return;
        _said.Enqueue(line);
        while (_said.Count > LinesKept)
            _said.TryDequeue(out _);
    }
}

/// <param name="Megabytes">Resident.</param>
/// <param name="Handles">Open files and sockets.</param>
/// <param name="Threads">Threads.</param>
internal sealed record Resources(int Megabytes, int Handles, int Threads);
