using CamHa.Scheduler.Scheduling;
using CamHa.Scheduler.Storage;

namespace CamHa.Scheduler.Outbox;

/// <summary>
/// A database is armed for one machine. Restored or copied to another it decides and shows, but sends nothing until
/// somebody says that this machine is now the one that sends.
/// </summary>
public sealed class CloneGuard(Database database, MachineIdentity machine, CampaignClock clock)
{
    /// <summary>Stands where a machine's name does, in a database from which nobody sends yet.</summary>
    public const string Restored = "restored from ";

    public string Machine => $"{machine.Name} · {database.Identity}";

    /// <summary>The first machine that asks is the one that sends; a copy finds the other's name.</summary>
    public async Task<bool> IsArmedAsync(CancellationToken token)
    {
        if (await ArmedForAsync(token) is { } armed)
            return armed == Machine;
        await using var session = await database.OpenAsync(token);
        await session.ExecuteAsync("outbox/arm-first", new { Machine = Machine, Now = clock.Now }, token);
        return await ArmedForAsync(token) == Machine;
    }

    /// <summary>The machine this database is armed for; null where none ever was.</summary>
    public async Task<string?> ArmedForAsync(CancellationToken token)
    {
        await using var session = await database.OpenAsync(token);
        return await session.ScalarAsync<string>("outbox/armed-for", null, token);
    }

    /// <summary>
    /// Nobody sends from this database until somebody says who. Named rather than left empty: of an empty one the first
    /// machine that asks is the one that sends.
    /// </summary>
    /// <param name="session">The restored database.</param>
    /// <param name="backup">What it was restored from.</param>
    /// <param name="now">The moment.</param>
    /// <param name="token">Ends it.</param>
    public static async Task DisarmAsync(Session session, string backup, DateTimeOffset now, CancellationToken token)
    {
        await session.BeginAsync(token);
        await session.ExecuteAsync("outbox/disarm", null, token);
        await session.ExecuteAsync("outbox/arm-first", new { Machine = Restored + backup, Now = now }, token);
        await session.CommitAsync(token);
    }

    public async Task ArmAsync(CancellationToken token)
    {
        await using var session = await database.OpenAsync(token);
        await session.ExecuteAsync("outbox/arm-first", new { Machine = Machine, Now = clock.Now }, token);
        await session.ExecuteAsync("outbox/arm", new { Machine = Machine, Now = clock.Now }, token);
    }
}

/// <summary>Who this machine is: its name and, where the system keeps one, its installation's number.</summary>
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
