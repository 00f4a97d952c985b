using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace CamHa.Scheduler.Nodes;

/// <summary>The holder of a lease or the runner of a look: one process on one machine.</summary>
public sealed record LeaseOwner(string Name)
{
    public static LeaseOwner New() => new($"{Environment.MachineName}/{Environment.ProcessId}/{Guid.NewGuid():N}");

    /// <summary>
    /// Whether the owner was a process of this machine that no longer runs. Where another process has got its number, the answer
    /// is no, and the lease runs out by itself.
    /// </summary>
    public static bool IsDead(string owner)
    {
        var parts = owner.Split('/');
        if (parts.Length != 3 || parts[0] != Environment.MachineName
            || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var id))
            return false;
        try
        {
            using var process = Process.GetProcessById(id);
            return process.HasExited;
        }
        catch (ArgumentException)
        {
            return true;
        }
        catch (Exception e) when (e is Win32Exception or InvalidOperationException)
        {
            // Windows reveals nothing about another account's process, but the process exists.
            return false;
        }
    }
}
