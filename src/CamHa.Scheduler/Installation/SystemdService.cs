using System.Text;
using CamHa.Scheduler.Configuration;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Installation;

/// <summary>The service as a unit of systemd.</summary>
internal sealed class SystemdService(Places places) : IServiceControl
{
    private const string Unit = $"{Places.ServiceName}.service";
    private const string OwnUnit = $"/etc/systemd/system/{Unit}";
    private const string RunningSystemd = "/run/systemd/system";
    private const int LogLines = 10;

    // The unit's sandbox hides these, or shows others in their place.
    private static readonly string[] Hidden = ["/home/", "/root/", "/run/user/", "/tmp/", "/var/tmp/"];
    private static readonly string[] PackagedUnits = [$"/usr/lib/systemd/system/{Unit}", $"/lib/systemd/system/{Unit}"];

    private static bool IsKeeper => Directory.Exists(RunningSystemd);

    private static string? Packaged => PackagedUnits.FirstOrDefault(File.Exists);

    public async Task InstallAsync(CancellationToken token)
    {
        EnsureSystemd();
        var program = Program();
        await ServiceAccount.EnsureAsync(token);
        await ServiceAccount.GiveAsync(places.ConfigFolder, token);
        await ServiceAccount.GiveAsync(places.ConfigFile, token);
        // One of ours over the package's would outlive the package's upgrades.
        if (Packaged is null)
            WholeFile.Write(OwnUnit, isDurable: true, Encoding.UTF8.GetBytes(UnitFile.For(program)));
        await Systemctl("daemon-reload").RunAsync(token);
        await Systemctl("enable", "--quiet", Unit).RunAsync(token);
        await StartAnewAsync(token);
    }

    public async Task<bool> RestartAsync(CancellationToken token)
    {
        if (!IsKeeper || !(await StatusAsync(token)).IsRunning)
            return false;
        await StartAnewAsync(token);
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
        // Nothing to reset where it did not fail.
        await Systemctl("reset-failed", Unit).TryAsync(token);
        return isPackaged
            ? $"The service is stopped and does not start with the machine any more. The program came with the Debian package and stays; to take it away: apt remove {Places.ServiceName}"
            : "The service is stopped and taken away.";
    }

    public async Task<InstalledService> StatusAsync(CancellationToken token)
    {
        var properties = (await Systemctl("show", Unit, "--property=FragmentPath,UnitFileState,ActiveState,SubState,StateChangeTimestamp,NRestarts").RunAsync(token))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
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

    private async Task StartAnewAsync(CancellationToken token)
    {
        if ((await Systemctl("restart", Unit).TryAsync(token)).Code == 0)
            return;
        var said = (await StatusAsync(token)).Log;
        throw new ActionRequiredException(
            $"The service is installed and did not start; it is tried again every 30 seconds. It said last:{Environment.NewLine}"
            + $"{string.Join(Environment.NewLine, said)}{Environment.NewLine}Look with 'camha doctor', put it right, and run 'camha service install' again.");
    }

    private static async Task<IReadOnlyList<string>> LogAsync(CancellationToken token)
    {
        var (code, output, error) = await new SystemProgram(
            "journalctl", "--unit", Unit, "--lines", $"{LogLines}", "--no-pager", "--quiet", "--output", "short-iso").TryAsync(token);
        var said = (code == 0 ? output : error).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return said.Length > 0 || Environment.IsPrivilegedProcess ? said : ["only root, or who is in the group systemd-journal, sees what it says"];
    }

    private static string Program()
    {
        var program = Environment.ProcessPath!;
        if (Path.GetFileName(program) == "dotnet")
        {
            throw new ActionRequiredException(
                $"A service is one program, and this is {program} that was given one. Publish it (dotnet publish src/CamHa.Scheduler -c Release -o OUT) and run OUT/camha service install.");
        }

        return Hidden.Any(folder => program.StartsWith(folder, StringComparison.Ordinal))
            ? throw new ActionRequiredException(
                $"{program}: the service does not see this folder. Copy {Path.GetDirectoryName(program)} to /opt/camha, as root, and run /opt/camha/{Path.GetFileName(program)} service install.")
            : program;
    }

    private static void EnsureSystemd()
    {
        if (!IsKeeper)
            throw new ActionRequiredException("systemd does not run here, and no other keeper of services is known to this program. Let yours start 'camha run --config FILE'.");
    }

    private static SystemProgram Systemctl(params string[] arguments) => new("systemctl", ["--no-pager", .. arguments]);
}
