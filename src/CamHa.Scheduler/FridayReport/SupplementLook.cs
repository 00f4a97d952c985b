using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.FridayReport.Snapshot;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Scheduling;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Submissions;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.FridayReport;

/// <summary>Issues what came in after the report, by the first working morning of the next week.</summary>
public sealed class SupplementLook(IOptions<WeeklyOptions> options, ReportIssuer issuer, CampaignClock clock) : WeeklyLook(options)
{
    public override string Name => LookName.Supplement;

    // The committee waits for it.
    public override bool WaitsForWorkingDay => false;

    public override IReadOnlyList<TimeOnly> Times => [WeeklyTimes.SupplementAt];

    protected override IEnumerable<DateTime> MomentsOf(ReportingWeek week, ReportingCalendar weeks) =>
        ReportRule.SupplementDue(week, weeks.After(week)) is { } due ? [due] : [];

    protected override async Task<IReadOnlyList<Mailing>> DecideAsync(
        DatabaseSession session,
        Campaign campaign,
        ReportingCalendar weeks,
        LookMoment moment,
        CancellationToken token)
    {
        if (weeks.LastDue(moment.WallClock) is not { } week
            || await ReportStore.LastAsync(session, campaign.Id, token) is not { } last
            || last.Week != week.Week.ToString())
            return [];

        var submissions = await SubmissionStore.SubmissionsAsync(
            session, campaign.Id, week.FirstWeek.ToString(), last.Week, moment.Now, token);
        var issued = new IssuedReport(last.Revision, clock.WallClock(last.AsOf));
        var times = submissions.Where(submission => submission.OwesWeekly).Select(submission => clock.WallClock(submission.SubmittedAt));
        if (!ReportRule.SupplementOwed(week, weeks.After(week), moment.WallClock, issued, times))
            return [];

        return await issuer.IssueAsync(session, campaign, moment, weeks, new(week, Revision: 2, MissedWeeks: []), token);
    }
}
