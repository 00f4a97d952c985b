using System.Text.Json.Serialization;
using CamHa.Scheduler.Storage;

namespace CamHa.Scheduler.Inbox;

/// <summary>How the mailbox stands that is read.</summary>
/// <param name="LookedAt">When a look last reached its end; null for never.</param>
/// <param name="Waiting">How many mails wait for a person.</param>
/// <param name="Away">Who is away, by their own automatic answers.</param>
public sealed record InboxStanding(DateTimeOffset? LookedAt, int Waiting, IReadOnlyList<Absence> Away)
{
    // Whoever is away for longer says so again.
    private static readonly TimeSpan Newest = TimeSpan.FromDays(90);

    /// <param name="session">The database.</param>
    /// <param name="now">The moment, in the campaigns' zone; null leaves out who is away.</param>
    /// <param name="token">Cancels the reading.</param>
    internal static async Task<InboxStanding> ReadAsync(DatabaseSession session, DateTimeOffset? now, CancellationToken token) => new(
        await LookedAtAsync(session, token),
        await ListedMail.CountWaitingAsync(session, token),
        now is { } at ? await AwayAsync(session, at, token) : []);

    internal static Task<DateTimeOffset?> LookedAtAsync(DatabaseSession session, CancellationToken token) =>
        session.ScalarAsync<DateTimeOffset?>("inbox/last-look", null, token);

    /// <summary>Who is away today; the newest word of each counts, and after its day none does.</summary>
    internal static async Task<IReadOnlyList<Absence>> AwayAsync(DatabaseSession session, DateTimeOffset now, CancellationToken token)
    {
        var today = DateOnly.FromDateTime(now.DateTime);
        var away = new List<Absence>();
        foreach (var note in (await session.QueryAsync<AbsenceNote>("inbox/away", new { Since = now - Newest }, token))
                     .DistinctBy(each => each.Sender, StringComparer.OrdinalIgnoreCase)
                     .Where(each => each.AwayUntil >= today))
        {
            foreach (var unit in await session.QueryAsync<UnitOfAddress>("inbox/units-of-address", new { note.Sender }, token))
                away.Add(new(unit.CampaignId, unit.Code, note.Sender, note.AwayUntil));
        }

        return away;
    }

    private sealed record AbsenceNote
    {
        public string Sender { get; init; } = "";

        public DateOnly AwayUntil { get; init; }
    }

    private sealed record UnitOfAddress
    {
        public int CampaignId { get; init; }

        public string Code { get; init; } = "";
    }
}

/// <summary>A contact who is away.</summary>
/// <param name="CampaignId">The campaign.</param>
/// <param name="Unit">The unit's code.</param>
/// <param name="Sender">The address.</param>
/// <param name="Until">The last day of it.</param>
public sealed record Absence([property: JsonIgnore] int CampaignId, string Unit, string Sender, DateOnly Until);
