using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Outbox;

namespace CamHa.Scheduler.Alerts.Checks;

/// <summary>
/// Checks whether mail servers or readers find fault with our mails as such, which is our problem and not the addresses': while they
/// were sent, or by a mail that came back.
/// </summary>
internal sealed class ReputationCheck : ICheck
{
    // For a day each, so that people are told once a day at most and the addresses stay as they are.
    private static readonly TimeSpan Lately = TimeSpan.FromDays(1);

    public async Task<IReadOnlyList<Finding>> FindAsync(CheckRound round, CancellationToken token)
    {
        if (round.Data is not { } data)
            return [];
        var refused = await FailureRecord.OursAsync(data.Session, FailureClass.Policy, round.Now - Lately, token);
        var complained = await FailureRecord.OursAsync(data.Session, FailureClass.Feedback, round.Now - Lately, token);
        return
        [
            .. refused is [var newest, ..] ? [Refused(refused.Count, Show(newest))] : Array.Empty<Finding>(),
            .. complained is [var latest, ..] ? [Complained(complained.Count, Show(latest))] : Array.Empty<Finding>(),
        ];
    }

    private static string Show(DeliveryFailure failure) =>
        failure.InboxMailId is { } mail ? $"camha inbox show {mail}" : $"camha outbox show {failure.OutboxMessageId}";

    private static Finding Refused(int mails, string show) => new(
        "reputation",
        true,
        $"mail servers have refused our mails as such in the last day ({mails}): see '{show}', then SPF, DKIM and DMARC "
        + "of the sending domain, and whether the sending address is on a block list",
        IsWarning: true)
    {
        Problem = new(
            "inbox-refused",
            "Máy chủ thư nơi nhận từ chối thư của ta (quy định, chống thư rác)",
            $"{mails} thư trong một ngày qua; xem: {show}. Địa chỉ của đơn vị không sai; báo người cài đặt kiểm tra "
            + "SPF, DKIM của tên miền gửi thư. Việc gấp thì gọi điện cho đơn vị")
        {
            TellsOver = false,
        },
    };

    private static Finding Complained(int mails, string show) => new(
        "reputation",
        true,
        $"readers have called our mails spam in the last day ({mails}): see '{show}', and ask whoever it was",
        IsWarning: true)
    {
        Problem = new(
            "inbox-spam",
            "Có người nhận báo thư của ta là thư rác",
            $"{mails} thư trong một ngày qua; xem: {show}. Gọi điện nhờ người nhận bấm “Không phải thư rác” và thêm "
            + "địa chỉ gửi vào danh bạ; nhiều người báo thì nhà cung cấp sẽ chặn mọi thư")
        {
            TellsOver = false,
        },
    };
}
