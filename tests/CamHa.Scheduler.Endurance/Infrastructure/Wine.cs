using System.Diagnostics;

namespace CamHa.Scheduler.Endurance.Infrastructure;

/// <summary>
/// The Windows build under Wine, in a Windows of its own that vanishes afterwards: one without ICU, like a Windows 7 or
/// Server 2012. Where Wine or the build is missing, tests that ask for it are skipped and say why.
/// </summary>
public sealed class Wine : IAsyncLifetime
{
    /// <summary>Names the folder that <c>dotnet publish -r win-x64 --self-contained</c> wrote.</summary>
    private const string Demanded = "CAMHA_TEST_WINDOWS";

    private const string Loader = "/usr/lib/wine/wine64";
    private const string Server = "/usr/lib/wine/wineserver64";

    private readonly string? _build = Environment.GetEnvironmentVariable(Demanded);
    private readonly string? _missing;
    private readonly List<Task> _leftBehind = [];

    public Wine() => _missing = !File.Exists(Loader) ? "there is no wine64 here (Debian: wine64)"
        : string.IsNullOrEmpty(_build) ? $"{Demanded} names no folder with the Windows build"
        : null;

    /// <summary>With spaces and Vietnamese letters, as offices name folders.</summary>
    public string Folder { get; } = Path.Combine(Directory.CreateTempSubdirectory("camha-wine-").FullName, "Xã Cẩm Hà");

    private string Prefix => Path.Combine(Path.GetDirectoryName(Folder)!, "prefix");

    /// <summary>As Windows sees the folder.</summary>
    public string WindowsFolder => $"Z:{Folder.Replace('/', '\\')}";

    public string Config => $@"{WindowsFolder}\camha-demo\appsettings.json";

    private string Program => $@"Z:{_build!.Replace('/', '\\')}\camha.exe";

    /// <summary>Skips the test where Wine is not there.</summary>
    public void Require()
    {
        if (_missing is null)
            return;
        Assert.False(Environment.GetEnvironmentVariable(Demanded) is { Length: > 0 }, $"{Demanded} = '{_build}', but {_missing}");
        Assert.Skip(_missing);
    }

    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(Folder);
        if (_missing is not null)
            return;
        // Without the question for Mono, which nobody is there to answer. It is over once everything that it started has ended.
        await RunAsync(Start(start => start.Environment["WINEDLLOVERRIDES"] = "mscoree=;mshtml=", Loader, "wineboot", "--init"));
        // Wine 8 loses track of memory that is mapped twice, once to write code and once to run it: the runtime ends when
        // it gives such memory back. In the registry services see it too, from the next start of this Windows on.
        await WindowsAsync(
            "reg",
            "add",
            @"HKLM\System\CurrentControlSet\Control\Session Manager\Environment",
            "/v",
            "DOTNET_EnableWriteXorExecute",
            "/d",
            "0");
        // From here on until it is told to end: this Windows would go with its last program, and its services with it.
        await RunAsync(Start(_ => { }, Server, "-w"));
        await LeaveBehindAsync(Start(_ => { }, Server, "-p"));
        await LeaveBehindAsync(Start("demo"));
    }

    public Task<(int Code, string Output)> CamhaAsync(params string[] arguments) => WindowsAsync(Program, arguments);

    public Task<(int Code, string Output)> WindowsAsync(
        string program,
        params string[] arguments) => RunAsync(Start(_ => { }, Loader, [program, .. arguments]));

    public Task<(int Code, string Output)> CreateServiceAsync(string name) =>
        WindowsAsync("sc", "create", name, "binPath=", $"\"{Program}\" run --config \"{Config}\" --set Web:Enabled=false");

    public Process Start(params string[] arguments) => Start(_ => { }, Loader, [Program, .. arguments]);

    public async ValueTask DisposeAsync()
    {
        if (_missing is null)
        {
            await RunAsync(Start(_ => { }, Server, "-k"));
            await Task.WhenAll(_leftBehind);
        }

        Directory.Delete(Path.GetDirectoryName(Folder)!, recursive: true);
    }

    private static async Task<(int Code, string Output)> RunAsync(Process process)
    {
        using (process)
        {
            var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            return (process.ExitCode, output + await error);
        }
    }

    // What it started in the background writes where it wrote, and would wait or fail were nobody to read on.
    private async Task LeaveBehindAsync(Process process)
    {
        _leftBehind.AddRange([process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync()]);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    private Process Start(Action<ProcessStartInfo> change, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["WINEPREFIX"] = Prefix;
        start.Environment["WINEDEBUG"] = "-all";
        start.Environment["WINEDLLOVERRIDES"] = "winedbg.exe=d";
        start.Environment["LC_ALL"] = "C.UTF-8";
        change(start);
        return Process.Start(start)!;
    }
}
