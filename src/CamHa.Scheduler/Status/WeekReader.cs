using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Submissions;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Status;

/// <summary>Reads who has submitted for a week of a campaign.</summary>
public sealed class WeekReader(IOptions<WeeklyOptions> options, CampaignClock clock)
{
    private readonly WeeklyTimes _times = options.Value.Times;

    /// <summary>
    /// This week, even after its cut-off; if nothing is owed for it, or its cut-off was before the service was in charge, the
    /// next week for which something is. Null if there is none left.
    /// </summary>
    public async Task<WeekStanding?> ThisAsync(DatabaseSession session, Campaign campaign, CancellationToken token)
    {
        var today = IsoWeek.Of(DateOnly.FromDateTime(clock.WallClock(clock.Now)));
        return await OfAsync(session, campaign, today, token) is { IsWatched: true } standing
            ? standing
            : await CurrentAsync(session, campaign, token);
    }

    /// <summary>The week whose cut-off comes next; null if there is none left.</summary>
    public async Task<WeekStanding?> CurrentAsync(DatabaseSession session, Campaign campaign, CancellationToken token)
    {
        var weeks = await WeeksAsync(session, campaign, token);
        return weeks.Current(clock.WallClock(clock.Now)) is { } week ? await StandingAsync(session, campaign, week, token) : null;
    }

    /// <summary>The times of the given week; null if nothing is owed for it.</summary>
    public async Task<ReportingWeek?> WeekAsync(DatabaseSession session, Campaign campaign, IsoWeek named, CancellationToken token) =>
        (await WeeksAsync(session, campaign, token)).For(named);

    /// <summary>The same as <see cref="ThisAsync"/>, without who has submitted.</summary>
    public async Task<ReportingWeek?> ThisWeekAsync(DatabaseSession session, Campaign campaign, CancellationToken token)
    {
        var (weeks, now) = (await WeeksAsync(session, campaign, token), clock.WallClock(clock.Now));
        return weeks.For(IsoWeek.Of(DateOnly.FromDateTime(now))) is { } week && clock.Instant(week.CutOff) > campaign.WatchedSince
            ? week : weeks.Current(now);
    }

    /// <summary>The week before one; null if it was the campaign's first.</summary>
    public async Task<ReportingWeek?> BeforeAsync(
        DatabaseSession session, Campaign campaign, ReportingWeek week, CancellationToken token) =>
        (await WeeksAsync(session, campaign, token)).For(week.FirstWeek.Plus(-1));

    /// <summary>The given week; null if nothing is owed for it.</summary>
    public async Task<WeekStanding?> OfAsync(DatabaseSession session, Campaign campaign, IsoWeek named, CancellationToken token)
    {
        var weeks = await WeeksAsync(session, campaign, token);
        return weeks.For(named) is { } week ? await StandingAsync(session, campaign, week, token) : null;
    }

    private async Task<ReportingCalendar> WeeksAsync(DatabaseSession session, Campaign campaign, CancellationToken token) =>
        ReportingCalendar.Of(campaign, await CalendarStore.ReadAsync(session, token), _times);

    private async Task<WeekStanding> StandingAsync(
        DatabaseSession session,
        Campaign campaign,
        ReportingWeek week,
        CancellationToken token) =>
        new(
            week,
            await SubmissionStore.StandingAsync(session, campaign.Id, week, clock.Now, clock, token),
            clock.Instant(week.CutOff) > campaign.WatchedSince);
}

/// <param name="Week">The week.</param>
/// <param name="Units">Every unit that owes a submission, with its state.</param>
/// <param name="IsWatched">Whether the service was in charge at its cut-off; of an earlier week nobody was reminded.</param>
public sealed record WeekStanding(ReportingWeek Week, IReadOnlyList<UnitStanding> Units, bool IsWatched);
