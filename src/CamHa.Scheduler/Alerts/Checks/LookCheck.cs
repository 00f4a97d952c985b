using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Scheduling;

namespace CamHa.Scheduler.Alerts.Checks;

/// <summary>Checks whether a look fails several times in a row: what it owes is left to its next run, which fails too.</summary>
public sealed class LookCheck : ICheck
{
    private const int Often = 2;
    private static readonly TimeSpan Reach = TimeSpan.FromDays(3);

    public async Task<IReadOnlyList<Finding>> FindAsync(CheckRound round, CancellationToken token)
    {
        if (round.Data is not { } data)
            return [];
        var runs = await data.Session.QueryAsync<Run>("alerts/recent-runs", new { Since = round.Now - Reach }, token);
        return [.. from own in runs.GroupBy(run => run.Job)
                   let failed = own.Reverse().TakeWhile(run => run.Outcome == RunOutcome.Failed).ToList()
                   where failed.Count >= Often
                   select Failing(own.Key, failed, round.Clock)];
    }

    private static Finding Failing(string job, List<Run> failed, CampaignClock clock) =>
        new(
            "look",
            false,
            $"{job} has failed {failed.Count} times since {clock.WallClock(failed[^1].StartedAt):yyyy-MM-dd HH:mm}: {failed[0].Detail}")
        {
            Problem = new(
                $"look/{job}",
                $"Việc {LookWords.Task(job)} bị lỗi {failed.Count} lần liền",
                "Xem lỗi: camha status. Nếu lỗi do dữ liệu thì sửa tệp rồi nạp lại; nếu không rõ thì gửi nhật ký cho người cài đặt")
            {
                Since = failed[^1].StartedAt,
            },
        };

    private sealed record Run
    {
        public string Job { get; init; } = "";

        public DateTimeOffset StartedAt { get; init; }

        public RunOutcome Outcome { get; init; }

        public string Detail { get; init; } = "";
    }
}
