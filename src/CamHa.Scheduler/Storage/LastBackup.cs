namespace CamHa.Scheduler.Storage;

/// <summary>Finds the newest backup, for messages that tell people to restore it.</summary>
internal static class LastBackup
{
    /// <returns>Its path; null where there is none, or where the folder cannot be read.</returns>
    public static string? In(string folder)
    {
        try
        {
            if (!Directory.Exists(folder))
                return null;
            var backups = new DirectoryInfo(folder).EnumerateFiles("*.db").Where(file => file.Length > 0);
            return backups.MaxBy(file => file.LastWriteTimeUtc)?.FullName;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
