using CamHa.Scheduler.Outbox;

namespace CamHa.Scheduler.Alerts.Checks;

/// <summary>
/// Checks whether somebody has paused sending. No mail can tell of it while it lasts; from its second day on, when it may have
/// been forgotten, the heartbeat does.
/// </summary>
public sealed class PauseCheck : ICheck
{
    public const string Key = "pause";

    public async Task<IReadOnlyList<Finding>> FindAsync(CheckRound round, CancellationToken token)
    {
        if (round.Data is not { } data || await SendingPause.InForceAsync(data.Session, token) is not { } pause)
            return [];
        var waiting = (await SendingPause.WaitingAsync(data.Session, token)).Values.Sum();
        return
        [
            new(
                "pause",
                false,
                $"sending is paused since {round.Clock.WallClock(pause.Since):yyyy-MM-dd HH:mm}, from {pause.Machine}; "
                + $"{waiting} mails wait: see 'camha outbox list --state pending', then let them go with 'camha resume'")
            {
                Problem = new(
                    Key,
                    "Đang tạm dừng gửi thư",
                    $"{waiting} thư đang chờ; xem: camha outbox list --state pending. Cho gửi tiếp: bấm Cho gửi tiếp trên trang, "
                    + "hoặc gõ: camha resume")
                {
                    Since = pause.Since,
                    TellsNow = false,
                    StopsMails = round.Now - pause.Since >= SendingPause.Forgettable,
                },
            },
        ];
    }
}
