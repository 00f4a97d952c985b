using System.ComponentModel;
using System.Diagnostics;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Installation;

/// <summary>A program of the operating system, run to its end.</summary>
/// <param name="Name">The file name, searched for in PATH.</param>
/// <param name="Arguments">The arguments, unquoted.</param>
internal sealed record SystemProgram(string Name, params string[] Arguments)
{
    /// <returns>The program's standard output.</returns>
    /// <exception cref="ActionRequiredException">The program failed; the message has its output.</exception>
    public async Task<string> RunAsync(CancellationToken token)
    {
        var (code, output, error) = await TryAsync(token);
        if (code == 0)
            return output;
        var message = (error.Length > 0 ? error : output).ReplaceLineEndings(" ").Trim();
        var typed = $"{Name} {string.Join(' ', Arguments)}";
        throw new ActionRequiredException(new Bilingual(
            $"Lệnh '{typed}' của hệ điều hành không chạy được (mã {code}): {message}", $"'{typed}' failed with {code}: {message}"));
    }

    /// <exception cref="ActionRequiredException">There is no such program.</exception>
    public async Task<(int Code, string Output, string Error)> TryAsync(CancellationToken token)
    {
        var start = new ProcessStartInfo(Name, Arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        // The output is parsed by its English words.
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
            throw new ActionRequiredException(
                new Bilingual(
                    $"Không chạy được '{Name}': {e.Message}. Đây là chương trình của hệ điều hành; hãy cài nó, "
                    + "hoặc làm tay theo docs/install.md.",
                    $"'{Name}' cannot be run: {e.Message}. It belongs to the system; install it, or do its work by hand: "
                    + "docs/install.md."),
                e);
        }
    }
}
