using CamHa.Scheduler.Diagnostics;
using CamHa.Scheduler.FridayReport;
using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Storage;

namespace CamHa.Scheduler.Alerts;

/// <summary>The folders that the service writes to with the settings it has.</summary>
internal static class WrittenFolders
{
    public static IReadOnlyList<string> Of(StorageOptions storage, ReportOptions report, MailOptions mail, LogFileOptions logs)
    {
        var folders = new List<string> { report.ArchiveFolder };
        if (!storage.IsSqlServer)
            folders.AddRange([Path.GetDirectoryName(Path.GetFullPath(storage.File))!, storage.BackupFolder]);
        if (!mail.UsesSmtp)
            folders.Add(Path.GetFullPath(mail.PickupFolder));
        if (logs.Enabled)
            folders.Add(logs.Folder);
        return folders.FindAll(folder => folder.Length > 0);
    }
}
