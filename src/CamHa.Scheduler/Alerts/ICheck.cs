using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Storage;

namespace CamHa.Scheduler.Alerts;

/// <summary>
/// Looks whether one thing is as it should be. Asked every few minutes, for alerts, for the page and for
/// <c>camha doctor</c>: so it reads little, changes nothing and calls nobody over the network.
/// </summary>
public interface ICheck
{
    Task<IReadOnlyList<Finding>> FindAsync(CheckRound round, CancellationToken token);
}

/// <param name="Now">The instant.</param>
/// <param name="WallClock">The same in the campaigns' zone.</param>
/// <param name="Data">What the database says; null where it cannot be asked.</param>
public sealed record CheckRound(DateTimeOffset Now, DateTime WallClock, CheckData? Data)
{
    public DateOnly Today => DateOnly.FromDateTime(WallClock);
}

/// <param name="Session">Only reads.</param>
/// <param name="Campaigns">All of them, by their number.</param>
/// <param name="Calendar">The working calendar.</param>
public sealed record CheckData(DatabaseSession Session, IReadOnlyList<Campaign> Campaigns, WorkingCalendar Calendar);
