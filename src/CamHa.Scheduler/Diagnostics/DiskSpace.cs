namespace CamHa.Scheduler.Diagnostics;

/// <summary>Measures the free space of a disk.</summary>
public static class DiskSpace
{
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
