using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Scheduling;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Alerts.Checks;

/// <summary>
/// Reports what happened lately and could not be told while it lasted: the database was away, the scheduler stood still.
/// </summary>
public sealed class EventCheck(DatabaseOutage outage, SchedulerRestarts restarts, CampaignClock clock) : ICheck
{
    // A shorter outage is a server that was restarted, which concerns nobody.
    private static readonly TimeSpan ShortOutage = TimeSpan.FromMinutes(5);

    public Task<IReadOnlyList<Finding>> FindAsync(CheckRound round, CancellationToken token)
    {
        var findings = new List<Finding>();
        if (outage.Last is { } last && last.Lasted >= ShortOutage && last.Age < Event.Stands)
            findings.Add(WasAway(last, round));
        if (restarts.Last is { } restart && restart.Age < Event.Stands)
            findings.Add(Restarted(restart, round));
        return Task.FromResult<IReadOnlyList<Finding>>(findings);
    }

    private Finding WasAway(PastOutage last, CheckRound round)
    {
        var (from, to) = (round.Now - last.Age - last.Lasted, round.Now - last.Age);
        return new("database", true, Away(), IsWarning: true)
        {
            Problem = new(
                Event.DatabaseWasAway,
                $"Cơ sở dữ liệu đã không truy cập được từ {At(from)} đến {At(to)}",
                "Việc bị lỡ đã được làm bù. Nếu lặp lại, gửi nhật ký cho người cài đặt")
            {
                Since = from,
                IsOfMachine = true,
                TellsOver = false,
            },
        };

        string Away() => $"was away from {clock.WallClock(from):yyyy-MM-dd HH:mm} to {clock.WallClock(to):HH:mm}: {last.Message}";
    }

    private static Finding Restarted(SchedulerRestart restart, CheckRound round)
    {
        var says = $"stood still and was restarted {restart.Age.TotalMinutes:0} min ago; {restart.Job} was due";
        return new("scheduler", true, says, IsWarning: true)
        {
            Problem = new(
                Event.SchedulerRestarted,
                "Bộ hẹn giờ bị đứng và đã được tự khởi động lại",
                "Không cần làm gì; nếu lặp lại, khởi động lại máy và gửi nhật ký cho người cài đặt")
            {
                Since = round.Now - restart.Age,
                IsOfMachine = true,
                TellsOver = false,
            },
        };
    }

    private string At(DateTimeOffset instant) => Vietnamese.Moment(clock.WallClock(instant));
}
