using CamHa.Scheduler.Diagnostics;
using CamHa.Scheduler.FridayReport;
using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Storage;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Alerts.Checks;

/// <summary>Whether there is room wherever the service writes.</summary>
public sealed class DiskCheck(
    IOptions<AlertOptions> options, IOptions<StorageOptions> storage, IOptions<ReportOptions> report, IOptions<MailOptions> mail, IOptions<LogFileOptions> logs) : ICheck
{
    public Task<IReadOnlyList<Finding>> FindAsync(CheckRound round, CancellationToken token)
    {
        var limit = options.Value.DiskMegabytes * 1_000_000L;
        var places = Folders().SelectMany(folder => FreeAt(folder) is { } free ? new[] { (Folder: folder, Free: free) } : []).OrderBy(place => place.Free).ToList();
        if (places.Count == 0)
            return Task.FromResult<IReadOnlyList<Finding>>([]);
        var full = places.FindAll(place => place.Free < limit);
        return Task.FromResult<IReadOnlyList<Finding>>(
        [
            full.Count == 0
                ? new("disk", true, $"{places[0].Free / 1_000_000:N0} MB free")
                : new("disk", false, $"only {full[0].Free / 1_000_000} MB free where {Names(full)} lies; free some space, or nothing can be recorded.")
                {
                    Problem = new("disk", $"Ổ đĩa sắp đầy: chỉ còn {full[0].Free / 1_000_000} MB ở {Names(full)}",
                        "Xóa bớt tệp không cần hoặc chuyển bản sao lưu cũ sang ổ khác; khi hết chỗ dịch vụ không gửi được thư")
                    { IsOfMachine = true },
                },
        ]);
    }

    /// <summary>
    /// Free bytes where a folder lies, or will lie once it is made; null where that cannot be asked, as of a share on the
    /// network or a drive that is not there: one such folder must not hide that another's disk is full.
    /// </summary>
    internal static long? FreeAt(string folder)
    {
        while (!Directory.Exists(folder) && Path.GetDirectoryName(folder) is { } parent)
            folder = parent;
        try
        {
            return new DriveInfo(folder).AvailableFreeSpace;
        }
        catch (Exception e) when (e is ArgumentException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string Names(IEnumerable<(string Folder, long Free)> places) => string.Join(", ", places.Select(place => place.Folder));

    private List<string> Folders()
    {
        var folders = new List<string> { report.Value.ArchiveFolder };
        if (!storage.Value.IsSqlServer)
            folders.AddRange([Path.GetDirectoryName(Path.GetFullPath(storage.Value.File))!, storage.Value.BackupFolder]);
        if (!mail.Value.UsesSmtp)
            folders.Add(Path.GetFullPath(mail.Value.PickupFolder));
        if (logs.Value.Enabled)
            folders.Add(logs.Value.Folder);
        return folders.FindAll(folder => folder.Length > 0);
    }
}
