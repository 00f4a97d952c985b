using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Alerts.Checks;

/// <summary>
/// Checks whether this machine's clock can be trusted: it was not set lately, it is not behind what the database has recorded
/// (as after a dead battery), and it agrees with the outside watcher's, if there is one.
/// </summary>
public sealed class ClockCheck(ClockWatch watch) : ICheck
{
    private const string Remedy = "Bật tự chỉnh giờ qua mạng (Windows: Cài đặt > Ngày và giờ; Linux: timedatectl set-ntp true); "
        + "thay pin CMOS nếu máy cũ; tắt chế độ ngủ";

    private const string RoughRemedy = "Đồng hồ máy này sai thì chỉnh lại: " + Remedy + ". Đồng hồ máy này đúng thì báo người quản trị "
        + "máy chủ thư (hoặc SQL Server) chỉnh đồng hồ bên đó, hoặc cài Heartbeat:Url";

    private static readonly TimeSpan Tolerated = TimeSpan.FromMinutes(5);

    public async Task<IReadOnlyList<Finding>> FindAsync(CheckRound round, CancellationToken token)
    {
        var latest = round.Data is { } data
            ? await data.Session.ScalarAsync<DateTimeOffset?>("alerts/latest-run", null, token)
            : null;
        if (latest is { } ran && ran - round.Now > Tolerated)
            return [Behind(ran, round)];
        if (watch.Ahead is { } ahead && ahead.By.Duration() > Tolerated)
            return [watch.IsContradicted && !watch.IsContradictedForSure ? DiffersRoughly(ahead.By) : Differs(ahead.By)];
        return watch.LastStep is { } step && step.By.Duration() > Tolerated && step.Age < Event.Stands
            ? [Jumped(step, round)]
            : [];
    }

    private static Finding Behind(DateTimeOffset latest, CheckRound round) => Wrong(
        $"this machine's clock shows {round.WallClock:yyyy-MM-dd HH:mm}, and a look ran at "
        + $"{round.Clock.WallClock(latest):yyyy-MM-dd HH:mm}; set it right",
        $"Đồng hồ máy đang chỉ {Vietnamese.Moment(round.WallClock)}, sớm hơn lần làm việc gần nhất: "
        + "đồng hồ đang sai hoặc trước đó đã sai");

    private static Finding Differs(TimeSpan by)
    {
        var stops = by.Duration() > ClockWatch.Contradiction;
        var wrong = Wrong(
            $"this machine's clock is {Span(by)} {(by > TimeSpan.Zero ? "ahead of" : "behind")} the heartbeat's; set it right"
            + (stops ? ", nothing is looked at or sent until then; if the heartbeat's is wrong, leave Heartbeat:Url empty" : ""),
            $"Đồng hồ máy {(by > TimeSpan.Zero ? "nhanh" : "chậm")} {Span(by)}" + (stops ? ", không thư nào được gửi" : ""));
        return wrong with { Problem = wrong.Problem! with { TellsNow = !stops, StopsMails = stops } };
    }

    // A mail or database server says so, and its own clock may be the wrong one.
    private static Finding DiffersRoughly(TimeSpan by)
    {
        var wrong = Wrong(
            $"this machine's clock is {Span(by)} {(by > TimeSpan.Zero ? "ahead of" : "behind")} the mail server's or SQL Server's; "
            + "set it right, nothing is looked at or sent until then; if the server's is wrong, have it set, or give Heartbeat:Url",
            $"Đồng hồ máy {(by > TimeSpan.Zero ? "nhanh" : "chậm")} {Span(by)} so với máy chủ, không thư nào được gửi");
        return wrong with { Problem = wrong.Problem! with { Remedy = RoughRemedy, TellsNow = false, StopsMails = true } };
    }

    private static Finding Wrong(string says, string title) => new("clock", false, says)
    {
        Problem = new("clock", title, Remedy) { IsOfMachine = true },
    };

    private static Finding Jumped(ClockStep step, CheckRound round)
    {
        var how = step.By > TimeSpan.Zero ? "về phía trước (hoặc máy đã ngủ)" : "lùi lại";
        var says = $"the clock was set by {Span(step.By)}, or the machine slept; mails wait until it goes evenly";
        return new("clock", true, says, IsWarning: true)
        {
            Problem = new(Event.ClockStep, $"Đồng hồ máy đã nhảy {Span(step.By)} {how}", Remedy)
            {
                Since = round.Now - step.Age,
                IsOfMachine = true,
                TellsOver = false,
            },
        };
    }

    private static string Span(TimeSpan span) =>
        span.Duration() is var size && size.TotalHours >= 1 ? $"{size.TotalHours:0.#} h" : $"{size.TotalMinutes:0} min";
}
