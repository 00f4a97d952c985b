using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace CamHa.Scheduler.Tests.Infrastructure;

/// <summary>The program as a process of its own, in a folder of its own.</summary>
public sealed class CommandLineProgram : IDisposable
{
    internal const string LocaleVariable = "LC_ALL";
    internal const string English = "en_US.UTF-8";
    private static readonly Lazy<Task<string>> Demo = new(RunDemoAsync);
    private readonly ConcurrentBag<Process> _started = [];

    public string Folder { get; } = Directory.CreateTempSubdirectory("camha-").FullName;

    /// <summary>The configuration that the demo leaves.</summary>
    public string Config => Path.Combine(Folder, "camha-demo", "appsettings.json");

    /// <summary>Leaves what the verb <c>demo</c> leaves, which runs once for all tests.</summary>
    public async Task DemoAsync()
    {
        var demo = await Demo.Value;
        foreach (var folder in Directory.EnumerateDirectories(demo, "*", SearchOption.AllDirectories))
            Directory.CreateDirectory(Path.Combine(Folder, Path.GetRelativePath(demo, folder)));
        foreach (var file in Directory.EnumerateFiles(demo, "*", SearchOption.AllDirectories))
            File.Copy(file, Path.Combine(Folder, Path.GetRelativePath(demo, file)));
        // The place of its database is part of a machine's name.
        Execute($"UPDATE Installation SET Machine = replace(Machine, '{demo}', '{Folder}')");
    }

    /// <param name="arguments">The verb and its options.</param>
    public Task<(int Code, string Output, string Error)> RunAsync(string arguments) =>
        OperatingSystem.IsLinux()
            ? WarmProgram.RunAsync(arguments, Folder, TestContext.Current.CancellationToken)
            : RunAsync(arguments, English);

    /// <summary>In a process of its own.</summary>
    /// <param name="arguments">The verb and its options.</param>
    /// <param name="locale">The machine's, as in <c>th_TH.UTF-8</c>.</param>
    public async Task<(int Code, string Output, string Error)> RunAsync(string arguments, string locale)
    {
        using var process = Start(arguments, null, (LocaleVariable, locale));
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output, await error);
    }

    /// <param name="arguments">The verb and its options.</param>
    /// <param name="typed">What comes in, and its end; null for nothing that is read.</param>
    /// <param name="environment">What it finds there besides the test's own.</param>
    public Process Start(string arguments, string? typed = null, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet", $"\"{Path.Combine(AppContext.BaseDirectory, "camha.dll")}\" {arguments}")
        {
            WorkingDirectory = Folder,
            RedirectStandardInput = typed is not null,
            StandardInputEncoding = typed is null ? null : new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // It lives for a second: nothing is gained by compiling it well.
        start.Environment["DOTNET_TC_QuickJitForLoops"] = "1";
        // The language of whoever wrote the tests; what it says to a clerk is asked for with --lang vi.
        start.Environment[LocaleVariable] = English;
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        var process = Process.Start(start)!;
        _started.Add(process);
        if (typed is not null)
        {
            process.StandardInput.Write(typed);
            process.StandardInput.Close();
        }

        return process;
    }

    /// <summary>What somebody types at the prompt of a shell.</summary>
    public Process Shell(string command) =>
        Process.Start(new ProcessStartInfo("/bin/sh", ["-c", command]) { WorkingDirectory = Folder, RedirectStandardOutput = true })!;

    /// <summary>Changes what the demo left, or another database of its folder, past the program.</summary>
    public void Execute(string sql, string database = "camha-demo/camha.db")
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(Folder, database)};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public void Dispose()
    {
        foreach (var process in _started.Where(IsRunning))
            process.Kill(entireProcessTree: true);
        Directory.Delete(Folder, recursive: true);
    }

    private static bool IsRunning(Process process)
    {
        try
        {
            return !process.HasExited;
        }
        catch (InvalidOperationException)
        {
            // The test is done with it.
            return false;
        }
    }

    private static async Task<string> RunDemoAsync()
    {
        var program = new CommandLineProgram();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => program.Dispose();
        var (code, _, error) = await program.RunAsync("demo");
        Assert.True(code == 0, error);
        return program.Folder;
    }
}
