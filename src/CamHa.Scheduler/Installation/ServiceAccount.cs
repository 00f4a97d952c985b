using CamHa.Scheduler.Configuration;

namespace CamHa.Scheduler.Installation;

/// <summary>The Linux user that the service runs as and that cannot log in.</summary>
internal static class ServiceAccount
{
    private const string Name = Places.ServiceName;

    /// <summary>Creates the user where it is missing.</summary>
    public static async Task EnsureAsync(CancellationToken token)
    {
        if ((await new SystemProgram("getent", "passwd", Name).TryAsync(token)).Code == 0)
            return;
        await new SystemProgram(
            "useradd",
            "--system",
            "--user-group",
            "--no-create-home",
            "--home-dir",
            Places.Linux.DataFolder,
            "--shell",
            "/usr/sbin/nologin",
            Name).RunAsync(token);
    }

    /// <summary>
    /// Gives the service's user what a command run as root created among the service's data: a folder owned by root would
    /// keep the service from writing its nightly backup, a database owned by root from everything.
    /// </summary>
    public static async Task GiveDataAsync(CancellationToken token)
    {
        var folder = Places.Linux.DataFolder;
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess)
            return;
        if (!File.Exists(Places.Linux.ConfigFile) || !Directory.Exists(folder))
            return;
        await new SystemProgram("chown", "--recursive", "--no-dereference", "--from=root", $"{Name}:{Name}", folder).TryAsync(token);
    }

    /// <summary>Lets root write a file or folder, the service read it, and nobody else.</summary>
    public static async Task GiveAsync(string path, CancellationToken token)
    {
        await new SystemProgram("chown", "--no-dereference", $"root:{Name}", path).RunAsync(token);
        await new SystemProgram("chmod", Directory.Exists(path) ? "750" : "640", path).RunAsync(token);
    }
}
