using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace CamHa.Scheduler.Tests.Infrastructure;

/// <summary>The program at a terminal: <c>script</c> gives it one, and a person answers what is shown.</summary>
internal sealed partial class Terminal : IDisposable
{
    private readonly Process _script;
    private readonly StringBuilder _shown = new();
    private readonly Task _reading;
    private int _seen;

    public Terminal(string folder, string arguments)
    {
        // A shell that runs the tests in the background has them ignore Ctrl+C, and all that they start.
        var start = new ProcessStartInfo(
            "env",
            [
                "--default-signal=INT",
                "script",
                "--quiet",
                "--return",
                "--command",
                $"dotnet '{Path.Combine(AppContext.BaseDirectory, "camha.dll")}' {arguments}",
                "/dev/null"
            ])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            StandardOutputEncoding = Encoding.UTF8,
        };
        start.Environment["TERM"] = "xterm";
        start.Environment["LC_ALL"] = "C.UTF-8";
        _script = Process.Start(start)!;
        _reading = ReadAsync();
    }

    public static string? Missing =>
        OperatingSystem.IsWindows() || !File.Exists("/usr/bin/script")
            ? "There is no program 'script', which gives another one a terminal."
            : null;

    /// <summary>All that has been shown, without colours and movements.</summary>
    public string Shown
    {
        get
        {
            lock (_shown)
                return Movements().Replace(_shown.ToString(), "");
        }
    }

    /// <summary>Whether a cursor is to be seen.</summary>
    public bool HasCursor
    {
        get
        {
            lock (_shown)
            {
                var all = _shown.ToString();
                return all.LastIndexOf("\u001b[?25l", StringComparison.Ordinal) <= all.LastIndexOf("\u001b[?25h", StringComparison.Ordinal);
            }
        }
    }

    /// <summary>Waits until something new is shown that has these words, and answers with Enter after it.</summary>
    public async Task AnswerAsync(string words, string answer)
    {
        await Eventually.TrueAsync(() => IsThere() || _script.HasExited, Otherwise);
        Assert.True(IsThere(), Otherwise());
        _seen = Shown.Length;
        await _script.StandardInput.WriteAsync(answer + "\r");
        await _script.StandardInput.FlushAsync(Service.Token);

        bool IsThere() => Shown[_seen..].Contains(words, StringComparison.Ordinal);

        string Otherwise() => $"'{words}' was not shown. What was: {Shown}";
    }

    /// <returns>The program's exit code.</returns>
    public async Task<int> EndAsync()
    {
        await Eventually.TrueAsync(() => _script.HasExited, () => $"It goes on. What was shown: {Shown}");
        await _reading;
        return _script.ExitCode;
    }

    public void Dispose()
    {
        if (!_script.HasExited)
            _script.Kill(entireProcessTree: true);
        _script.Dispose();
    }

    private async Task ReadAsync()
    {
        var buffer = new char[1024];
        while (await _script.StandardOutput.ReadAsync(buffer) is > 0 and var count)
        {
            lock (_shown)
                _shown.Append(buffer, 0, count);
        }
    }

    [GeneratedRegex(@"\e\[[0-9;?]*[A-Za-z]|\e[=>]|\r")]
    private static partial Regex Movements();
}
