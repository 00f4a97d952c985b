using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace CamHa.Scheduler.Tests.Infrastructure;

/// <summary>The program as a process of its own, in a folder of its own.</summary>
public sealed class CommandLineProgram : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("camha-").FullName;

    /// <summary>The configuration that the demo leaves.</summary>
    public string Config => Path.Combine(Folder, "camha-demo", "appsettings.json");

    public async Task<(int Code, string Output, string Error)> RunAsync(string arguments)
    {
        using var process = Start(arguments);
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
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        var process = Process.Start(start)!;
        if (typed is not null)
        {
            process.StandardInput.Write(typed);
            process.StandardInput.Close();
        }

        return process;
    }

    /// <summary>Changes what the demo left, past the program.</summary>
    public void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(Folder, "camha-demo", "camha.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
