using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Storage;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Nodes;

/// <summary>
/// A database is armed for one machine, or for those that share it. Restored or copied to another it decides and shows,
/// but sends nothing until somebody says that this machine is now the one that sends, or sends as well.
/// </summary>
public sealed class CloneGuard(Database database, MachineIdentity machine, IOptions<NodeOptions> options, CampaignClock clock)
{
    /// <summary>Stands where a machine's name does, in a database from which nobody sends yet.</summary>
    public const string Restored = "restored from ";

    public string Machine => $"{machine.Name} · {database.Identity}";

    /// <summary>What somebody at this machine types so that it sends.</summary>
    public string Remedy => options.Value.Clustered ? "camha arm --also" : "camha arm";

    /// <summary>The first machine that asks is the one that sends; a copy finds the other's name.</summary>
    public async Task<bool> IsArmedAsync(CancellationToken token)
    {
        if (await ArmedForAsync(token) is { Count: > 0 } armed)
            return armed.Contains(Machine);
        await ExecuteAsync(["outbox/arm-first"], token);
        return await IsArmedHereAsync(token);
    }

    /// <summary>Whether this machine is one that sends already; unlike <see cref="IsArmedAsync"/> it makes none so.</summary>
    public async Task<bool> IsArmedHereAsync(CancellationToken token) => (await ArmedForAsync(token)).Contains(Machine);

    /// <summary>The machines this database is armed for; none where none ever was.</summary>
    public async Task<IReadOnlyList<string>> ArmedForAsync(CancellationToken token)
    {
        await using var session = await database.OpenAsync(token);
        return await session.QueryAsync<string>("outbox/armed-for", null, token);
    }

    /// <param name="armedFor">What <see cref="ArmedForAsync"/> gave.</param>
    /// <returns>Whether this machine sends, or will because none does yet.</returns>
    public bool Sends(IReadOnlyList<string> armedFor) => armedFor.Count == 0 || armedFor.Contains(Machine);

    /// <summary>
    /// Nobody sends from this database until somebody says who. Named rather than left empty: of an empty one the first
    /// machine that asks is the one that sends.
    /// </summary>
    /// <param name="session">The restored database.</param>
    /// <param name="backup">What it was restored from.</param>
    /// <param name="now">The moment.</param>
    /// <param name="token">Ends it.</param>
    public static async Task DisarmAsync(DatabaseSession session, string backup, DateTimeOffset now, CancellationToken token)
    {
        await session.BeginAsync(token);
        await session.ExecuteAsync("outbox/disarm", null, token);
        await session.ExecuteAsync("outbox/arm-first", new { Machine = Restored + backup, Now = now }, token);
        await session.CommitAsync(token);
    }

    /// <summary>This machine sends, and no other.</summary>
    public Task ArmAsync(CancellationToken token) => ExecuteAsync(["outbox/arm-first", "outbox/disarm-others", "outbox/arm"], token);

    /// <summary>This machine sends as well as those that do already.</summary>
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
