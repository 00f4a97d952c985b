using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using CamHa.Scheduler.Configuration;
using CamHa.Scheduler.Installation;
using CamHa.Scheduler.Tests.Infrastructure;

namespace CamHa.Scheduler.Tests.Installation;

public sealed partial class UnitFileTests : IDisposable
{
    // 10 is a service without a sandbox, 0 one that can do nothing; docs/install.md says what is left and why.
    private const double MostExposure = 1.3;

    private readonly string _folder = Directory.CreateTempSubdirectory("camha-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_program_is_all_that_differs_from_the_packages_unit()
    {
        var packaged = File.ReadAllText(Path.Combine(Repository.Root, "deploy/camha.service"));
        Assert.Equal(packaged, UnitFile.For("/usr/bin/camha"));
        Assert.Equal(packaged.Replace("/usr/bin/camha", "/opt/camha/camha", StringComparison.Ordinal), UnitFile.For("/opt/camha/camha"));
    }

    [Theory]
    [InlineData("/opt/Cẩm Hà/camha", "ExecStart=\"/opt/Cẩm Hà/camha\" run")]
    [InlineData("/opt/100%/camha", "ExecStart=\"/opt/100%%/camha\" run")] // a specifier
    [InlineData("/opt/a\"b\\c/camha", "ExecStart=\"/opt/a\\\"b\\\\c/camha\" run")]
    public void A_path_means_itself(string program, string line) => Assert.Contains(line, UnitFile.For(program), StringComparison.Ordinal);

    [Fact]
    public void The_folders_are_those_the_program_knows()
    {
        var unit = UnitFile.For("/usr/bin/camha");
        Assert.Contains($"--config {Places.Linux.ConfigFile}\n", unit, StringComparison.Ordinal);
        Assert.Contains($"ConditionPathExists={Places.Linux.ConfigFile}\n", unit, StringComparison.Ordinal);
        Assert.Contains($"\nConfigurationDirectory={Path.GetFileName(Places.Linux.ConfigFolder)}\n", unit, StringComparison.Ordinal);
        Assert.Contains($"\nStateDirectory={Path.GetFileName(Places.Linux.DataFolder)}\n", unit, StringComparison.Ordinal);
        Assert.Contains($"\nLogsDirectory={Path.GetFileName(Places.Linux.LogFolder)}\n", unit, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Systemd_finds_no_fault_with_it()
    {
        // A path with a blank, of a program that is there.
        var program = Path.Combine(Directory.CreateDirectory(Path.Combine(_folder, "Cẩm Hà")).FullName, "camha");
        await File.WriteAllTextAsync(program, "#!/bin/sh\n", Service.Token);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var (code, output) = await AnalyzeAsync(program, "verify");
        Assert.True(code == 0 && !output.Contains("camha.service", StringComparison.Ordinal), output);
    }

    [Fact]
    public async Task Its_sandbox_leaves_little_exposed()
    {
        var (_, output) = await AnalyzeAsync("/usr/bin/camha", "security", "--offline=yes");
        var exposure = Exposure().Match(output);
        Assert.True(exposure.Success, output);
        Assert.InRange(double.Parse(exposure.Groups[1].Value, CultureInfo.InvariantCulture), 0, MostExposure);
    }

    private async Task<(int Code, string Output)> AnalyzeAsync(string program, params string[] arguments)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/systemd-analyze"), "systemd-analyze is not installed: .ci/install installs it.");
        var unit = Path.Combine(_folder, "camha.service");
        await File.WriteAllTextAsync(unit, UnitFile.For(program), Service.Token);
        using var process = Process.Start(
            new ProcessStartInfo("systemd-analyze", [.. arguments, unit]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var said = await Task.WhenAll(
            process.StandardOutput.ReadToEndAsync(Service.Token), process.StandardError.ReadToEndAsync(Service.Token));
        await process.WaitForExitAsync(Service.Token);
        return (process.ExitCode, string.Concat(said));
    }

    [GeneratedRegex(@"Overall exposure level for camha\.service: ([0-9.]+)")]
    private static partial Regex Exposure();
}
