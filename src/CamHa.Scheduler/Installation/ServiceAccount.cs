using CamHa.Scheduler.Configuration;

namespace CamHa.Scheduler.Installation;

/// <summary>The user, on Linux, that the service runs as and nobody logs in as.</summary>
internal static class ServiceAccount
{
    private const string Name = Places.ServiceName;

    /// <summary>Made where it is missing.</summary>
    public static async Task EnsureAsync(CancellationToken token)
    {
        if ((await new SystemProgram("getent", "passwd", Name).TryAsync(token)).Code == 0)
            return;
        await new SystemProgram(
            "useradd", "--system", "--user-group", "--no-create-home", "--home-dir", Places.Linux.DataFolder, "--shell", "/usr/sbin/nologin", Name).RunAsync(token);
    }

    /// <summary>
    /// What root's verbs have made among the service's data becomes the service's: a folder of root's would keep the
    /// nightly backup from being written, a database of root's everything.
    /// </summary>
    public static async Task GiveDataAsync(CancellationToken token)
    {
        if (OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess && File.Exists(Places.Linux.ConfigFile) && Directory.Exists(Places.Linux.DataFolder))
            await new SystemProgram("chown", "--recursive", "--no-dereference", "--from=root", $"{Name}:{Name}", Places.Linux.DataFolder).TryAsync(token);
    }

    /// <summary>Root's to write, the service's to read, nobody else's.</summary>
    public static async Task GiveAsync(string path, CancellationToken token)
    {
        await new SystemProgram("chown", "--no-dereference", $"root:{Name}", path).RunAsync(token);
        await new SystemProgram("chmod", Directory.Exists(path) ? "750" : "640", path).RunAsync(token);
    }
}
