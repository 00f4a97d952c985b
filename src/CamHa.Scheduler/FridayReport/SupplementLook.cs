using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Scheduling;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Submissions;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.FridayReport;

/// <summary>What came after the report and by the first working morning of the next week.</summary>
public sealed class SupplementLook(IOptions<WeeklyOptions> options, ReportGatherer gatherer, ReportMailing mailing, CampaignClock clock) : ILook
{
    private readonly WeeklyTimes _times = options.Value.Times;

    public string Name => "supplement";

    public IReadOnlyList<TimeOnly> Times => [_times.SupplementAt];

    public Task<IReadOnlyList<Mailing>> DecideAsync(
        DatabaseSession session, IReadOnlyList<Campaign> campaigns, LookMoment moment, CancellationToken token) =>
        ILook.EachAsync(campaigns, campaign => DecideAsync(session, campaign, moment, token));

    private async Task<IReadOnlyList<Mailing>> DecideAsync(
        DatabaseSession session, Campaign campaign, LookMoment moment, CancellationToken token)
    {
        var weeks = new ReportingCalendar(moment.Calendar, _times, campaign.StartsOn, campaign.EndsOn);
        if (weeks.LastDue(moment.WallClock) is not { } week
            || await ReportStore.LastAsync(session, campaign.Id, token) is not { } last || last.Week != week.Week.ToString())
            return [];

        var submissions = await SubmissionStore.SubmissionsAsync(
            session, campaign.Id, IsoWeek.Of(week.CoversFrom).ToString(), last.Week, moment.Now, token);
        var next = weeks.After(week);
        var issued = new IssuedReport(last.Revision, clock.WallClock(last.AsOf));
        var times = submissions.Where(submission => submission.OwesWeekly).Select(submission => clock.WallClock(submission.SubmittedAt));
        if (!ReportRule.SupplementOwed(week, next, moment.WallClock, issued, times))
            return [];

        return await mailing.IssueAsync(
            session, campaign, moment,
            NoticeKind.Supplement,
            await gatherer.GatherAsync(session, campaign, moment, week, 2, [], token),
            clock.Instant(next?.ReportAt ?? week.SupplementAt.AddDays(7)),
            token);
    }
}
