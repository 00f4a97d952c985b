using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Deadlines;
using CamHa.Scheduler.Outbox;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Alerts.Checks;

/// <summary>Checks whether everybody can be written to: the committee, the specialist, every unit.</summary>
public sealed class AddressCheck(IOptions<DeadlineOptions> deadlines, IEnumerable<StandingRecipients> standing) : ICheck
{
    private const string Closed = "/refused";
    private const string Correct = "Sửa hoặc bổ sung trong contacts.csv rồi gõ: camha import THƯ-MỤC";

    /// <summary>The key of the problem that a campaign has closed addresses.</summary>
    internal static string ClosedOf(string campaign) => $"addresses/{campaign}{Closed}";

    public async Task<IReadOnlyList<Finding>> FindAsync(CheckRound round, CancellationToken token)
    {
        var findings = new List<Finding>();
        foreach (var campaigns in round.Data?.InBatches ?? [])
            findings.AddRange(await OfAsync(campaigns, round, token));
        return findings;
    }

    private async Task<IEnumerable<Finding>> OfAsync(Campaign[] campaigns, CheckRound round, CancellationToken token)
    {
        var session = round.Data!.Session;
        var range = new { FirstCampaign = campaigns[0].Id, LastCampaign = campaigns[^1].Id };
        var others = StandingRecipients.Joined(standing);
        var without = (await session.QueryAsync<UnitWithout>("report/units-without-address", range, token))
            .ToLookup(unit => unit.CampaignId, unit => unit.Name);
        var refused = (await session.QueryAsync<RefusedAddress>(
                "outbox/refused-addresses",
                new { range.FirstCampaign, range.LastCampaign, Others = others },
                token))
            .ToLookup(each => each.CampaignId);
        var books = await CampaignStore.AddressBooksAsync(session, campaigns, token);
        return campaigns.SelectMany(campaign => Of(
            campaign,
            [.. without[campaign.Id]],
            [.. refused[campaign.Id]],
            books.GetValueOrDefault(campaign.Id),
            round.Today));
    }

    private IEnumerable<Finding> Of(
        Campaign campaign,
        List<string> without,
        List<RefusedAddress> refused,
        AddressBook? book,
        DateOnly today)
    {
        if (refused.Count > 0)
        {
            yield return Bad(
                $"the mail server refuses {string.Join("; ", refused.Select(each => $"{each.Address} ({each.Reply})"))}. "
                + "Replace them ('camha contact replace'); one that is right is opened again by 'camha contact reopen ADDRESS'.",
                $"Máy chủ thư từ chối địa chỉ: {string.Join("; ", refused.Select(each => each.Address))}",
                "Địa chỉ sai thì thay: camha contact replace ĐƠN-VỊ ĐỊA-CHỈ-MỚI. Địa chỉ vẫn đúng thì mở lại: "
                + $"camha contact reopen {refused[0].Address}",
                Closed);
        }

        var all = (without.Count, book?.Report.Count ?? 0, book?.Specialists.Any() ?? false) switch
        {
            (_, 0, _) => Bad(
                "nobody receives the weekly report; give the committee an address in contacts.csv.",
                "Ban Chỉ đạo chưa có địa chỉ thư để nhận báo cáo tuần",
                Correct),
            (_, _, false) => Bad(
                "the specialist has no address, so replies have nowhere to go; add one in contacts.csv.",
                "Chuyên trách chưa có địa chỉ thư",
                Correct),
            (0, _, _) => new("addresses", true, $"{campaign.Code}: every unit has one")
            {
                InVietnamese = $"{campaign.Code}: đơn vị nào cũng có địa chỉ thư",
            },
            _ => Bad(
                $"no address for {string.Join("; ", without)}; add them in contacts.csv.",
                $"Đơn vị chưa có địa chỉ thư: {string.Join("; ", without)}",
                Correct),
        };
        if (refused.Count == 0 || !all.IsGood)
            yield return all;

        Finding Bad(string says, string title, string remedy, string key = "") => new("addresses", false, $"{campaign.Code}: {says}")
        {
            InVietnamese = $"{campaign.Code}: {title}. {remedy}.",
            // Once a campaign owes nothing any more, its addresses concern nobody.
            Problem = campaign.EndsOn.AddDays(deadlines.Value.KeepDaysAfterEnd) < today
                ? null
                : new($"addresses/{campaign.Code}{key}", title, remedy) { CampaignId = campaign.Id, RepeatDays = 7 },
        };
    }

    private sealed record UnitWithout
    {
        public string Name { get; init; } = "";

        public int CampaignId { get; init; }
    }

    private sealed record RefusedAddress
    {
        public string Address { get; init; } = "";

        public string Reply { get; init; } = "";

        public int CampaignId { get; init; }
    }
}
