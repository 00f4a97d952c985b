using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Storage;

namespace CamHa.Scheduler.Scheduling;

/// <summary>
/// A look at what is owed. It asks which notices are due by now and have not been issued, so it may run at any moment, twice,
/// or late, and issues only what is owed at that moment. <see cref="LookOrder"/> says which look goes first.
/// </summary>
public interface ILook
{
    /// <summary>The look's name in job runs and in the output of commands.</summary>
    string Name { get; }

    /// <summary>The times of day, in the campaign's zone, at which something may become owed.</summary>
    IReadOnlyList<TimeOnly> Times { get; }

    /// <summary>Whether a day off keeps what it owes from leaving (<see cref="MailingTimeRule"/>).</summary>
    bool WaitsForWorkingDay => true;

    /// <summary>The last day on which it can owe something of this campaign.</summary>
    DateOnly LastDayOf(Campaign campaign) => campaign.EndsOn;

    /// <summary>The next moment at which it can owe something of this campaign; null if there is none left.</summary>
    /// <param name="campaign">The campaign.</param>
    /// <param name="calendar">The working calendar.</param>
    /// <param name="now">The wall clock's time.</param>
    DateTime? NextFor(Campaign campaign, WorkingCalendar calendar, DateTime now) => NextLookRule.First(
        NextLookRule.Daily(Times, now, campaign.StartsOn, LastDayOf(campaign)), now, calendar, campaign.StartsOn, WaitsForWorkingDay);

    /// <summary>Decides what the campaigns owe now. The caller writes it to ledger and outbox in the session's transaction.</summary>
    /// <param name="session">The database, in a transaction.</param>
    /// <param name="campaigns">At least one, in ascending order of their numbers; one query from the first to the last covers all, and may
    /// bring rows of others in between, which have not begun.</param>
    /// <param name="moment">The moment of the look.</param>
    /// <param name="token">Cancels the look.</param>
    Task<IReadOnlyList<Mailing>> DecideAsync(
        DatabaseSession session,
        IReadOnlyList<Campaign> campaigns,
        LookMoment moment,
        CancellationToken token);

    /// <summary>Decides campaign by campaign, for a look that cannot ask about all of them in one query.</summary>
    static async Task<IReadOnlyList<Mailing>> EachAsync(
        IReadOnlyList<Campaign> campaigns,
        Func<Campaign, Task<IReadOnlyList<Mailing>>> decide)
    {
        var mailings = new List<Mailing>();
        foreach (var campaign in campaigns)
            mailings.AddRange(await decide(campaign));
        return mailings;
    }
}
