using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Deadlines;
using CamHa.Scheduler.Text;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Alerts.Checks;

/// <summary>
/// Checks whether a campaign follows the last one. Without a successor the service falls silent, and nobody notices silence.
/// </summary>
public sealed class CampaignEndCheck(IOptions<AlertOptions> options, IOptions<DeadlineOptions> deadlines) : ICheck
{
    public Task<IReadOnlyList<Finding>> FindAsync(CheckRound round, CancellationToken token)
    {
        var last = round.Data?.Campaigns.MaxBy(campaign => campaign.EndsOn);
        return Task.FromResult<IReadOnlyList<Finding>>(
            last is null || round.Today.AddDays(options.Value.CampaignEndDays) < last.EndsOn ? [] : [Ending(last, round.Today)]);
    }

    private Finding Ending(Campaign last, DateOnly today)
    {
        var days = last.EndsOn.DayNumber - today.DayNumber;
        var says = $"{last.Code} {(days < 0 ? "ended" : "ends")} on {last.EndsOn:yyyy-MM-dd}, and none follows; "
            + "import the next plan with 'camha import'";
        var isLongOver = days < -deadlines.Value.KeepDaysAfterEnd;
        return new("campaign", true, says, IsWarning: true)
        {
            InVietnamese = isLongOver
                ? $"Kế hoạch “{last.Name}” đã kết thúc ngày {Vietnamese.Date(last.EndsOn)}, chưa có kế hoạch tiếp theo"
                : "",
            Problem = isLongOver ? null : new(
                $"campaign/{last.Code}",
                days < 0
                    ? $"Kế hoạch “{last.Name}” đã kết thúc ngày {Vietnamese.Date(last.EndsOn)}, chưa có kế hoạch tiếp theo"
                    : $"Kế hoạch “{last.Name}” kết thúc ngày {Vietnamese.Date(last.EndsOn)} (còn {days} ngày), chưa có kế hoạch tiếp theo",
                "Chuẩn bị các tệp csv của kế hoạch mới rồi gõ: camha import THƯ-MỤC. Nếu không còn kế hoạch nào nữa thì không cần làm gì")
            {
                CampaignId = last.Id,
                TellsOver = false,
                // In the last week, and after the end, every other day.
                RepeatDays = days > 7 ? Math.Min(7, days - 7) : 2,
            },
        };
    }
}
