using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Clock;
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

    /// <summary>What the campaigns owe now; written to ledger and outbox by the caller, in the session's transaction.</summary>
    /// <param name="session">Within a transaction.</param>
    /// <param name="campaigns">At least one; neighbours by number with none left out, so that one question serves them all.</param>
    /// <param name="moment">When.</param>
    /// <param name="token">Ends the look.</param>
    Task<IReadOnlyList<Mailing>> DecideAsync(DatabaseSession session, IReadOnlyList<Campaign> campaigns, LookMoment moment, CancellationToken token);

    /// <summary>For a look that has to ask each campaign by itself.</summary>
    static async Task<IReadOnlyList<Mailing>> EachAsync(IReadOnlyList<Campaign> campaigns, Func<Campaign, Task<IReadOnlyList<Mailing>>> decide)
    {
        var mailings = new List<Mailing>();
        foreach (var campaign in campaigns)
            mailings.AddRange(await decide(campaign));
        return mailings;
    }
}
