using System.CommandLine;
using System.Text.Json;
using CamHa.Scheduler.Configuration;
using CamHa.Scheduler.Installation;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Commands;

/// <summary>Installs the program with the system's service manager.</summary>
internal static class ServiceCommand
{
    private static readonly Places Places = Places.OfThisSystem;

    public static Command Create()
    {
        var install = new Command("install", Language.Say(
            "Cài dịch vụ và cho chạy; sau khi nâng cấp thì gõ lại để chạy bản mới.",
            "Installs the service and starts it; again after an upgrade, to start it anew."));
        install.SetAction(InstallAsync);
        var uninstall = new Command("uninstall", Language.Say(
            "Dừng và gỡ dịch vụ; thiết lập và dữ liệu còn nguyên.", "Stops the service and takes it away; settings and data stay."));
        uninstall.SetAction(UninstallAsync);
        var status = new Command("status", Language.Say(
            "Cho biết dịch vụ đã cài chưa, có tự chạy khi bật máy không, có đang chạy không; đủ cả ba thì trả mã 0.",
            "Shows whether the service is installed, starts with the machine, and runs; 0 if all three."))
        {
            CommandLine.Json,
        };
        status.SetAction(StatusAsync);
        return new("service", Language.Say(
            "Cài dịch vụ (systemd hoặc dịch vụ Windows), xem tình trạng, gỡ bỏ.",
            "Installs the service under systemd, or as a Windows service; shows how it does; takes it away."))
        {
            install,
            uninstall,
            status,
        };
    }

    private static async Task<int> InstallAsync(ParseResult parsed, CancellationToken token)
    {
        EnsureAdministrator("install");
        EnsureStandardPlaces(parsed);
        // Reports all faults here, rather than one by one by a service that does not start.
        SettingsCheck.ThrowIfInvalid(Settings.Load(Places.ConfigFile, []));
        await Control().InstallAsync(token);
        Console.WriteLine(UpkeepAnswers.Installed(Places));
        return CommandLine.Done;
    }

    private static async Task<int> UninstallAsync(ParseResult parsed, CancellationToken token)
    {
        EnsureAdministrator("uninstall");
        Console.WriteLine($"{await Control().UninstallAsync(token) ?? UpkeepAnswers.NotInstalled}");
        Console.WriteLine(UpkeepAnswers.Stays(Places));
        return CommandLine.Done;
    }

    private static async Task<int> StatusAsync(ParseResult parsed, CancellationToken token)
    {
        var status = await Control().StatusAsync(token);
        if (parsed.GetValue(CommandLine.Json))
        {
            Console.WriteLine(JsonSerializer.Serialize(status, JsonFormat.Options));
        }
        else
        {
            foreach (var line in UpkeepAnswers.Standing(status))
                Console.WriteLine(line);
        }

        return status.IsWell ? CommandLine.Done : CommandLine.Failed;
    }

    internal static IServiceControl Control() =>
        OperatingSystem.IsWindows() ? new WindowsService(Places)
        : OperatingSystem.IsLinux() ? new SystemdService(Places)
        : throw new ActionRequiredException(new Bilingual(
            "Chỉ cài được thành dịch vụ dưới systemd và trên Windows; ở hệ thống khác, hãy để trình quản lý dịch vụ của nó chạy "
            + "camha run --config TỆP.",
            "This program can be installed as a service only under systemd and on Windows; let another service manager start "
            + "'camha run --config FILE'."));

    private static void EnsureAdministrator(string verb)
    {
        if (!Environment.IsPrivilegedProcess)
            throw UpkeepAnswers.NotAdministrator(verb);
    }

    private static void EnsureStandardPlaces(ParseResult parsed)
    {
        if (parsed.GetValue(CommandLine.Config) is { } file && !Places.IsConfig(file))
        {
            throw new SettingsException([SettingFault.Of(
                "--config",
                file,
                $"dịch vụ đọc {Places.ConfigFile}. Hãy ghi thiết lập vào đó, tốt nhất bằng lệnh camha configure, và bỏ lựa chọn này.",
                $"the service reads {Places.ConfigFile}. Put the settings there, best by 'camha configure', and leave the option out.")]);
        }

        if (!File.Exists(Places.ConfigFile))
        {
            throw new SettingsException([new(
                $"Chưa có {Places.ConfigFile}, mà dịch vụ đọc thiết lập từ đó. Hãy ghi bằng lệnh: camha configure",
                $"{Places.ConfigFile} is not there, and the service reads its settings from it. Write it with 'camha configure'.")]);
        }

        if (parsed.GetValue(CommandLine.Set) is { Length: > 0 })
        {
            throw new SettingsException([new(
                $"--set: dịch vụ chỉ đọc {Places.ConfigFile}. Hãy ghi mục đó vào tệp ấy.",
                $"--set: the service reads {Places.ConfigFile} and nothing else. Write the setting there.")]);
        }
    }
}
