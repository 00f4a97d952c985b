using CamHa.Scheduler.Alerts;
using CamHa.Scheduler.Alerts.Checks;
using CamHa.Scheduler.Diagnostics;
using CamHa.Scheduler.FridayReport;
using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Tests.Infrastructure;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Tests.Alerts.Checks;

public sealed class DiskCheckTests
{
    private static readonly string Folder = Path.GetTempPath();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Every_folder_that_is_written_to_is_looked_at_the_logs_too(bool writesLogs)
    {
        var (data, backups, reports, mails, logs) = (Of("data"), Of("backups"), Of("reports"), Of("mails"), Of("logs"));
        var check = new DiskCheck(
            Options.Create(new AlertOptions { DiskMegabytes = int.MaxValue }),
            Options.Create(new StorageOptions { File = Path.Combine(data, "camha.db"), BackupFolder = backups }),
            Options.Create(new ReportOptions { ArchiveFolder = reports }),
            Options.Create(new MailOptions { Transport = "Pickup", PickupFolder = mails }),
            Options.Create(new LogFileOptions { Enabled = writesLogs, Folder = logs }));
        var problem = Assert.Single(await check.FindAsync(new(DateTimeOffset.UnixEpoch, default, null), Service.Token)).Problem!;
        string[] named = writesLogs ? [data, backups, reports, mails, logs] : [data, backups, reports, mails];
        Assert.Equal(
            named.Order(StringComparer.Ordinal),
            problem.Title[(problem.Title.IndexOf("MB ở ", StringComparison.Ordinal) + 5)..].Split(", ").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_folder_that_says_nothing_hides_no_other()
    {
        // On Windows a share; here a path that lies nowhere.
        Assert.Null(DiskCheck.FreeAt(@"\\nas\camha"));
        var check = new DiskCheck(
            Options.Create(new AlertOptions { DiskMegabytes = int.MaxValue }), Options.Create(
                new StorageOptions { File = Path.Combine(Of("data"), "camha.db"), BackupFolder = @"\\nas\camha" }),
            Options.Create(new ReportOptions()), Options.Create(new MailOptions { Transport = "smtp" }), Options.Create(
                new LogFileOptions { Enabled = false }));
        Assert.Contains(
            Of("data"),
            Assert.Single(await check.FindAsync(new(DateTimeOffset.UnixEpoch, default, null), Service.Token)).Says,
            StringComparison.Ordinal);
    }

    private static string Of(string name) => Path.Combine(Folder, $"camha-nowhere-{name}");
}
