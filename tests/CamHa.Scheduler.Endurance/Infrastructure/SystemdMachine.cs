using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using CamHa.Scheduler.Tests.Infrastructure;

namespace CamHa.Scheduler.Endurance.Infrastructure;

/// <summary>
/// The machine's own systemd, really booted, over a copy-on-write view of the machine: Systemd/boot.sh beside this file.
/// The program is there in /opt/camha, the sources in /run/repository, and what is done leaves no trace outside.
/// </summary>
internal static class SystemdMachine
{
    private const string Prelude = """
        export LC_ALL=en_US.UTF-8
        mkdir -p /etc/dotnet
        echo /opt/dotnet > /etc/dotnet/install_location
        camha() { /opt/camha/camha "$@"; }
        step() {
          local name=$1 code=0
          shift
          echo "=== $name"
          "$@" 2>&1 || code=$?
          echo
          echo "--- $code"
        }
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <param name="folder">Seen by the script as /run/test.</param>
    /// <param name="script">Bash; each <c>step NAME COMMAND</c> is an answer.</param>
    /// <returns>What each step said and its exit code; null where no systemd can be booted, and why.</returns>
    public static async Task<(IReadOnlyDictionary<string, (int Code, string Output)>? Steps, string WhyNot)> RunAsync(
        string folder,
        string script)
    {
        if (Missing() is { } missing)
            return (null, missing);
        var dotnet = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "../../.."));
        await File.WriteAllTextAsync(Path.Combine(folder, "script"), $"{Prelude}\n{script}\n");
        var boot = new ProcessStartInfo(
            "bash",
            [
                Path.Combine(Repository.Root, "tests/CamHa.Scheduler.Endurance/Infrastructure/Systemd/boot.sh"), folder,
                AppContext.BaseDirectory, "/opt/camha", dotnet, "/opt/dotnet", Repository.Root, "/run/repository",
            ])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(boot)!;
        var said = Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
        }

        var output = Path.Combine(folder, "output");
        return File.Exists(output)
            ? (Parse(await File.ReadAllLinesAsync(output)), "")
            : (null, $"No systemd can be booted here: {string.Concat(await said).Trim()}");
    }

    private static Dictionary<string, (int Code, string Output)> Parse(string[] lines)
    {
        var steps = new Dictionary<string, (int, string)>();
        var (name, text) = ("", new List<string>());
        foreach (var line in lines)
        {
            if (line.StartsWith("=== ", StringComparison.Ordinal))
                (name, text) = (line[4..], []);
            else if (line.StartsWith("--- ", StringComparison.Ordinal))
                steps[name] = (int.Parse(line[4..], CultureInfo.InvariantCulture), string.Join('\n', text).Trim());
            else
                text.Add(line);
        }

        return steps;
    }

    private static string? Missing() =>
        !OperatingSystem.IsLinux() ? "systemd is on Linux only."
        : !Environment.IsPrivilegedProcess ? "A systemd of its own is booted by root only."
        : !File.Exists("/lib/systemd/systemd") ? "systemd is not installed: .ci/install installs it."
        : !File.ReadAllText("/proc/mounts").Contains(" cgroup2 ", StringComparison.Ordinal)
            || !File.ReadAllText("/proc/filesystems").Contains("\toverlay", StringComparison.Ordinal)
            ? "This kernel has no cgroup2 or no overlay."
        : null;
}
