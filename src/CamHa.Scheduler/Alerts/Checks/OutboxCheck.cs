using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Outbox;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Alerts.Checks;

/// <summary>Checks whether mails leave: the mail server takes them, and none has waited for hours.</summary>
public sealed class OutboxCheck(CircuitBreaker circuit, IMailTransport transport, IOptions<AlertOptions> options) : ICheck
{
    // A shorter interruption is a server that is restarted, which concerns nobody.
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(15);

    public async Task<IReadOnlyList<Finding>> FindAsync(CheckRound round, CancellationToken token)
    {
        if (circuit.Fault is { } fault)
            return round.Now - fault.Since < Grace ? [] : [Closed(fault, round)];
        // While sending is paused, mails wait for that.
        if (round.Data is not { } data
            || await SendingPause.InForceAsync(data.Session, token) is not null
            || await data.Session.SingleOrDefaultAsync<Waiting>("alerts/oldest-pending", null, token) is not { } oldest
            || round.Now - oldest.CreatedAt < TimeSpan.FromHours(options.Value.PendingHours))
            return [];
        return
        [
            new(
                "outbox",
                false,
                $"message {oldest.Id} has waited since {round.Clock.WallClock(oldest.CreatedAt):yyyy-MM-dd HH:mm}"
                + (oldest.StateReason.Length == 0 ? "" : $" ({oldest.StateReason})")
                + $"; see 'camha outbox show {oldest.Id}' and 'camha status'")
            {
                Problem = new(
                    "outbox",
                    $"Có thư chờ gửi quá {options.Value.PendingHours} giờ (thư số {oldest.Id})",
                    $"Xem lý do: camha outbox show {oldest.Id}; nếu do giới hạn số thư của nhà cung cấp thì thư sẽ tự đi khi hết hạn mức")
                {
                    Since = oldest.CreatedAt,
                    StopsMails = true,
                },
            },
        ];
    }

    private Finding Closed(TransportFault fault, CheckRound round) => new(
        "mail",
        false,
        $"nothing can be sent through {transport.Description.English} since {round.Clock.WallClock(fault.Since):yyyy-MM-dd HH:mm}: "
            + fault.Reason)
    {
        Problem = new(
            "mail",
            fault.IsLoginRefused ? "Máy chủ thư từ chối đăng nhập, không gửi được thư nào" : "Không gửi được thư nào qua máy chủ thư",
            fault.IsLoginRefused
                ? "Kiểm tra tài khoản và mật khẩu hộp thư gửi. Mật khẩu đã đổi thì gõ: camha configure "
                    + "(dịch vụ tự khởi động lại với mật khẩu mới), rồi gõ: camha doctor"
                : "Kiểm tra mạng và máy chủ thư; xem lý do bằng lệnh camha doctor. Việc gấp thì gọi điện theo danh bạ")
        {
            Since = fault.Since,
            IsOfMachine = true,
            TellsNow = false,
            StopsMails = true,
        },
    };

    private sealed record Waiting
    {
        public long Id { get; init; }

        public DateTimeOffset CreatedAt { get; init; }

        public string StateReason { get; init; } = "";
    }
}
