using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Storage;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Outbox;

/// <summary>
/// Holds what a person has to look at before it leaves: a campaign's first reminders, and a run that is far larger than any
/// before. A wrong import or a defect must not reach a hundred people.
/// </summary>
public sealed class Brake(IOptions<OutboxOptions> options)
{
    /// <summary>The reason that a message of a run far larger than usual shows.</summary>
    internal const string Reason = "held by the brake: a run far larger than usual";

    /// <summary>The reason that a message of a campaign's first sending shows.</summary>
    internal const string FirstReason = "held: the first sending of its campaign waits for somebody's go";

    private static readonly TimeSpan AlertLifetime = TimeSpan.FromDays(7);
    private static readonly TimeSpan UsualWindow = TimeSpan.FromDays(60);

    /// <summary>Why the mails wait for a person; null where they may leave.</summary>
    /// <param name="session">Where to read earlier runs.</param>
    /// <param name="moment">When the look runs.</param>
    /// <param name="mailings">What one look wants to send for one campaign.</param>
    /// <param name="token">Cancels the reading.</param>
    internal async Task<string?> HoldsAsync(
        DatabaseSession session,
        LookMoment moment,
        IReadOnlyList<Mailing> mailings,
        CancellationToken token)
    {
        var (campaign, kind) = (mailings[0].Campaign, mailings[0].Kind);
        // Asked again: somebody may have said go since the look began.
        if (HoldRule.IsFirst(kind, campaign.ReleasedAt)
            && HoldRule.IsFirst(kind, (await CampaignStore.OneAsync(session, campaign.Id, token)).ReleasedAt))
            return FirstReason;
        var count = mailings.Sum(mailing => mailing.Addressees.Count);
        return await IsFarLargerAsync(session, moment, campaign.Id, kind, count, token) ? Reason : null;
    }

    /// <summary>The mail that tells the campaign's specialists of what is held; without addressees where there are none.</summary>
    internal static async Task<Mailing> AlertAsync(
        DatabaseSession session,
        Mailing first,
        LookMoment moment,
        string reason,
        int held,
        CancellationToken token)
    {
        var campaign = first.Campaign;
        var key = $"alert/{campaign.Code}/{(reason == FirstReason ? "first" : "brake")}/{first.Kind}/{moment.WallClock:yyyy-MM-ddTHH:mm}";
        var addresses = await CampaignStore.AddressBookAsync(session, campaign.Id, token);
        return new()
        {
            MessageKey = key,
            Campaign = campaign,
            Kind = NoticeKind.Alert,
            ExpiresAt = moment.Now + AlertLifetime,
            Addressees = [.. addresses.Specialists.Select(contact => contact.As(RecipientRole.To))],
            Notices = [new(key, 0)],
            Body = reason == FirstReason ? FirstBody(campaign, held) : BrakeBody(moment, held),
        };
    }

    private async Task<bool> IsFarLargerAsync(
        DatabaseSession session,
        LookMoment moment,
        int campaignId,
        NoticeKind kind,
        int count,
        CancellationToken token)
    {
        var setting = options.Value.BrakeFloor;
        if (!HoldRule.Concerns(kind) || count <= HoldRule.Floor(setting, HoldRule.LeastFloor))
            return false;
        var addresses = setting > 0 ? 0 : await session.ScalarAsync<int>("outbox/count-addresses", new { CampaignId = campaignId }, token);
        var floor = HoldRule.Floor(setting, addresses);
        if (count <= floor)
            return false;
        var usual = await session.ScalarAsync<long?>("outbox/usual-run", new
        {
            CampaignId = campaignId,
            Kind = kind.ToString(),
            Since = moment.Now - UsualWindow,
        }, token) ?? 0;
        return HoldRule.IsFarLarger(count, floor, usual, options.Value.BrakeFactor);
    }

    private static string BrakeBody(LookMoment moment, int held) =>
        "Cần xử lý: thư đang bị giữ lại\n" +
        $"Lượt gửi lúc {moment.WallClock:HH:mm 'ngày' d/M/yyyy} có {held} thư, nhiều hơn hẳn mọi lượt trước, " +
        "nên chưa thư nào được gửi.\n" +
        "Xem các thư này: camha outbox list --state held\n" +
        "Nếu đúng, cho gửi: camha outbox release --all\n" +
        "Nếu sai, hủy: camha outbox cancel --all";

    private static string FirstBody(Campaign campaign, int held) =>
        "Cần xử lý: lần gửi đầu tiên đang chờ cho gửi\n" +
        $"Kế hoạch “{campaign.Name}” có {held} thư nhắc đầu tiên đã đến lượt nhưng chưa thư nào được gửi: " +
        "lần gửi đầu tiên, và lần đầu sau khi nạp nhiều thay đổi, chờ một người xem rồi cho gửi.\n" +
        "Xem các thư này: trang theo dõi, mục Hộp thư đi, hoặc gõ: camha outbox list --state held\n" +
        "Nếu đúng, cho gửi: bấm Cho gửi trên trang, hoặc gõ: camha outbox release --all\n" +
        "Nếu sai: sửa tệp đã nạp (Excel, Word, csv) rồi gõ: camha import TỆP. " +
        "Khi được cho gửi, mỗi đơn vị nhận một thư theo số liệu lúc đó.\n" +
        "Trong khi chờ, báo cáo tuần vẫn gửi đúng giờ.";
}
