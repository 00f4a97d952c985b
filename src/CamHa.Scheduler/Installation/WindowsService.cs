using System.Diagnostics;
using System.Diagnostics.Eventing.Reader;
using System.Globalization;
using System.Runtime.Versioning;
using System.ServiceProcess;
using CamHa.Scheduler.Configuration;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Installation;

/// <summary>The service in Windows' service manager. Its waits are the system's own and take no TimeProvider.</summary>
[SupportedOSPlatform("windows")]
internal sealed class WindowsService(Places places) : IServiceControl
{
    private const string Log = "Application";
    private const int LogLines = 10;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static ServiceController? Installed => ServiceController.GetServices()
        .FirstOrDefault(service => service.ServiceName.Equals(Places.ServiceName, StringComparison.OrdinalIgnoreCase));

    public async Task InstallAsync(CancellationToken token)
    {
        var program = Environment.ProcessPath!;
        if (Path.GetFileNameWithoutExtension(program).Equals("dotnet", StringComparison.OrdinalIgnoreCase))
        {
            throw new ActionRequiredException(new Bilingual(
                $"Dịch vụ cần một chương trình riêng, mà chương trình này đang chạy trong {program}. "
                + "Hãy xuất bản, rồi gõ camha.exe service install trong thư mục đã xuất bản.",
                $"A service needs a program of its own, and this one runs in {program}. "
                + "Publish it, and run camha.exe service install in the folder it is published to."));
        }

        foreach (var folder in new[] { places.ConfigFolder, places.DataFolder, places.LogFolder })
            Directory.CreateDirectory(folder);
        // The service's account may not create the source, and without it the log is lost. RunCommand sets the same name.
        if (!EventLog.SourceExists(Places.ServiceName))
            EventLog.CreateEventSource(Places.ServiceName, Log);
        using var before = Installed;
        if (before is not null)
            Stop(before);
        foreach (var step in WindowsSteps.Install(program, places, before is not null).Concat(WindowsSteps.Rights(places)))
            await step.RunAsync(token);
        using var service = Installed;
        Start(service!);
    }

    public Task<bool> RestartAsync(CancellationToken token)
    {
        using var service = Installed;
        if (service?.Status != ServiceControllerStatus.Running)
            return Task.FromResult(false);
        Stop(service);
        Start(service);
        return Task.FromResult(true);
    }

    public async Task<Bilingual?> UninstallAsync(CancellationToken token)
    {
        using var service = Installed;
        if (service is null)
            return null;
        Stop(service);
        await WindowsSteps.Delete.RunAsync(token);
        return new("Đã dừng và gỡ dịch vụ.", "The service is stopped and taken away.");
    }

    public async Task<InstalledService> StatusAsync(CancellationToken token)
    {
        using var service = Installed;
        return service is null
            ? new(null, false, false, new("chưa cài", "not installed"), null, [])
            : new(
                $"Windows service {service.ServiceName}",
                service.StartType == ServiceStartMode.Automatic,
                service.Status == ServiceControllerStatus.Running,
                Words(service.Status),
                await SinceAsync(token),
                LastEvents());
    }

    private static Bilingual Words(ServiceControllerStatus status) => new(
        status switch
        {
            ServiceControllerStatus.Running => "đang chạy",
            ServiceControllerStatus.Stopped => "không chạy",
            ServiceControllerStatus.StartPending => "đang khởi động",
            ServiceControllerStatus.StopPending => "đang dừng",
            _ => $"{status}",
        },
        $"{status}");

    private static void Start(ServiceController service)
    {
        try
        {
            service.Start();
            service.WaitForStatus(ServiceControllerStatus.Running, Patience);
        }
        catch (Exception e) when (e is InvalidOperationException or System.ServiceProcess.TimeoutException)
        {
            var (why, said) = ((e.InnerException ?? e).Message.TrimEnd('.'), string.Join(Environment.NewLine, LastEvents()));
            throw new ActionRequiredException(
                new Bilingual(
                    $"""
                    Đã cài dịch vụ nhưng nó không khởi động được: {why}. Những dòng cuối nó ghi:
                    {said}
                    Xem lỗi bằng lệnh camha doctor, sửa, rồi gõ lại: camha service install
                    """,
                    $"""
                    The service is installed and did not start: {why}. It said last:
                    {said}
                    Look with 'camha doctor', put it right, and run 'camha service install' again.
                    """),
                e);
        }
    }

    private static void Stop(ServiceController service)
    {
        if (service.Status == ServiceControllerStatus.Stopped)
            return;
        try
        {
            service.Stop();
            service.WaitForStatus(ServiceControllerStatus.Stopped, Patience);
        }
        catch (Exception e) when (e is InvalidOperationException or System.ServiceProcess.TimeoutException)
        {
            var why = (e.InnerException ?? e).Message.TrimEnd('.');
            throw new ActionRequiredException(
                new Bilingual(
                    $"Dịch vụ không dừng: {why}. Hãy kết thúc camha.exe trong Task Manager rồi làm lại.",
                    $"The service does not stop: {why}. End camha.exe in the task manager, and try again."),
                e);
        }
    }

    private static async Task<string?> SinceAsync(CancellationToken token)
    {
        // The service manager keeps no time, so the start of the service's process is taken, which the controller does not name.
        var (_, output, _) = await new SystemProgram("sc.exe", "queryex", Places.ServiceName).TryAsync(token);
        var line = output.Split('\n').FirstOrDefault(line => line.Contains("PID", StringComparison.Ordinal)) ?? "";
        if (!int.TryParse(line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim(), out var id) || id == 0)
            return null;
        try
        {
            using var process = Process.GetProcessById(id);
            return process.StartTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    private static IReadOnlyList<string> LastEvents()
    {
        var lines = new List<string>();
        try
        {
            var query = new EventLogQuery(Log, PathType.LogName, $"*[System[Provider[@Name='{Places.ServiceName}']]]");
            query.ReverseDirection = true;
            using var reader = new EventLogReader(query);
            while (lines.Count < LogLines && reader.ReadEvent() is { } entry)
            {
                using (entry)
                {
                    var text = string.Join(' ', entry.Properties.Select(property => property.Value)).ReplaceLineEndings(" ");
                    lines.Insert(0, $"{entry.TimeCreated:yyyy-MM-dd HH:mm:ss} {text}");
                }
            }
        }
        catch (Exception e) when (e is EventLogException or UnauthorizedAccessException)
        {
            lines.Add(Language.Say($"không đọc được nhật ký sự kiện: {e.Message}", $"the event log cannot be read: {e.Message}"));
        }

        return lines;
    }
}
