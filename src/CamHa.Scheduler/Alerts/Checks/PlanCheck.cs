using CamHa.Scheduler.Campaigns;

namespace CamHa.Scheduler.Alerts.Checks;

/// <summary>Checks whether there is a plan at all: over an empty database every look succeeds, and nobody is reminded.</summary>
public sealed class PlanCheck : ICheck
{
    public async Task<IReadOnlyList<Finding>> FindAsync(CheckRound round, CancellationToken token)
    {
        if (round.Data is not { } data || await CampaignStore.HasPlanAsync(data.Session, token))
            return [];
        return
        [
            new(
                "plan",
                false,
                "the database holds no plan, so nobody is reminded of anything; import one with 'camha import PATH'. "
                + "If there was one, this is not its database: look at Storage:File, or restore the newest backup.")
            {
                Problem = new(
                    "plan",
                    "Chưa có kế hoạch nào trong cơ sở dữ liệu, không ai được nhắc việc",
                    "Nạp kế hoạch: camha import THƯ-MỤC. Nếu trước đây đã có kế hoạch thì dữ liệu đã mất: "
                    + "khôi phục bản sao lưu mới nhất (camha restore TỆP), đừng nạp lại")
                {
                    StopsMails = true,
                },
            },
        ];
    }
}
