namespace CamHa.Scheduler.Alerts.Checks;

/// <summary>Whether a look fails again and again: what it owes is then owed by the next, which fails too.</summary>
public sealed class LookCheck : ICheck
{
    private const int Often = 2;
    private static readonly TimeSpan Reach = TimeSpan.FromDays(3);

    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["deadlines"] = "nhắc hạn nhiệm vụ",
        ["reminders"] = "nhắc nộp báo cáo tuần",
        ["report"] = "lập báo cáo tổng hợp",
        ["supplement"] = "lập báo cáo bổ sung",
        ["undelivered"] = "báo thư không đến",
    };

    public async Task<IReadOnlyList<Finding>> FindAsync(CheckRound round, CancellationToken token)
    {
        if (round.Data is not { } data)
            return [];
        var runs = await data.Session.QueryAsync<Run>("alerts/recent-runs", new { Since = round.Now - Reach }, token);
        return [.. from own in runs.GroupBy(run => run.Job)
                   let failed = own.Reverse().TakeWhile(run => run.Outcome == "Failed").ToList()
                   where failed.Count >= Often
                   select Failing(own.Key, failed)];
    }

    private static Finding Failing(string job, List<Run> failed) =>
        new("look", false, $"{job} has failed {failed.Count} times since {failed[^1].StartedAt:yyyy-MM-dd HH:mm}Z: {failed[0].Detail}")
        {
            Problem = new($"look/{job}", $"Việc {Names.GetValueOrDefault(job, job)} bị lỗi {failed.Count} lần liền",
                "Xem lỗi: camha status. Nếu lỗi do dữ liệu thì sửa tệp csv rồi nhập lại; nếu không rõ thì gửi nhật ký cho người cài đặt")
            {
                Since = failed[^1].StartedAt,
            },
        };

    private sealed record Run
    {
        public string Job { get; init; } = "";

        public DateTimeOffset StartedAt { get; init; }

        public string Outcome { get; init; } = "";

        public string Detail { get; init; } = "";
    }
}
