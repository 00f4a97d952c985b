using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Nodes;
using CamHa.Scheduler.Storage;

namespace CamHa.Scheduler.Outbox;

/// <summary>
/// Stops every mail from leaving until a person lets them go on. Looks go on meanwhile, and what they issue waits. The pause is
/// in the database, so it outlasts a restart and every machine obeys it.
/// </summary>
public sealed class SendingPause(Database database, MachineIdentity machine, OutboxSignal signal, CampaignClock clock)
{
    /// <summary>From when on a pause may have been forgotten.</summary>
    public static readonly TimeSpan Forgettable = TimeSpan.FromDays(1);

    /// <summary>The pause that is in force; null for none.</summary>
    public static Task<Pause?> InForceAsync(DatabaseSession session, CancellationToken token) =>
        session.SingleOrDefaultAsync<Pause>("outbox/paused", null, token);

    /// <summary>The pause that is in force; null for none.</summary>
    public async Task<Pause?> InForceAsync(CancellationToken token)
    {
        await using var session = await database.OpenAsync(token);
        return await InForceAsync(session, token);
    }

    /// <summary>How many mails wait to leave, by their kind.</summary>
    public static async Task<IReadOnlyDictionary<string, int>> WaitingAsync(DatabaseSession session, CancellationToken token) =>
        (await session.QueryAsync<Waiting>("outbox/waiting-by-kind", null, token)).ToDictionary(row => row.Kind, row => row.Messages);

    /// <summary>How many mails wait to leave, by their kind.</summary>
    public async Task<IReadOnlyDictionary<string, int>> WaitingAsync(CancellationToken token)
    {
        await using var session = await database.OpenAsync(token);
        return await WaitingAsync(session, token);
    }

    /// <summary>Lets nothing leave from now on; a mail that is under way is finished.</summary>
    /// <returns>False where sending was paused before.</returns>
    public Task<bool> BeginAsync(CancellationToken token) => ChangeAsync("outbox/pause", token);

    /// <summary>Lets what waits leave.</summary>
    /// <returns>False where sending was not paused.</returns>
    public async Task<bool> EndAsync(CancellationToken token)
    {
        var hasEnded = await ChangeAsync("outbox/resume", token);
        signal.Wake();
        return hasEnded;
    }

    private Task<bool> ChangeAsync(string statement, CancellationToken token) => database.WorkAsync(
        async session => await session.ExecuteAsync(statement, new { clock.Now, Machine = machine.Name }, token) > 0, token);

    private sealed record Waiting
    {
        public string Kind { get; init; } = "";

        public int Messages { get; init; }
    }
}

/// <summary>That nothing may leave.</summary>
public sealed record Pause
{
    public DateTimeOffset Since { get; init; }

    /// <summary>Where it was begun.</summary>
    public string Machine { get; init; } = "";
}
