using System.Diagnostics;
using System.Text.Json;
using CamHa.Scheduler.Tests.Infrastructure;

namespace CamHa.Scheduler.Tests.Commands;

/// <summary>Backup and restore as an operator has them.</summary>
public sealed class BackupCommandTests : IDisposable
{
    private readonly CommandLineProgram _program = new();

    private string Data => Path.Combine(_program.Folder, "camha-demo");

    public void Dispose() => _program.Dispose();

    [Fact]
    public async Task A_week_goes_into_a_file_and_comes_back_disarmed_but_not_under_a_running_service()
    {
        await _program.DemoAsync();
        var backup = await _program.RunAsync($"backup --json --config {_program.Config}");
        using var json = JsonDocument.Parse(backup.Output);
        var file = json.RootElement.GetProperty("file").GetString()!;
        Assert.Equal(Path.Combine(Data, "backups"), Path.GetDirectoryName(file));
        Assert.Equal(71, json.RootElement.GetProperty("rows").GetProperty("OutboxMessage").GetInt64());
        Assert.Contains("OutboxMessage", (await _program.RunAsync($"backup --config {_program.Config}")).Output, StringComparison.Ordinal);

        using (var service = _program.Start($"run --config {_program.Config}"))
        {
            while (await service.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line
                && !line.Contains("Ready:", StringComparison.Ordinal))
            {
            }

            var refused = await _program.RunAsync($"restore {file} --config {_program.Config}");
            service.Kill();
            await service.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.Equal(1, refused.Code);
            Assert.Contains("is in use: a service or another program has it open.", refused.Error, StringComparison.Ordinal);
        }

        var restored = await _program.RunAsync($"restore {file} --config {_program.Config}");
        Assert.True(restored.Code == 0, restored.Error);
        Assert.Contains("0 mails wait to be sent, 0 are held.", restored.Output, StringComparison.Ordinal);
        Assert.Contains("NOT ARMED", (await _program.RunAsync($"status --config {_program.Config}")).Output, StringComparison.Ordinal);
        Assert.Contains(
            $"before: restored from {Path.GetFileName(file)}.",
            (await _program.RunAsync($"arm --config {_program.Config}")).Output,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("backup", "BACKUP DATABASE [CamHa] TO DISK = N'CamHa-")]
    [InlineData("restore D:\\x.bak", "RESTORE DATABASE [CamHa] FROM DISK = N'D:\\x.bak' WITH REPLACE, CHECKSUM;")]
    public async Task For_SQL_Server_they_say_what_to_run_there(string verb, string statement)
    {
        var run = await _program.RunAsync(
            $"{verb} --set Storage:Provider=sqlserver --set Storage:ConnectionString=Server=nowhere;Database=CamHa");
        Assert.Equal(2, run.Code);
        Assert.Contains(statement, run.Output, StringComparison.Ordinal);
        Assert.Contains("SQL Server database CamHa on nowhere is ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task On_a_full_disk_nothing_half_made_is_left()
    {
        Assert.SkipUnless(
            OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess,
            "A small disk of its own is mounted by root on Linux only.");
        await _program.DemoAsync();
        var disk = Directory.CreateDirectory(Path.Combine(_program.Folder, "disk")).FullName;
        string[] onSmallDisk =
        [
            "-m", "sh", "-c",
            "mount -t tmpfs -o size=2m tmpfs \"$1\" || exit 77; disk=$1; shift; \"$@\"; code=$?; ls -A \"$disk\"; exit $code",
            "small-disk", disk,
            "dotnet", Path.Combine(AppContext.BaseDirectory, "camha.dll"), "backup", $"{disk}/copy.db",
            "--lang", "en", "--config", _program.Config,
        ];
        using var process = Process.Start(
            new ProcessStartInfo("unshare", onSmallDisk) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var left = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.SkipWhen(process.ExitCode == 77, "No disk could be mounted.");
        Assert.Equal((1, ""), (process.ExitCode, left));
        Assert.StartsWith($"FILE = '{disk}/copy.db' cannot be written: ", error, StringComparison.Ordinal);
        Assert.Contains("full", error, StringComparison.Ordinal);
    }
}
