using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Scheduling;
using CamHa.Scheduler.Storage;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Submissions;

/// <summary>A look at the reporting weeks of each campaign in turn.</summary>
public abstract class WeeklyLook(IOptions<WeeklyOptions> options) : ILook
{
    public abstract string Name { get; }

    public virtual bool WaitsForWorkingDay => true;

    public abstract IReadOnlyList<TimeOnly> Times { get; }

    public DateTime? NextFor(Campaign campaign, WorkingCalendar calendar, DateTime now)
    {
        var weeks = ReportingCalendar.Of(campaign, calendar, WeeklyTimes);
        var moments = weeks.Around(now).SelectMany(week => MomentsOf(week, weeks));
        return NextLookRule.First(moments, now, calendar, campaign.StartsOn, WaitsForWorkingDay);
    }

    protected WeeklyTimes WeeklyTimes { get; } = options.Value.Times;

    public Task<IReadOnlyList<Mailing>> DecideAsync(
        DatabaseSession session,
        IReadOnlyList<Campaign> campaigns,
        LookMoment moment,
        CancellationToken token) =>
        ILook.EachAsync(campaigns, campaign =>
            DecideAsync(session, campaign, ReportingCalendar.Of(campaign, moment.Calendar, WeeklyTimes), moment, token));

    /// <summary>When it owes something for a week, in order of time.</summary>
    protected abstract IEnumerable<DateTime> MomentsOf(ReportingWeek week, ReportingCalendar weeks);

    /// <summary>What one campaign owes now.</summary>
    protected abstract Task<IReadOnlyList<Mailing>> DecideAsync(
        DatabaseSession session,
        Campaign campaign,
        ReportingCalendar weeks,
        LookMoment moment,
        CancellationToken token);
}
