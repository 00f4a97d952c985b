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

    private static readonly Bilingual Gone = new("Đã dừng và gỡ dịch vụ.", "The service is stopped and taken away.");

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

    public async Task<Bilingual?> UninstallAsync(CancellationToken token)
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
            ? new(
                "Đã dừng dịch vụ, và dịch vụ không tự chạy khi bật máy nữa. "
                + $"Chương trình đến từ gói Debian nên còn lại; muốn gỡ: apt remove {Places.ServiceName}",
                "The service is stopped and does not start with the machine any more. "
                + $"The program came with the Debian package and stays; to take it away: apt remove {Places.ServiceName}")
            : Gone;
    }

    public async Task<InstalledService> StatusAsync(CancellationToken token)
    {
        const string wanted = "FragmentPath,UnitFileState,ActiveState,SubState,StateChangeTimestamp,NRestarts";
        var shown = await Systemctl("show", Unit, $"--property={wanted}").RunAsync(token);
        var properties = shown.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split('=', 2))
            .ToDictionary(pair => pair[0], pair => pair[1]);
        var isInstalled = properties["FragmentPath"].Length > 0;
        var isRunning = properties["ActiveState"] == "active";
        var state = $"{properties["ActiveState"]} ({properties["SubState"]})";
        Bilingual said = new($"{(isRunning ? "đang chạy" : "không chạy")}, {state}", state);
        if (properties["NRestarts"] is not "0" and var restarts)
        {
            said = new(
                $"{said.Vietnamese}, systemd đã khởi động lại {restarts} lần", $"{said.English}, restarted {restarts} times by systemd");
        }

        if (isInstalled && !File.Exists(places.ConfigFile))
        {
            said = new(
                $"{said.Vietnamese}, không có {places.ConfigFile} hoặc người dùng này không được xem",
                $"{said.English}, without {places.ConfigFile}, or this user may not see it");
        }

        return new(
            isInstalled ? properties["FragmentPath"] : null,
            properties["UnitFileState"].StartsWith("enabled", StringComparison.Ordinal),
            isRunning,
            said,
            properties["StateChangeTimestamp"] is { Length: > 0 } since ? since : null,
            isInstalled ? await LogAsync(token) : []);
    }

    private async Task StartAgainAsync(CancellationToken token)
    {
        if ((await Systemctl("restart", Unit).TryAsync(token)).Code == 0)
            return;
        var status = await StatusAsync(token);
        var said = string.Join(Environment.NewLine, status.Log);
        throw new ActionRequiredException(new Bilingual(
            $"""
            Đã cài dịch vụ nhưng nó không khởi động được; systemd thử lại sau mỗi 30 giây. Những dòng cuối nó ghi:
            {said}
            Xem lỗi bằng lệnh camha doctor, sửa, rồi gõ lại: camha service install
            """,
            $"""
            The service is installed and did not start; it is tried again every 30 seconds. It said last:
            {said}
            Look with 'camha doctor', put it right, and run 'camha service install' again.
            """));
    }

    private static async Task<IReadOnlyList<string>> LogAsync(CancellationToken token)
    {
        var (code, output, error) = await new SystemProgram(
            "journalctl", "--unit", Unit, "--lines", $"{LogLines}", "--no-pager", "--quiet", "--output", "short-iso").TryAsync(token);
        var lines = (code == 0 ? output : error).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return lines.Length > 0 || Environment.IsPrivilegedProcess
            ? lines
            : [Language.Say(
                "chỉ root và thành viên nhóm systemd-journal xem được nhật ký",
                "only root and members of the group systemd-journal see its log")];
    }

    private static string Program()
    {
        var program = Environment.ProcessPath!;
        if (Path.GetFileName(program) == "dotnet")
        {
            throw new ActionRequiredException(new Bilingual(
                $"Dịch vụ cần một chương trình riêng, mà chương trình này đang chạy trong {program}. "
                + "Hãy xuất bản (dotnet publish src/CamHa.Scheduler -c Release -o OUT) rồi gõ OUT/camha service install.",
                $"A service needs a program of its own, and this one runs in {program}. "
                + "Publish it (dotnet publish src/CamHa.Scheduler -c Release -o OUT) and run OUT/camha service install."));
        }

        return Hidden.Any(folder => program.StartsWith(folder, StringComparison.Ordinal))
            ? throw new ActionRequiredException(new Bilingual(
                $"{program}: dịch vụ không nhìn thấy thư mục này. Hãy chép {Path.GetDirectoryName(program)} vào /opt/camha "
                + $"bằng quyền root, rồi gõ /opt/camha/{Path.GetFileName(program)} service install.",
                $"{program}: the service does not see this folder. Copy {Path.GetDirectoryName(program)} to /opt/camha, as root, "
                + $"and run /opt/camha/{Path.GetFileName(program)} service install."))
            : program;
    }

    private static void EnsureSystemd()
    {
        if (!IsSystemdRunning)
        {
            throw new ActionRequiredException(new Bilingual(
                "Máy này không chạy systemd, và trên Linux phần mềm không biết trình quản lý dịch vụ nào khác. "
                + "Hãy để trình quản lý dịch vụ của máy chạy camha run --config TỆP.",
                "systemd does not run here, and this program knows no other service manager on Linux. "
                + "Let yours start 'camha run --config FILE'."));
        }
    }

    private static SystemProgram Systemctl(params string[] arguments) => new("systemctl", ["--no-pager", .. arguments]);
}
