using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Deadlines;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Scheduling;
using CamHa.Scheduler.Storage;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Alerts;

/// <summary>
/// Sends the specialist a call list for the mails that were given up, so that the recipients can be told by phone. It runs
/// when the dispatcher gives a mail up, and twice a day for what a process that died could not tell.
/// </summary>
public sealed class UndeliveredLook(IOptions<DeadlineOptions> deadlines, CampaignClock clock) : ILook
{
    // Longer than the longest holiday.
    private static readonly TimeSpan Reach = TimeSpan.FromDays(14);

    public string Name => LookName.Undelivered;

    public IReadOnlyList<TimeOnly> Times => [new(8, 0), new(13, 30)];

    // What is overdue is told of after the campaign's end, and may be given up then.
    public DateOnly LastDayOf(Campaign campaign) => campaign.EndsOn.AddDays(deadlines.Value.KeepDaysAfterEnd + Reach.Days);

    public async Task<IReadOnlyList<Mailing>> DecideAsync(
        DatabaseSession session,
        IReadOnlyList<Campaign> campaigns,
        LookMoment moment,
        CancellationToken token)
    {
        var key = new { FirstCampaign = campaigns[0].Id, LastCampaign = campaigns[^1].Id, Since = moment.Now - Reach };
        var lost = (await session.QueryAsync<Undelivered>("outbox/undelivered", key, token)).ToLookup(each => each.CampaignId);
        return await ILook.EachAsync(
            [.. campaigns.Where(campaign => lost.Contains(campaign.Id))],
            campaign => TellAsync(session, campaign, [.. lost[campaign.Id]], moment, token));
    }

    private async Task<IReadOnlyList<Mailing>> TellAsync(
        DatabaseSession session,
        Campaign campaign,
        List<Undelivered> lost,
        LookMoment moment,
        CancellationToken token)
    {
        var addresses = await CampaignStore.AddressBookAsync(session, campaign.Id, token);
        Addressee[] specialists = [.. addresses.Specialists.Select(contact => contact.As(RecipientRole.To))];
        // With nobody to tell, nothing is recorded, so it is told once there is somebody; until then 'status' shows it.
        if (specialists.Length == 0)
            return [];
        var mails = lost.DistinctBy(each => each.Id).ToList();
        return
        [
            new()
            {
                MessageKey = $"alert/{campaign.Code}/undelivered/{mails[^1].Id}/{mails[^1].Tries}",
                Campaign = campaign,
                Kind = NoticeKind.Alert,
                ExpiresAt = moment.Now + Reach,
                Addressees = specialists,
                Notices = [.. mails.Select(each => new Notice($"undelivered/{each.Id}/{each.Tries}", 0))],
                Body = string.Join('\n', Lines(lost, mails.Count)),
            },
        ];
    }

    private IEnumerable<string> Lines(List<Undelivered> lost, int mails)
    {
        yield return $"Cần gọi điện: {mails} thư không đến được người nhận";
        yield return "Máy chủ thư không nhận các thư sau đây. Đề nghị liên hệ bằng điện thoại và kiểm tra lại địa chỉ:";
        foreach (var each in lost)
        {
            yield return $"• {each.Who}{(each.AnyPhone.Length == 0 ? ", chưa có số điện thoại" : $", điện thoại {each.AnyPhone}")}: "
                + $"{each.Recipient}, thư “{each.Subject}” ({clock.WallClock(each.FinishedAt):HH'h'mm, d/M/yyyy}). "
                + $"Máy chủ trả lời: {each.StateReason}"
                + (each.IsRefused ? " – địa chỉ này bị đóng, không được gửi thư nữa; các đầu mối khác của đơn vị vẫn nhận thư." : "");
        }

        foreach (var each in lost.Where(each => each is { IsRefused: true, UnitCode: not null })
                     .DistinctBy(each => (each.UnitCode, each.Recipient)))
            yield return $"{each.Recipient} sai thì thay: camha contact replace {each.UnitCode} ĐỊA-CHỈ-MỚI --old {each.Recipient}";
        foreach (var address in lost.Where(each => each.IsRefused).Select(each => each.Recipient).Distinct())
            yield return $"{address} vẫn đúng thì mở lại, thư chưa đến được gửi tiếp: camha contact reopen {address}";
        if (lost.Where(each => !each.IsRefused).Select(each => each.Id).Distinct().ToList() is { Count: > 0 } open)
        {
            yield return "Địa chỉ khác sai: thay bằng lệnh camha contact replace, hoặc sửa trong contacts.csv rồi nhập lại (camha import).";
            yield return $"Địa chỉ khác vẫn đúng: cho gửi lại bằng lệnh camha outbox retry {string.Join(' ', open)}";
        }
    }

    private sealed record Undelivered
    {
        public int CampaignId { get; init; }

        public long Id { get; init; }

        public string Recipient { get; init; } = "";

        public string RecipientName { get; init; } = "";

        public string Subject { get; init; } = "";

        public string StateReason { get; init; } = "";

        public DateTimeOffset FinishedAt { get; init; }

        public int Tries { get; init; }

        public string? UnitName { get; init; }

        public string? UnitCode { get; init; }

        public string? Title { get; init; }

        public string? Phone { get; init; }

        public string? UnitPhone { get; init; }

        public bool IsRefused { get; init; }

        public string Who => UnitName is null
            ? RecipientName
            : string.IsNullOrEmpty(Title) ? UnitName : $"{UnitName} ({Title})";

        public string AnyPhone => string.IsNullOrEmpty(Phone) ? UnitPhone ?? "" : Phone;
    }
}
