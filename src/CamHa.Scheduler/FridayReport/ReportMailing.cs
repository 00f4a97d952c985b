using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Storage;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.FridayReport;

/// <summary>A report on its way: its snapshot is kept in the same transaction as its ledger row and its messages.</summary>
public sealed class ReportMailing(IOptions<ReportOptions> options)
{
    public async Task<IReadOnlyList<Mailing>> IssueAsync(
        DatabaseSession session, Campaign campaign, LookMoment moment, NoticeKind kind, ReportSnapshot snapshot, DateTimeOffset expiresAt, CancellationToken token)
    {
        var addresses = (await CampaignStore.AddressBookAsync(session, campaign.Id, token)).Report;
        // Nobody to write to: not recorded as issued, so that it goes out as soon as there is somebody.
        if (addresses.Count == 0)
            return [];
        if (options.Value.ArchiveAddress is { Length: > 0 } archive)
            addresses = [.. addresses, new Addressee(archive, "Lưu trữ", RecipientRole.Cc)];
        await ReportStore.KeepAsync(session, campaign.Id, snapshot, moment.Now, token);
        var key = $"report/{campaign.Code}/{snapshot.Week}/{snapshot.Revision}";
        return
        [
            new()
            {
                MessageKey = key,
                Campaign = campaign,
                Kind = kind,
                Week = snapshot.Week,
                Step = snapshot.Revision,
                ExpiresAt = expiresAt,
                Addressees = addresses,
                Notices = [new(key, snapshot.Revision)],
            },
        ];
    }
}
