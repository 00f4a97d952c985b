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
    private static readonly CheckRound Now = new(DateTimeOffset.UnixEpoch, new(TimeProvider.System, TimeZoneInfo.Utc), null);

    private static readonly string Folder = Path.GetTempPath();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Every_folder_that_is_written_to_is_looked_at_the_logs_too(bool writesLogs)
    {
        var (data, backups, reports, mails, logs) = (Of("data"), Of("backups"), Of("reports"), Of("mails"), Of("logs"));
        var folders = WrittenFolders.Of(
            new StorageOptions { File = Path.Combine(data, "camha.db"), BackupFolder = backups },
            new ReportOptions { ArchiveFolder = reports },
            new MailOptions { Transport = "Pickup", PickupFolder = mails },
            new LogFileOptions { Enabled = writesLogs, Folder = logs });
        var check = new DiskCheck(folders, Options.Create(new DiskOptions { DiskMegabytes = int.MaxValue }));
        var problem = Assert.Single(await check.FindAsync(Now, Service.Token)).Problem!;
        string[] named = writesLogs ? [data, backups, reports, mails, logs] : [data, backups, reports, mails];
        var told = problem.Title[(problem.Title.IndexOf("MB ở ", StringComparison.Ordinal) + 5)..].Split(", ");
        Assert.Equal(named.Order(StringComparer.Ordinal), told.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_folder_that_says_nothing_hides_no_other()
    {
        // On Windows a share; here a path that is on no disk.
        Assert.Null(DiskSpace.FreeAt(@"\\nas\camha"));
        var folders = WrittenFolders.Of(
            new StorageOptions { File = Path.Combine(Of("data"), "camha.db"), BackupFolder = @"\\nas\camha" },
            new ReportOptions(),
            new MailOptions { Transport = "smtp" },
            new LogFileOptions { Enabled = false });
        var check = new DiskCheck(folders, Options.Create(new DiskOptions { DiskMegabytes = int.MaxValue }));
        var finding = Assert.Single(await check.FindAsync(Now, Service.Token));
        Assert.Contains(Of("data"), finding.Says, StringComparison.Ordinal);
    }

    private static string Of(string name) => Path.Combine(Folder, $"camha-nowhere-{name}");
}
