using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.FridayReport.Snapshot;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Submissions;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.FridayReport;

/// <summary>Issues a report: stores its snapshot in the transaction that records its notice and its messages.</summary>
public sealed class ReportIssuer(IOptions<ReportOptions> options, ReportGatherer gatherer, CampaignClock clock)
{
    /// <returns>The report's mailing; empty where the campaign has nobody to send it to.</returns>
    public async Task<IReadOnlyList<Mailing>> IssueAsync(
        DatabaseSession session,
        Campaign campaign,
        LookMoment moment,
        ReportingCalendar weeks,
        ReportIssue issue,
        CancellationToken token)
    {
        var addresses = (await CampaignStore.AddressBookAsync(session, campaign.Id, token)).Report;
        // Nothing is recorded without an addressee, so that the report goes out as soon as there is one.
        if (addresses.Count == 0)
            return [];
        if (options.Value.ArchiveAddress is { Length: > 0 } archive)
            addresses = [.. addresses, new Addressee(archive, "Lưu trữ", RecipientRole.Cc)];
        var snapshot = await gatherer.GatherAsync(session, campaign, moment, issue, token);
        await ReportStore.KeepAsync(session, campaign.Id, snapshot, moment.Now, token);
        var key = $"report/{campaign.Code}/{snapshot.Week}/{snapshot.Revision}";
        return
        [
            new()
            {
                MessageKey = key,
                Campaign = campaign,
                Kind = issue.Revision == 1 ? NoticeKind.Report : NoticeKind.Supplement,
                Week = snapshot.Week,
                Step = snapshot.Revision,
                // The next report says everything this one does; after the last there is none.
                ExpiresAt = clock.Instant(weeks.After(issue.Week)?.ReportAt ?? issue.DueAt.AddDays(7)),
                Addressees = addresses,
                Notices = [new(key, snapshot.Revision)],
            },
        ];
    }
}
