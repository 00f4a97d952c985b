using CamHa.Scheduler.Outbox;

namespace CamHa.Scheduler.Alerts.Checks;

/// <summary>Checks whether mails wait for a person: a campaign's first sending, or a run that the brake has stopped.</summary>
public sealed class HeldCheck : ICheck
{
    /// <summary>Begins the problem's key; the campaign's code follows.</summary>
    public const string Key = "held/";

    private const string Remedy = "Xem các thư trên trang theo dõi hoặc gõ: camha outbox list --state held. "
        + "Đúng thì bấm Cho gửi, hoặc gõ: camha outbox release --all. Sai thì sửa tệp đã nạp rồi nạp lại";

    // Whoever held them has told the specialist. From then on it is told again each morning.
    private static readonly TimeSpan Told = TimeSpan.FromHours(20);

    public async Task<IReadOnlyList<Finding>> FindAsync(CheckRound round, CancellationToken token)
    {
        if (round.Data is not { } data)
            return [];
        var held = await HeldRun.AllAsync(data.Session, token);
        var waiting = data.Campaigns
            .Where(campaign => campaign.ReleasedAt is null && held.All(run => run.CampaignId != campaign.Id))
            .Select(campaign => campaign.Code)
            .ToList();
        IEnumerable<Finding> later = waiting.Count == 0 ? [] :
        [
            new("first sending", true, $"{string.Join(", ", waiting)}: the first reminders will be held until somebody says go")
            {
                InVietnamese = $"{string.Join(", ", waiting)}: thư nhắc đầu tiên sẽ chờ có người cho gửi",
            },
        ];
        return [.. held.GroupBy(run => run.CampaignId).Select(own => Of([.. own], round)), .. later];
    }

    private static Finding Of(List<HeldRun> runs, CheckRound round)
    {
        var first = runs[0];
        var (count, since) = (runs.Sum(run => run.Messages), runs.Min(run => run.HeldAt));
        var says = $"{count} mails of {first.Code} are held since {round.Clock.WallClock(since):yyyy-MM-dd HH:mm}, "
            + (first.IsFirst ? "the campaign's first sending" : "as far more than usual")
            + "; see them with 'camha outbox list --state held', then 'camha outbox release --all', or 'cancel'";
        var title = first.IsFirst ? $"Lần gửi đầu tiên đang chờ cho gửi: {count} thư" : $"Thư đang bị giữ lại: {count} thư";
        return new("held", false, says)
        {
            InVietnamese = $"{title}. {Remedy}.",
            Problem = round.Now - since < Told ? null : new(Key + first.Code, title, Remedy)
            {
                Since = since,
                CampaignId = first.CampaignId,
                TellsOver = false,
            },
        };
    }
}
