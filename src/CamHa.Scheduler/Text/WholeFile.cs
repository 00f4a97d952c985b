namespace CamHa.Scheduler.Text;

/// <summary>Writes a file whole or not at all.</summary>
internal static class WholeFile
{
    /// <param name="path">An existing file is replaced.</param>
    /// <param name="isDurable">Whether a power cut, too, leaves either the old content or the new.</param>
    /// <param name="parts">The content, in order.</param>
    /// <exception cref="IOException">The file cannot be written; nothing is left of it.</exception>
    /// <exception cref="UnauthorizedAccessException">This account may not write there.</exception>
    public static void Write(string path, bool isDurable, params byte[][] parts) => Write(path, temporary =>
    {
        using var file = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None);
        foreach (var part in parts)
            file.Write(part);
        file.Flush(flushToDisk: isDurable);
    });

    /// <summary>The same for what is too large to be kept in memory; a power cut may leave nothing.</summary>
    /// <param name="path">An existing file is replaced.</param>
    /// <param name="write">Writes the content and closes it.</param>
    /// <exception cref="IOException">The file cannot be written; nothing is left of it.</exception>
    /// <exception cref="UnauthorizedAccessException">This account may not write there.</exception>
    public static void Write(string path, Action<Stream> write) => Write(path, (string temporary) =>
    {
        using var file = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None);
        write(file);
    });

    private static void Write(string path, Action<string> write)
    {
        var temporary = path + ".tmp";
        try
        {
            write(temporary);
            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            Discard(temporary);
            throw;
        }
    }

    /// <summary>Deletes a file left by a failure; if that fails too, the first failure is what matters.</summary>
    public static void Discard(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The next write overwrites it.
        }
    }
}
