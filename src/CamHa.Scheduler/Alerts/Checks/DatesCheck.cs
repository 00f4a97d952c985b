using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Alerts.Checks;

/// <summary>Checks whether the plan has a date that nobody can have meant; looks and reports go on without what has one.</summary>
public sealed class DatesCheck : ICheck
{
    private const string Remedy =
        "Sửa ngày trong assignments.csv hoặc campaign.csv rồi gõ: camha import THƯ-MỤC. Trước khi sửa, nhiệm vụ đó không được nhắc "
        + "và không có trong báo cáo";

    public async Task<IReadOnlyList<Finding>> FindAsync(CheckRound round, CancellationToken token)
    {
        if (round.Data is not { } data)
            return [];
        var odd = await data.Session.QueryAsync<OddDay>(
            "alerts/odd-days", new { From = SensibleDays.First, To = SensibleDays.Last }, token);
        return
        [
            .. odd.GroupBy(each => each.CampaignId)
                .Select(each => Of(each.Key, [.. each.OrderBy(day => day.Code, StringComparer.Ordinal)])),
        ];
    }

    private static Finding Of(int campaignId, List<OddDay> odd)
    {
        var campaign = odd[0].Campaign;
        var all = string.Join(", ", odd.Select(each => $"{(each.Code.Length > 0 ? each.Code : campaign)} ({Vietnamese.Date(each.Day)})"));
        return new(
            "dates",
            false,
            $"{campaign}: {all} {(odd.Count == 1 ? "is" : "are")} beyond reason, {SensibleDays.First:yyyy-MM-dd} to "
            + $"{SensibleDays.Last:yyyy-MM-dd}, and left out of looks and reports; correct the dates and import again")
        {
            Problem = new($"dates/{campaign}", $"Ngày tháng ghi sai trong kế hoạch: {all}", Remedy)
            {
                CampaignId = campaignId,
                RepeatDays = 7,
            },
        };
    }

    private sealed record OddDay
    {
        public int CampaignId { get; init; }

        public string Campaign { get; init; } = "";

        /// <summary>The assignment's; empty for a day of the campaign itself.</summary>
        public string Code { get; init; } = "";

        public DateOnly Day { get; init; }
    }
}
