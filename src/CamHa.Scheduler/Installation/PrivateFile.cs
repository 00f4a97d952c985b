using System.Runtime.Versioning;
using System.Security.AccessControl;
using System.Security.Principal;
using System.Text;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Installation;

/// <summary>A file that only its owner may read, and the service where it is meant for it; from its first byte on.</summary>
internal static class PrivateFile
{
    /// <param name="path">What stood there is replaced, whole or not at all.</param>
    /// <param name="text">Its content.</param>
    /// <param name="isForService">Whether the installed service reads it. On Windows its folder says so already.</param>
    /// <param name="token">Ends it.</param>
    public static async Task WriteAsync(string path, string text, bool isForService, CancellationToken token)
    {
        var temporary = path + ".tmp";
        try
        {
            // One that was left behind might be readable by others.
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

    private static FileStream Create(string path, bool isForService) =>
        !OperatingSystem.IsWindows() ? new(path, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite })
        : isForService ? new(path, FileMode.CreateNew, FileAccess.Write)
        : new FileInfo(path).Create(FileMode.CreateNew, FileSystemRights.FullControl, FileShare.None, 4096, FileOptions.None, OwnersOnly());

    [SupportedOSPlatform("windows")]
    private static FileSecurity OwnersOnly()
    {
        var security = new FileSecurity();
        security.SetAccessRuleProtection(isProtected: true, preserveInheritance: false);
        foreach (var who in new IdentityReference[]
        {
            WindowsIdentity.GetCurrent().User!,
            new SecurityIdentifier(WellKnownSidType.BuiltinAdministratorsSid, null),
            new SecurityIdentifier(WellKnownSidType.LocalSystemSid, null),
        })
        {
            security.AddAccessRule(new(who, FileSystemRights.FullControl, AccessControlType.Allow));
        }

        return security;
    }
}
