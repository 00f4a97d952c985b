using System.ComponentModel;
using System.Diagnostics;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Installation;

/// <summary>A program of the system's, run to its end.</summary>
/// <param name="Name">Found as a shell finds it.</param>
/// <param name="Arguments">One by one; they are quoted where the system wants it.</param>
internal sealed record SystemProgram(string Name, params string[] Arguments)
{
    /// <exception cref="ActionRequiredException">It failed; says what it said.</exception>
    public async Task<string> RunAsync(CancellationToken token)
    {
        var (code, output, error) = await TryAsync(token);
        return code == 0 ? output : throw new ActionRequiredException(
            $"'{Name} {string.Join(' ', Arguments)}' failed with {code}: {(error.Length > 0 ? error : output).ReplaceLineEndings(" ").Trim()}");
    }

    /// <exception cref="ActionRequiredException">There is no such program.</exception>
    public async Task<(int Code, string Output, string Error)> TryAsync(CancellationToken token)
    {
        var start = new ProcessStartInfo(Name, Arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        // What is read here is read by its English name.
        start.Environment["LC_ALL"] = "C.UTF-8";
        using var process = Start(start);
        var output = process.StandardOutput.ReadToEndAsync(token);
        var error = process.StandardError.ReadToEndAsync(token);
        await process.WaitForExitAsync(token);
        return (process.ExitCode, await output, await error);
    }

    private Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new ActionRequiredException($"'{Name}' cannot be run: {e.Message}. It belongs to the system; install it, or do its work by hand: docs/install.md.", e);
        }
    }
}
