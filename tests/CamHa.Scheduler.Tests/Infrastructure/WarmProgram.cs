using System.Collections.Concurrent;
using System.CommandLine.Parsing;
using System.Diagnostics;
using System.Text.Json;

namespace CamHa.Scheduler.Tests.Infrastructure;

/// <summary>The program as a process that is kept for the next command (<see cref="StartupHook"/>); each runs one at a time.</summary>
internal sealed class WarmProgram
{
    private static readonly ConcurrentBag<WarmProgram> Idle = [];
    private readonly Process _process;

    private WarmProgram()
    {
        _process = Process.Start(new ProcessStartInfo("dotnet", $"\"{Path.Combine(AppContext.BaseDirectory, "camha.dll")}\"")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            Environment =
            {
                ["DOTNET_STARTUP_HOOKS"] = typeof(WarmProgram).Assembly.Location,
                [CommandLineProgram.LocaleVariable] = CommandLineProgram.English,
                // Most of it runs a few times only: it is compiled quickly, and not again for four seconds (FA0).
                ["DOTNET_TC_QuickJitForLoops"] = "1",
                ["DOTNET_TC_CallCountingDelayMs"] = "FA0",
                ["DOTNET_gcConcurrent"] = "0",
            },
        })!;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => End();
    }

    public static async Task<(int Code, string Output, string Error)> RunAsync(string arguments, string folder, CancellationToken token)
    {
        var program = Idle.TryTake(out var idle) ? idle : new WarmProgram();
        try
        {
            var request = new StartupHook.Request([.. CommandLineParser.SplitCommandLine(arguments)], folder);
            await program._process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(request).AsMemory(), token);
            await program._process.StandardInput.FlushAsync(token);
            var line = await program._process.StandardOutput.ReadLineAsync(token)
                ?? throw new InvalidOperationException($"'camha {arguments}' ended the process that was kept for the next command.");
            Idle.Add(program);
            var reply = JsonSerializer.Deserialize<StartupHook.Reply>(line)!;
            return (reply.Code, reply.Output, reply.Error);
        }
        catch (OperationCanceledException)
        {
            program._process.Kill();
            throw;
        }
    }

    private void End()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
    }
}
