using CamHa.Scheduler.Mail;

namespace CamHa.Scheduler.Outbox;

public enum OutboxState
{
    Pending,
    Sending,
    Sent,

    /// <summary>Refused permanently, or out of tries.</summary>
    Dead,

    /// <summary>No longer worth sending.</summary>
    Expired,

    /// <summary>No longer true.</summary>
    Suppressed,

    /// <summary>Waits for a person: a campaign's first, or stopped by the brake.</summary>
    Held,
}

/// <summary>The words people read for a mail's state and kind.</summary>
public static class OutboxWords
{
    public static string Word(this OutboxState state) => state switch
    {
        OutboxState.Pending => "Đang chờ",
        OutboxState.Sending => "Đang gửi",
        OutboxState.Sent => "Đã gửi",
        OutboxState.Dead => "Gửi hỏng",
        OutboxState.Expired => "Hết hiệu lực",
        OutboxState.Suppressed => "Không gửi vì không còn đúng",
        OutboxState.Held => "Đang bị giữ",
        _ => state.ToString(),
    };

    public static string Word(this NoticeKind kind) => kind switch
    {
        NoticeKind.Deadline => "Nhắc thời hạn nhiệm vụ",
        NoticeKind.Reminder => "Nhắc nộp báo cáo",
        NoticeKind.Report => "Báo cáo tổng hợp",
        NoticeKind.Supplement => "Báo cáo bổ sung",
        NoticeKind.Alert => "Cảnh báo của hệ thống",
        NoticeKind.Acknowledgement => "Xác nhận thư trả lời",
        _ => kind.ToString(),
    };

    /// <param name="outcome">An attempt's, as the database holds it.</param>
    public static string OfOutcome(string outcome) => outcome switch
    {
        nameof(DeliveryOutcome.Delivered) => "Máy chủ đã nhận",
        nameof(DeliveryOutcome.Refused) => "Bị từ chối",
        _ => "Sẽ thử lại",
    };

    /// <param name="state">As the database holds it; an unknown name, of a newer version perhaps, is shown as it is.</param>
    public static string OfState(string state) => Enum.TryParse<OutboxState>(state, out var known) ? known.Word() : state;

    /// <param name="kind">As the database holds it; an unknown name, of a newer version perhaps, is shown as it is.</param>
    public static string OfKind(string kind) => Enum.TryParse<NoticeKind>(kind, out var known) ? known.Word() : kind;
}
