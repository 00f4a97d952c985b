using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Storage;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Outbox;

/// <summary>
/// Holds a run that is far larger than any before until a person has looked at it: a wrong import or a defect must not reach a
/// hundred people.
/// </summary>
public sealed class Brake(IOptions<OutboxOptions> options)
{
    /// <summary>The reason that a held message shows.</summary>
    internal const string Reason = "held by the brake: a run far larger than usual";

    private static readonly TimeSpan AlertLifetime = TimeSpan.FromDays(7);
    private static readonly TimeSpan UsualWindow = TimeSpan.FromDays(60);

    /// <param name="session">Where to read earlier runs.</param>
    /// <param name="moment">When the look runs.</param>
    /// <param name="mailings">What one look wants to send for one campaign.</param>
    /// <param name="token">Cancels the reading.</param>
    internal async Task<bool> HoldsAsync(
        DatabaseSession session,
        LookMoment moment,
        IReadOnlyList<Mailing> mailings,
        CancellationToken token)
    {
        var count = mailings.Sum(mailing => mailing.Addressees.Count);
        if (count <= options.Value.BrakeFloor)
            return false;
        var usual = await session.ScalarAsync<long?>("outbox/usual-run", new
        {
            CampaignId = mailings[0].Campaign.Id,
            Kind = mailings[0].Kind.ToString(),
            Since = moment.Now - UsualWindow,
        }, token) ?? 0;
        return count > usual * options.Value.BrakeFactor;
    }

    /// <summary>The mail that tells the campaign's specialists of a held run; without addressees where there are none.</summary>
    internal static async Task<Mailing> AlertAsync(
        DatabaseSession session,
        Campaign campaign,
        LookMoment moment,
        NoticeKind kind,
        int held,
        CancellationToken token)
    {
        var key = $"alert/{campaign.Code}/brake/{kind}/{moment.WallClock:yyyy-MM-ddTHH:mm}";
        var addresses = await CampaignStore.AddressBookAsync(session, campaign.Id, token);
        return new()
        {
            MessageKey = key,
            Campaign = campaign,
            Kind = NoticeKind.Alert,
            ExpiresAt = moment.Now + AlertLifetime,
            Addressees = [.. addresses.Specialists.Select(contact => contact.As(RecipientRole.To))],
            Notices = [new(key, 0)],
            Body = "Cần xử lý: thư đang bị giữ lại\n" +
                $"Lượt gửi lúc {moment.WallClock:HH:mm 'ngày' d/M/yyyy} có {held} thư, nhiều hơn hẳn mọi lượt trước, " +
                "nên chưa thư nào được gửi.\n" +
                "Xem các thư này: camha outbox list --state held\n" +
                "Nếu đúng, cho gửi: camha outbox release --all\n" +
                "Nếu sai, hủy: camha outbox cancel --all",
        };
    }
}
