using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Storage;

namespace CamHa.Scheduler.Scheduling;

/// <summary>
/// A look at what is owed. It asks which notices, up to now, have not been issued; so it may run at any moment, again,
/// or late, and changes nothing but what is owed then.
/// </summary>
public interface ILook
{
    /// <summary>Names the look in job runs and on the command line's output.</summary>
    string Name { get; }

    /// <summary>The times of day, in the campaign's zone, at which something may become owed.</summary>
    IReadOnlyList<TimeOnly> Times { get; }

    /// <summary>What one campaign owes now; written to ledger and outbox by the caller, in the session's transaction.</summary>
    Task<IReadOnlyList<Mailing>> DecideAsync(Session session, Campaign campaign, LookMoment moment, CancellationToken token);
}

/// <param name="Now">The instant of the look.</param>
/// <param name="WallClock">The same in the campaign's zone.</param>
/// <param name="Calendar">The working calendar.</param>
public sealed record LookMoment(DateTimeOffset Now, DateTime WallClock, WorkingCalendar Calendar)
{
    public DateOnly Today => DateOnly.FromDateTime(WallClock);

    public TimeOnly TimeOfDay => TimeOnly.FromDateTime(WallClock);
}
