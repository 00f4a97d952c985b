using CamHa.Scheduler.Configuration;
using CamHa.Scheduler.Diagnostics;
using CamHa.Scheduler.FridayReport;
using CamHa.Scheduler.Storage;

namespace CamHa.Scheduler;

/// <summary>Looks in every folder that the service writes to for what an earlier database has left there.</summary>
internal static class TraceFinder
{
    public static DatabaseTraces Find(Settings settings)
    {
        var storage = SectionBinder.Read<StorageOptions>(settings, StorageOptions.Section);
        var reports = SectionBinder.Read<ReportOptions>(settings, ReportOptions.Section).ArchiveFolder;
        var logs = SectionBinder.Read<LogFileOptions>(settings, LogFileOptions.Section);
        return new(
            settings.File is { } file ? new($"thiết lập ở {file}", $"the settings are in {file}") : null,
            storage.IsSqlServer ? null : LastBackup.In(storage.BackupFolder),
            HasFiles(reports, "*", SearchOption.AllDirectories) ? new($"báo cáo ở {reports}", $"reports are in {reports}") : null,
            logs.Enabled && HasFiles(logs.Folder, "camha*.log", SearchOption.TopDirectoryOnly)
                ? new($"nhật ký ở {logs.Folder}", $"logs are in {logs.Folder}")
                : null);
    }

    private static bool HasFiles(string folder, string pattern, SearchOption depth)
    {
        try
        {
            return Directory.Exists(folder)
                && Directory.EnumerateFiles(folder, pattern, depth).Any(file => SqliteFile.Size(file) > 0);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
