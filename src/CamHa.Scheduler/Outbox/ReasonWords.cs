using System.Text.RegularExpressions;
using CamHa.Scheduler.Mail;

namespace CamHa.Scheduler.Outbox;

/// <summary>Why a mail is where it is, in an office's words; the database keeps the English ones, and what a server answered.</summary>
internal static partial class ReasonWords
{
    private static readonly Dictionary<string, string> Own = new(StringComparer.Ordinal)
    {
        ["the address is no longer a contact, or was refused for good"] =
            "Địa chỉ này không còn là đầu mối, hoặc đã bị máy chủ thư từ chối hẳn.",
        ["cancelled by hand"] = "Có người đã hủy thư này.",
        ["no longer worth sending"] = "Thư đã hết ý nghĩa trong lúc chờ.",
        [Brake.Reason] = "Lượt này nhiều thư hơn hẳn mọi lượt trước, nên chờ một người xem rồi cho gửi hoặc hủy.",
        [Brake.FirstReason] = "Lần gửi đầu tiên của kế hoạch chờ một người xem rồi cho gửi.",
        ["what it tells of has passed meanwhile"] = "Việc được báo trong thư đã qua.",
        ["every assignment in it was completed, confirmed, moved, reassigned or told of again since"] =
            "Mọi nhiệm vụ trong thư đã xong hoặc đã được báo xong, đã được xác nhận, đã dời hạn, đã giao lại hoặc đã được nhắc ở thư khác.",
        // As earlier versions wrote it.
        ["every assignment in it was completed, moved, reassigned or told of again since"] =
            "Mọi nhiệm vụ trong thư đã xong hoặc đã được báo xong, đã dời hạn, đã giao lại hoặc đã được nhắc ở thư khác.",
        ["nothing is owed for this week any more"] = "Tuần đó không còn ai phải nộp báo cáo nữa.",
        ["the unit no longer owes a submission"] = "Đơn vị không còn phải nộp báo cáo tuần.",
        ["the unit is exempt"] = "Đơn vị được miễn báo cáo tuần đó.",
        ["the submission has come"] = "Đơn vị đã nộp báo cáo.",
        ["the server had ended the session"] = "Máy chủ thư ngắt kết nối; sẽ thử lại.",
    };

    private static readonly Dictionary<string, string> OfAnswer = new(StringComparer.Ordinal)
    {
        ["mailbox full"] = "Hộp thư người nhận đã đầy.",
        ["too large"] = "Thư quá lớn đối với máy chủ thư.",
        ["not allowed now"] = "Máy chủ thư của người nhận không cho nhận thư này; thường chỉ là tạm thời.",
        ["no such address"] = "Không có địa chỉ này.",
        ["greylisted"] = "Máy chủ thư của người nhận hẹn gửi lại sau.",
        ["not now"] = "Máy chủ thư hẹn gửi lại sau.",
        ["refused"] = "Máy chủ thư từ chối thư này.",
    };

    /// <summary>What the program itself says of a mail; null where the words are not its own.</summary>
    public static string? OfOwn(string reason) =>
        Own.TryGetValue(reason, out var words) ? words
        : reason.StartsWith("no answer to the mail", StringComparison.Ordinal) ? "Mất kết nối khi đã giao thư; chưa rõ đã đến chưa."
        : reason.EndsWith("is no mail address", StringComparison.Ordinal) ? "Đây không phải là địa chỉ thư điện tử."
        : null;

    /// <summary>What a server's answer means; null where it means nothing known.</summary>
    public static string? Of(string stage, int code, string reply) => OfAnswer.GetValueOrDefault(SmtpAnswers.Of(stage, code, reply).Name);

    /// <summary>The same, of what is kept of the answer as a mail's reason; null where it does not say.</summary>
    public static string? OfAnswered(string reason) =>
        Enhanced().Match(reason) is { Success: true } match ? Of("RCPT", match.Value[0] == '5' ? 550 : 451, reason) : null;

    [GeneratedRegex(@"^[45]\.\d{1,3}\.\d{1,3}\b")]
    private static partial Regex Enhanced();
}
