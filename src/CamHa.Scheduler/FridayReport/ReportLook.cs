using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.FridayReport.Snapshot;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Scheduling;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Submissions;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.FridayReport;

/// <summary>Issues the week's consolidated report, even where there is nothing to say: silence could be taken for a fault.</summary>
public sealed class ReportLook(
    IOptions<WeeklyOptions> options,
    IOptions<ReportOptions> report,
    ReportIssuer issuer,
    CampaignClock clock)
    : WeeklyLook(options)
{
    public override string Name => LookName.Report;

    // The committee waits for it.
    public override bool WaitsForWorkingDay => false;

    // In the morning too: a report that came due while the service was down is not sent at night, if it starts then.
    public override IReadOnlyList<TimeOnly> Times =>
        [.. new[] { WeeklyTimes.SupplementAt, WeeklyTimes.ReportAt, Approval ?? WeeklyTimes.ReportAt }.Distinct().Order()];

    protected override IEnumerable<DateTime> MomentsOf(ReportingWeek week, ReportingCalendar weeks) =>
        new[] { week.ReportAt, ReportRule.LeavesAt(week, Approval, isApproved: false) }.Distinct();

    private TimeOnly? Approval => report.Value.Approval;

    protected override async Task<IReadOnlyList<Mailing>> DecideAsync(
        DatabaseSession session,
        Campaign campaign,
        ReportingCalendar weeks,
        LookMoment moment,
        CancellationToken token)
    {
        var watchedSince = clock.WallClock(campaign.WatchedSince);
        var last = await ReportStore.LastAsync(session, campaign.Id, token);
        IsoWeek? lastWeek = last is null ? null : IsoWeek.Parse(last.Week);
        if (ReportRule.ReportOwed(weeks, moment.WallClock, watchedSince, lastWeek) is not { } week)
            return [];

        var leavesAt = ReportRule.LeavesAt(week, Approval, isApproved: false);
        if (moment.WallClock < leavesAt && !await ReportDrafts.IsApprovedAsync(session, campaign.Id, week.Week, token))
            return [];

        var missed = ReportRule.MissedBefore(weeks, week, watchedSince, lastWeek).Select(each => WeekLabel.Of(each).Name).ToList();
        return await issuer.IssueAsync(session, campaign, moment, weeks, new(week, Revision: 1, missed) { LeavesAt = leavesAt }, token);
    }
}
