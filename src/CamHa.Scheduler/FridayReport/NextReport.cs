using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.FridayReport.Snapshot;
using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Submissions;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.FridayReport;

/// <summary>The report that leaves next, as it would stand now.</summary>
public sealed class NextReport(
    IOptions<WeeklyOptions> weekly,
    IOptions<ReportOptions> options,
    ReportGatherer gatherer,
    Templates templates,
    CampaignClock clock)
{
    // What a page shows of it; the whole is in its files.
    private const int LongestText = 60_000;

    /// <summary>Whether reports wait to be approved.</summary>
    public bool Waits => options.Value.WaitForApproval;

    /// <summary>When a week's report leaves that nobody approves.</summary>
    public DateTime LeavesAt(ReportingWeek week) => ReportRule.LeavesAt(week, options.Value.Approval, isApproved: false);

    /// <summary>The next report of a campaign; null after its last.</summary>
    public async Task<AwaitedReport?> FindAsync(DatabaseSession session, Campaign campaign, CancellationToken token)
    {
        var now = clock.WallClock(clock.Now);
        var weeks = ReportingCalendar.Of(campaign, await CalendarStore.ReadAsync(session, token), weekly.Value.Times);
        var watchedSince = clock.WallClock(campaign.WatchedSince);
        var last = await ReportStore.LastAsync(session, campaign.Id, token);
        IsoWeek? lastWeek = last is null ? null : IsoWeek.Parse(last.Week);
        var week = ReportRule.ReportOwed(weeks, now, watchedSince, lastWeek)
            ?? weeks.Around(now).FirstOrDefault(each => each.ReportAt > now);
        if (week is null)
            return null;
        var missed = ReportRule.MissedBefore(weeks, week, watchedSince, lastWeek).Select(each => WeekLabel.Of(each).Name).ToList();
        var draft = await ReportDrafts.FindAsync(session, campaign.Id, week.Week, token);
        return new(
            new(week, Revision: 1, missed) { LeavesAt = LeavesAt(week) },
            draft);
    }

    /// <summary>The report with what is known now.</summary>
    public async Task<ReportSnapshot> GatherAsync(
        DatabaseSession session, Campaign campaign, AwaitedReport report, CancellationToken token)
    {
        var moment = new LookMoment(clock.Now, clock.WallClock(clock.Now), await CalendarStore.ReadAsync(session, token));
        return await gatherer.GatherAsync(session, campaign, moment, report.Issue, token);
    }

    /// <summary>How the campaign stands now; after its last report, as that says. Null where it has none.</summary>
    /// <param name="session">The database.</param>
    /// <param name="campaign">The campaign.</param>
    /// <param name="next">Its next report; null after its last.</param>
    /// <param name="token">Cancels it.</param>
    public async Task<ReportSnapshot?> StandingAsync(
        DatabaseSession session, Campaign campaign, AwaitedReport? next, CancellationToken token)
    {
        if (next is not null)
            return await GatherAsync(session, campaign, next, token);
        return await ReportStore.LastAsync(session, campaign.Id, token) is { } last
            ? await ReportStore.OneAsync(session, campaign.Id, last.Week, last.Revision, token) : null;
    }

    /// <summary>The text of its mail, as short as a page needs it.</summary>
    public async Task<string> TextAsync(ReportSnapshot report)
    {
        var text = "";
        foreach (var form in ReportForm.BySize)
        {
            var model = form.Of(report, "toàn văn trong tệp");
            text = await templates.RenderTextAsync("report", model.Subject, model);
            if (text.Length <= LongestText)
                break;
        }

        return text;
    }
}

/// <param name="Issue">Which report it is.</param>
/// <param name="Draft">What people have written into it; null for nothing.</param>
public sealed record AwaitedReport(ReportIssue Issue, ReportDraft? Draft)
{
    public bool IsApproved => Draft?.ApprovedAt is not null;

    /// <summary>When it leaves as things stand.</summary>
    public DateTime LeavesAt => IsApproved ? Issue.Week.ReportAt : Issue.LeavesAt;
}
