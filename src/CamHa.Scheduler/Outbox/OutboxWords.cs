namespace CamHa.Scheduler.Outbox;

/// <summary>What people are told of a mail's kind and state; what has no word is told as it is kept.</summary>
public static class OutboxWords
{
    public static string OfKind(string kind) => kind switch
    {
        nameof(NoticeKind.Deadline) => "Nhắc thời hạn nhiệm vụ",
        nameof(NoticeKind.Reminder) => "Nhắc nộp báo cáo",
        nameof(NoticeKind.Report) => "Báo cáo tổng hợp",
        nameof(NoticeKind.Supplement) => "Báo cáo bổ sung",
        nameof(NoticeKind.Alert) => "Cảnh báo của hệ thống",
        _ => kind,
    };

    public static string OfState(string state) => state switch
    {
        nameof(OutboxState.Pending) => "Đang chờ",
        nameof(OutboxState.Sending) => "Đang gửi",
        nameof(OutboxState.Sent) => "Đã gửi",
        nameof(OutboxState.Dead) => "Gửi hỏng",
        nameof(OutboxState.Expired) => "Hết hiệu lực",
        nameof(OutboxState.Suppressed) => "Không gửi vì không còn đúng",
        nameof(OutboxState.Held) => "Đang bị giữ",
        _ => state,
    };
}
