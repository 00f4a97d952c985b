namespace CamHa.Scheduler.Diagnostics;

/// <summary>Measures the free space of a disk.</summary>
public static class DiskSpace
{
    // ENOSPC; ERROR_HANDLE_DISK_FULL and ERROR_DISK_FULL as HRESULTs.
    private const int NoSpace = 28;
    private const int HandleDiskFull = unchecked((int)0x80070027);
    private const int DiskFull = unchecked((int)0x80070070);

    /// <summary>Whether a failure, or what is beneath it, says that the disk is full.</summary>
    public static bool IsFull(Exception failure) =>
        failure is IOException { HResult: NoSpace or HandleDiskFull or DiskFull }
        || (failure.InnerException is { } cause && IsFull(cause));

    /// <summary>
    /// Free bytes on the disk of a folder, which need not exist yet; null if that cannot be found out, as for a network share
    /// or a missing drive.
    /// </summary>
    public static long? FreeAt(string folder)
    {
        while (!Directory.Exists(folder) && Path.GetDirectoryName(folder) is { } parent)
            folder = parent;
        try
        {
            return new DriveInfo(folder).AvailableFreeSpace;
        }
        // Not an error: one folder that says nothing must not hide that another's disk is full.
        catch (Exception e) when (e is ArgumentException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
