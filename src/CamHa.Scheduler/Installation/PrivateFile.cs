using System.Text;
using CamHa.Scheduler.Configuration;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Installation;

/// <summary>Writes files that from their first byte on only the owner may read, and the service where it needs to.</summary>
internal static class PrivateFile
{
    /// <param name="path">An existing file is replaced, whole or not at all.</param>
    /// <param name="text">The content.</param>
    /// <param name="isForService">Whether the installed service may read it too. On Windows the folder's rights allow that.</param>
    /// <param name="token">Cancels the writing.</param>
    public static async Task WriteAsync(string path, string text, bool isForService, CancellationToken token)
    {
        var temporary = path + ".tmp";
        try
        {
            // A file left from an earlier failure might be readable by others.
            File.Delete(temporary);
            await using (var file = Create(temporary, isForService))
            {
                await file.WriteAsync(Encoding.UTF8.GetBytes(text), token);
                file.Flush(flushToDisk: true);
            }

            if (isForService && !OperatingSystem.IsWindows())
                await ServiceAccount.GiveAsync(temporary, token);
            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            WholeFile.Discard(temporary);
            throw;
        }
    }

    private static FileStream Create(string path, bool isForService) => isForService && OperatingSystem.IsWindows()
        ? new(path, FileMode.CreateNew, FileAccess.Write)
        : OwnersFile.Create(path);
}
