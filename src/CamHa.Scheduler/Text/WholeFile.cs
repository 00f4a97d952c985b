namespace CamHa.Scheduler.Text;

/// <summary>A file that is there whole or not at all.</summary>
internal static class WholeFile
{
    /// <param name="path">What stood there is replaced.</param>
    /// <param name="isDurable">Whether it is on disk before it has its name: a power cut leaves no empty file behind.</param>
    /// <param name="parts">One after the other.</param>
    public static void Write(string path, bool isDurable, params byte[][] parts)
    {
        var temporary = path + ".tmp";
        try
        {
            using (var file = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                foreach (var part in parts)
                    file.Write(part);
                file.Flush(flushToDisk: isDurable);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Discard(temporary);
            throw;
        }
    }

    /// <summary>Deletes what a failure left: the failure being reported matters more than that.</summary>
    public static void Discard(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It is overwritten by the next.
        }
    }
}
