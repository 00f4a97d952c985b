using System.Diagnostics;

namespace CamHa.Scheduler.Endurance.Infrastructure;

/// <summary>A server that ends with this process, however this process ends: killed tests leave nothing behind.</summary>
internal sealed class LeashedProcess : IAsyncDisposable
{
    // The shell waits on a pipe that is held here and closes with this process.
    private const string Leash = """
        exec >>"$OUTPUT" 2>&1
        "$@" &
        read -r _
        kill "$(sed 1q "$PID_FILE" 2>/dev/null || echo $!)"
        wait
        rm -f "$PID_FILE"
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private readonly Process _shell;

    private LeashedProcess(Process shell) => _shell = shell;

    /// <param name="output">What the program says goes there.</param>
    /// <param name="pidFile">Where the program writes whom to end, if that is not itself.</param>
    /// <param name="command">The program and its arguments.</param>
    public static LeashedProcess Start(string output, string pidFile, params string[] command)
    {
        // A session of its own: an interrupt at the terminal is for the tests, which then end their servers in order.
        var start = new ProcessStartInfo("setsid", ["/bin/sh", "-c", Leash, "leash", .. command]) { RedirectStandardInput = true };
        start.Environment["OUTPUT"] = output;
        start.Environment["PID_FILE"] = pidFile;
        return new(Process.Start(start)!);
    }

    public async ValueTask DisposeAsync()
    {
        _shell.StandardInput.Close();
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await _shell.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            _shell.Kill(entireProcessTree: true);
        }

        _shell.Dispose();
    }
}
