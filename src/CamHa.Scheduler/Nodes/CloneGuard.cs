using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Storage;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Nodes;

/// <summary>
/// Keeps copies of a database from sending. A database is armed for one machine, or for those that share it. Restored or copied
/// to another machine, the service decides and shows, but sends nothing until somebody arms it there.
/// </summary>
public sealed class CloneGuard(Database database, MachineIdentity machine, IOptions<NodeOptions> options, CampaignClock clock)
{
    /// <summary>Begins the entry that stands in place of a machine in a restored database, from which nobody sends yet.</summary>
    public const string Restored = "restored from ";

    public string Machine => $"{machine.Name} · {database.Identity}";

    /// <summary>The command that arms this machine.</summary>
    public string Remedy => options.Value.Clustered ? "camha arm --also" : "camha arm";

    /// <summary>Whether this machine sends. Arms it where the database was never armed; a copy finds another machine's name.</summary>
    public async Task<bool> IsArmedAsync(CancellationToken token)
    {
        if (await ArmedForAsync(token) is { Count: > 0 } armed)
            return armed.Contains(Machine);
        await ExecuteAsync(["outbox/arm-first"], token);
        return await IsArmedHereAsync(token);
    }

    /// <summary>Whether this machine is armed; unlike <see cref="IsArmedAsync"/> it never arms it.</summary>
    public async Task<bool> IsArmedHereAsync(CancellationToken token) => (await ArmedForAsync(token)).Contains(Machine);

    /// <summary>The machines that the database is armed for; empty where it was never armed.</summary>
    public async Task<IReadOnlyList<string>> ArmedForAsync(CancellationToken token)
    {
        await using var session = await database.OpenAsync(token);
        return await session.QueryAsync<string>("outbox/armed-for", null, token);
    }

    /// <param name="armedFor">The result of <see cref="ArmedForAsync"/>.</param>
    /// <returns>Whether this machine sends, or will because no machine is armed yet.</returns>
    public bool Sends(IReadOnlyList<string> armedFor) => armedFor.Count == 0 || armedFor.Contains(Machine);

    /// <summary>
    /// Disarms a restored database until somebody arms a machine. It writes an entry rather than none: an empty database arms the
    /// first machine that asks.
    /// </summary>
    /// <param name="session">The restored database.</param>
    /// <param name="backup">The backup it was restored from.</param>
    /// <param name="now">The moment.</param>
    /// <param name="token">Cancels it.</param>
    public static async Task DisarmAsync(DatabaseSession session, string backup, DateTimeOffset now, CancellationToken token)
    {
        await session.BeginAsync(token);
        await session.ExecuteAsync("outbox/disarm", null, token);
        await session.ExecuteAsync("outbox/arm-first", new { Machine = Restored + backup, Now = now }, token);
        await session.CommitAsync(token);
    }

    /// <summary>Arms this machine and disarms all others.</summary>
    public Task ArmAsync(CancellationToken token) => ExecuteAsync(["outbox/arm-first", "outbox/disarm-others", "outbox/arm"], token);

    /// <summary>Arms this machine in addition to those armed already.</summary>
    public async Task ArmAlsoAsync(CancellationToken token)
    {
        if ((await ArmedForAsync(token)).Any(name => name.StartsWith(Restored, StringComparison.Ordinal)))
            await ArmAsync(token);
        else
            await ExecuteAsync(["outbox/arm-first", "outbox/arm-also"], token);
    }

    private Task<int> ExecuteAsync(string[] statements, CancellationToken token) => database.WorkAsync(
        async session =>
        {
            var rows = 0;
            foreach (var statement in statements)
                rows += await session.ExecuteAsync(statement, new { Machine, clock.Now }, token);
            return rows;
        },
        token);
}
