using System.Diagnostics;
using CamHa.Scheduler.Endurance.Infrastructure;
using CamHa.Scheduler.Tests.Infrastructure;

namespace CamHa.Scheduler.Endurance.Publishing;

/// <summary>The Windows build as it is given away, started from a folder whose name has spaces and Vietnamese letters.</summary>
public sealed class UnderWineTests(Wine wine) : IClassFixture<Wine>
{
    [Fact]
    public async Task The_demo_leaves_its_mails_and_reports_and_sends_nothing_twice()
    {
        wine.Require();
        var mails = Mails();
        Assert.True(mails > 40, $"{mails} mails");
        Assert.Equal(
            [".docx", ".json", ".pdf", ".xlsx"],
            Directory
                .GetFiles(Path.Combine(wine.Folder, "camha-demo", "reports", "NTM-2022"))
                .Select(Path.GetExtension)
                .Distinct()
                .Order());

        var (code, output) = await wine.CamhaAsync("demo");

        Assert.True(code == 0, output);
        Assert.Equal(mails, Mails());
    }

    [Fact]
    public async Task The_doctor_finds_the_zone_though_this_Windows_knows_only_its_own_names()
    {
        wine.Require();
        Assert.False(File.Exists(Path.Combine(Path.GetDirectoryName(wine.Folder)!, "prefix", "drive_c", "windows", "system32", "icu.dll")));
        DaysOff.Add(Path.Combine(wine.Folder, "camha-demo", "camha.db"));

        var (code, output) = await wine.CamhaAsync("doctor", "--config", wine.Config);

        Assert.True(code == 0, output);
        Assert.Contains("time zone: SE Asia Standard Time", output, StringComparison.Ordinal);
        Assert.Contains(@"Xã Cẩm Hà\camha-demo\camha.db", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Asia/Ho_Chi_Minh")]
    [InlineData("SE Asia Standard Time")]
    public async Task A_zone_is_found_by_either_name(string zone)
    {
        wine.Require();

        var (code, output) = await wine.CamhaAsync("status", "--config", wine.Config, "--set", $"Scheduling:TimeZone={zone}");

        Assert.True(code == 0, output);
        Assert.Contains("Next look", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_zone_is_refused_with_its_remedy()
    {
        wine.Require();

        var (code, output) = await wine.CamhaAsync("status", "--config", wine.Config, "--set", "Scheduling:TimeZone=Asia/Cam_Ha");

        Assert.Equal(2, code);
        Assert.Contains("Scheduling:TimeZone = 'Asia/Cam_Ha'", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_week_is_simulated_with_the_letters_that_a_committee_reads()
    {
        wine.Require();

        var (code, output) = await wine.CamhaAsync(
            "simulate",
            "--from",
            "2022-06-13",
            "--to",
            "2022-06-19",
            "--dir",
            "Mô phỏng",
            "--config",
            wine.Config);

        Assert.True(code == 0, output);
        Assert.Contains(
            "Cẩm Hà",
            await File.ReadAllTextAsync(Path.Combine(wine.Folder, "Mô phỏng", "index.html"), TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_service_runs_in_a_console_and_stops_at_once_when_told()
    {
        wine.Require();
        using var run = wine.Start("run", "--config", wine.Config, "--set", "Web:Listen=127.0.0.1:0");
        var error = run.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var log = new List<string>();
        var waits = new HashSet<string> { "Ready: ", "Answers at http://127.0.0.1:" };
        while (waits.Count > 0 && await run.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            log.Add(line);
            waits.RemoveWhere(word => line.Contains(word, StringComparison.Ordinal));
        }

        // Wine tells a console program of SIGINT as Windows does of Ctrl+C.
        using (var kill = Process.Start("kill", ["-INT", $"{run.Id}"]))
            await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        await run.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await run.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.True(waits.Count == 0, $"{string.Join('\n', log)}{await error}");
        Assert.Equal(0, run.ExitCode);
    }

    [Fact]
    public async Task The_service_manager_starts_and_stops_it()
    {
        wine.Require();
        var created = await wine.CreateServiceAsync("camha");
        Assert.True(created.Code == 0, created.Output);
        try
        {
            var started = await wine.WindowsAsync("net", "start", "camha");
            Assert.True(started.Code == 0, started.Output);
            // It looks at once, at this configuration's database and no other's; the demo's own looks were in 2022.
            string runs;
            var tries = 0;
            do
            {
                // 'net start' does not always wait for the last step of the start.
                var state = (await wine.WindowsAsync("sc", "query", "camha")).Output;
                Assert.True(
                    state.Contains("RUNNING", StringComparison.Ordinal) || state.Contains("START_PENDING", StringComparison.Ordinal),
                    state);
                runs = (await wine.CamhaAsync("status", "--config", wine.Config)).Output;
                runs = runs[runs.IndexOf("Last run", StringComparison.Ordinal)..];
                Assert.True(tries++ < 60, runs);
            }
            while (runs.Contains(" 2022-", StringComparison.Ordinal) || runs.Contains("Running", StringComparison.Ordinal));

            var stopped = await wine.WindowsAsync("net", "stop", "camha");
            Assert.True(stopped.Code == 0, stopped.Output);
        }
        finally
        {
            await wine.WindowsAsync("sc", "delete", "camha");
        }
    }

    private int Mails() => Directory.GetFiles(Path.Combine(wine.Folder, "camha-demo", "mail"), "*.eml", SearchOption.AllDirectories).Length;
}
