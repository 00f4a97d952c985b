using CamHa.Scheduler.Nodes;

namespace CamHa.Scheduler.Alerts.Checks;

/// <summary>
/// Checks whether this machine is the one that sends. No mail can tell of it, because nothing leaves from here: the page and
/// the doctor show it, and the heartbeat falls silent.
/// </summary>
public sealed class ArmedCheck(CloneGuard guard) : ICheck
{
    public async Task<IReadOnlyList<Finding>> FindAsync(CheckRound round, CancellationToken token) =>
        round.Data is { } data ? [Of(await data.Session.QueryAsync<string>("outbox/armed-for", null, token))] : [];

    private Finding Of(IReadOnlyList<string> armed) => armed switch
    {
        [] => new("armed", true, "for no machine yet; the first to run is the one that sends")
        {
            InVietnamese = "chưa giao cho máy nào; máy chạy đầu tiên sẽ gửi thư",
        },
        _ when armed.Contains(guard.Machine) =>
            new("armed", true, $"for {string.Join(", ", armed)}; this machine is {guard.Machine}")
            {
                InVietnamese = $"máy này gửi thư ({string.Join(", ", armed)})",
            },
        [var name] when name.StartsWith(CloneGuard.Restored, StringComparison.Ordinal) => Not(
            $"for no machine: {name}; see what waits with 'camha outbox list --state pending', then: camha arm",
            "Máy này chưa được phép gửi thư: dữ liệu vừa được khôi phục từ bản sao lưu",
            "Xem thư đang chờ: camha outbox list --state pending; hủy những thư đã gửi, rồi gõ: camha arm"),
        _ => Not(
            $"for {string.Join(", ", armed)}, and not for this machine, {guard.Machine}; if it is to send: {guard.Remedy}",
            $"Máy này chưa được phép gửi thư: dữ liệu đang thuộc về {string.Join(", ", armed)}",
            $"Nếu đây là máy phải gửi, hoặc máy này vừa được đổi tên, gõ: {guard.Remedy}"),
    };

    private static Finding Not(string says, string title, string remedy) => new("armed", false, says)
    {
        Problem = new("armed", title, remedy) { IsOfMachine = true, TellsNow = false, StopsMails = true },
    };
}
