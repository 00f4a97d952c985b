using System.Text;
using CamHa.Scheduler.Configuration;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Installation;

/// <summary>The service as a systemd unit.</summary>
internal sealed class SystemdService(Places places) : IServiceControl
{
    private const string Unit = $"{Places.ServiceName}.service";
    private const string OwnUnit = $"/etc/systemd/system/{Unit}";
    private const string RunningSystemd = "/run/systemd/system";
    private const int LogLines = 10;

    // The unit's sandbox hides these folders or replaces them by empty ones.
    private static readonly string[] Hidden = ["/home/", "/root/", "/run/user/", "/tmp/", "/var/tmp/"];
    private static readonly string[] PackagedUnits = [$"/usr/lib/systemd/system/{Unit}", $"/lib/systemd/system/{Unit}"];

    private static bool IsSystemdRunning => Directory.Exists(RunningSystemd);

    private static string? Packaged => PackagedUnits.FirstOrDefault(File.Exists);

    public async Task InstallAsync(CancellationToken token)
    {
        EnsureSystemd();
        var program = Program();
        await ServiceAccount.EnsureAsync(token);
        await ServiceAccount.GiveAsync(places.ConfigFolder, token);
        await ServiceAccount.GiveAsync(places.ConfigFile, token);
        // A unit written here hides the package's unit, even after upgrades of the package.
        if (Packaged is null)
            WholeFile.Write(OwnUnit, isDurable: true, Encoding.UTF8.GetBytes(UnitFile.For(program)));
        await Systemctl("daemon-reload").RunAsync(token);
        await Systemctl("enable", "--quiet", Unit).RunAsync(token);
        await StartAgainAsync(token);
    }

    public async Task<bool> RestartAsync(CancellationToken token)
    {
        if (!IsSystemdRunning || !(await StatusAsync(token)).IsRunning)
            return false;
        await StartAgainAsync(token);
        return true;
    }

    public async Task<string?> UninstallAsync(CancellationToken token)
    {
        EnsureSystemd();
        var isPackaged = Packaged is not null;
        if (!isPackaged && !File.Exists(OwnUnit))
            return null;
        await Systemctl("disable", "--quiet", "--now", Unit).RunAsync(token);
        File.Delete(OwnUnit);
        await Systemctl("daemon-reload").RunAsync(token);
        // Fails where the service did not, and then there is nothing to reset.
        await Systemctl("reset-failed", Unit).TryAsync(token);
        return isPackaged
            ? "The service is stopped and does not start with the machine any more. "
                + $"The program came with the Debian package and stays; to take it away: apt remove {Places.ServiceName}"
            : "The service is stopped and taken away.";
    }

    public async Task<InstalledService> StatusAsync(CancellationToken token)
    {
        const string wanted = "FragmentPath,UnitFileState,ActiveState,SubState,StateChangeTimestamp,NRestarts";
        var shown = await Systemctl("show", Unit, $"--property={wanted}").RunAsync(token);
        var properties = shown.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split('=', 2))
            .ToDictionary(pair => pair[0], pair => pair[1]);
        var isInstalled = properties["FragmentPath"].Length > 0;
        var state = $"{properties["ActiveState"]} ({properties["SubState"]})";
        if (properties["NRestarts"] is not "0")
            state += $", restarted {properties["NRestarts"]} times by systemd";
        if (isInstalled && !File.Exists(places.ConfigFile))
            state += $", without {places.ConfigFile}, or this user may not see it";
        return new(
            isInstalled ? properties["FragmentPath"] : null,
            properties["UnitFileState"].StartsWith("enabled", StringComparison.Ordinal),
            properties["ActiveState"] == "active",
            state,
            properties["StateChangeTimestamp"] is { Length: > 0 } since ? since : null,
            isInstalled ? await LogAsync(token) : []);
    }

    private async Task StartAgainAsync(CancellationToken token)
    {
        if ((await Systemctl("restart", Unit).TryAsync(token)).Code == 0)
            return;
        var status = await StatusAsync(token);
        string[] lines =
        [
            "The service is installed and did not start; it is tried again every 30 seconds. It said last:",
            .. status.Log,
            "Look with 'camha doctor', put it right, and run 'camha service install' again.",
        ];
        throw new ActionRequiredException(string.Join(Environment.NewLine, lines));
    }

    private static async Task<IReadOnlyList<string>> LogAsync(CancellationToken token)
    {
        var (code, output, error) = await new SystemProgram(
            "journalctl", "--unit", Unit, "--lines", $"{LogLines}", "--no-pager", "--quiet", "--output", "short-iso").TryAsync(token);
        var lines = (code == 0 ? output : error).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return lines.Length > 0 || Environment.IsPrivilegedProcess
            ? lines
            : ["only root and members of the group systemd-journal see its log"];
    }

    private static string Program()
    {
        var program = Environment.ProcessPath!;
        if (Path.GetFileName(program) == "dotnet")
        {
            throw new ActionRequiredException(
                $"A service needs a program of its own, and this one runs in {program}. "
                + "Publish it (dotnet publish src/CamHa.Scheduler -c Release -o OUT) and run OUT/camha service install.");
        }

        return Hidden.Any(folder => program.StartsWith(folder, StringComparison.Ordinal))
            ? throw new ActionRequiredException(
                $"{program}: the service does not see this folder. Copy {Path.GetDirectoryName(program)} to /opt/camha, as root, "
                + $"and run /opt/camha/{Path.GetFileName(program)} service install.")
            : program;
    }

    private static void EnsureSystemd()
    {
        if (!IsSystemdRunning)
        {
            throw new ActionRequiredException(
                "systemd does not run here, and this program knows no other service manager on Linux. "
                + "Let yours start 'camha run --config FILE'.");
        }
    }

    private static SystemProgram Systemctl(params string[] arguments) => new("systemctl", ["--no-pager", .. arguments]);
}
