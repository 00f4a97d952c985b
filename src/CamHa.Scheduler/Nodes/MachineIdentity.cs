namespace CamHa.Scheduler.Nodes;

/// <summary>This machine's name, with the installation's id where the system has one.</summary>
public sealed record MachineIdentity(string Name)
{
    public static MachineIdentity Current { get; } = new(Read());

    private static string Read()
    {
        const string file = "/etc/machine-id";
        var id = "";
        if (OperatingSystem.IsWindows())
        {
            id = Microsoft.Win32.Registry.GetValue(
                @"HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\Cryptography", "MachineGuid", "") as string ?? "";
        }
        else if (File.Exists(file))
        {
            id = File.ReadAllText(file).Trim();
        }

        return id.Length == 0 ? Environment.MachineName : $"{Environment.MachineName} ({id[..Math.Min(8, id.Length)]})";
    }
}
