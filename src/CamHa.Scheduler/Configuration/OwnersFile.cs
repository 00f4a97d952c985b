using System.Runtime.Versioning;
using System.Security.AccessControl;
using System.Security.Principal;

namespace CamHa.Scheduler.Configuration;

/// <summary>Creates files that from their first byte on only their owner and an administrator may read.</summary>
internal static class OwnersFile
{
    /// <exception cref="IOException">There is one of this name.</exception>
    public static FileStream Create(string path) => OperatingSystem.IsWindows()
        ? new FileInfo(path).Create(FileMode.CreateNew, FileSystemRights.FullControl, FileShare.None, 4096, FileOptions.None, OwnersOnly())
        : new(path, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        });

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
