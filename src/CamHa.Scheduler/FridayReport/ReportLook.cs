using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Scheduling;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Submissions;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.FridayReport;

/// <summary>The consolidated report of the week, also where there is nothing to say: silence would be ambiguous.</summary>
public sealed class ReportLook(IOptions<WeeklyOptions> options, ReportGatherer gatherer, ReportMailing mailing, CampaignClock clock) : ILook
{
    private readonly WeeklyTimes _times = options.Value.Times;

    public string Name => "report";

    public IReadOnlyList<TimeOnly> Times => [_times.ReportAt];

    public Task<IReadOnlyList<Mailing>> DecideAsync(
        DatabaseSession session, IReadOnlyList<Campaign> campaigns, LookMoment moment, CancellationToken token) =>
        ILook.EachAsync(campaigns, campaign => DecideAsync(session, campaign, moment, token));

    private async Task<IReadOnlyList<Mailing>> DecideAsync(
        DatabaseSession session, Campaign campaign, LookMoment moment, CancellationToken token)
    {
        var weeks = new ReportingCalendar(moment.Calendar, _times, campaign.StartsOn, campaign.EndsOn);
        var watchedSince = clock.WallClock(campaign.WatchedSince);
        var last = await ReportStore.LastAsync(session, campaign.Id, token);
        IsoWeek? lastWeek = last is null ? null : IsoWeek.Parse(last.Week);
        if (ReportRule.ReportOwed(weeks, moment.WallClock, watchedSince, lastWeek) is not { } week)
            return [];

        var missed = ReportRule.MissedBefore(weeks, week, watchedSince, lastWeek).Select(each => WeekLabel.Of(each).Name).ToList();
        var next = weeks.After(week);
        return await mailing.IssueAsync(
            session, campaign, moment,
            NoticeKind.Report,
            await gatherer.GatherAsync(session, campaign, moment, week, 1, missed, token),
            clock.Instant(next?.ReportAt ?? week.ReportAt.AddDays(7)),
            token);
    }
}
