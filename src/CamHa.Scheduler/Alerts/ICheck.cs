using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Storage;

namespace CamHa.Scheduler.Alerts;

/// <summary>
/// Checks whether one thing is as it should be. It runs every few minutes, for alerts, for the page and for
/// <c>camha doctor</c>, so it reads little, changes nothing and makes no call over the network.
/// </summary>
public interface ICheck
{
    /// <returns>How things stand; empty if there is nothing to say.</returns>
    Task<IReadOnlyList<Finding>> FindAsync(CheckRound round, CancellationToken token);
}

/// <param name="Now">The moment of the checks.</param>
/// <param name="Clock">The campaigns' clock, for other instants.</param>
/// <param name="Data">What the database holds; null if it cannot be asked.</param>
public sealed record CheckRound(DateTimeOffset Now, CampaignClock Clock, CheckData? Data)
{
    /// <summary>The moment in the campaigns' zone.</summary>
    public DateTime WallClock => Clock.WallClock(Now);

    public DateOnly Today => DateOnly.FromDateTime(WallClock);
}

/// <param name="Session">A session that only reads.</param>
/// <param name="Campaigns">All campaigns, in the order of their numbers.</param>
/// <param name="Calendar">The working calendar.</param>
public sealed record CheckData(DatabaseSession Session, IReadOnlyList<Campaign> Campaigns, WorkingCalendar Calendar)
{
    // As many as a look asks for in one query.
    private const int CampaignsAtOnce = 100;

    public IEnumerable<Campaign[]> InBatches => Campaigns.Chunk(CampaignsAtOnce);
}
