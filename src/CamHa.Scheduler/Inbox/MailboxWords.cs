using System.Text.RegularExpressions;

namespace CamHa.Scheduler.Inbox;

/// <summary>Why a mailbox cannot be read, in an office's words and with what to do. It is known by the English sentence.</summary>
internal static class MailboxWords
{
    // The first that fits counts.
    private static readonly (string Pattern, string Words)[] Known =
    [
        ("^Inbox:User = .* was refused", "Hộp thư đến không nhận tên đăng nhập hoặc mật khẩu. Hãy sửa Inbox:User, Inbox:Password "
            + "(với Gmail dùng “mật khẩu ứng dụng”), và bật IMAP hoặc POP3 cho hộp thư."),
        ("^Inbox:Password = ''", "Chưa có mật khẩu của hộp thư đến. Hãy ghi vào tệp có tên ở Inbox:PasswordFile, "
            + "hoặc dùng mật khẩu của Smtp."),
        ("^Inbox:Mailbox", "Hộp thư đến không có thư mục ghi ở Inbox:Mailbox. Hãy ghi tên có thật, như INBOX."),
        ("^Inbox:Folder", "Không mở được thư mục ghi ở Inbox:Folder. Hãy tạo thư mục, hoặc cho tài khoản của dịch vụ quyền đọc."),
        ("no safe connection", "Không lập được kết nối an toàn tới hộp thư đến. Hãy kiểm tra Inbox:Host, Inbox:Security và Inbox:CaFile."),
        ("is not offered by", "Máy chủ hộp thư đến không có kiểu bảo mật này ở cổng này. Hãy kiểm tra Inbox:Port và Inbox:Security."),
        ("did not answer within", "Máy chủ hộp thư đến không trả lời. Hãy kiểm tra Inbox:Host, Inbox:Port và mạng."),
        ("^OAuth:", "Không lấy được quyền đọc thư (OAuth) từ nhà cung cấp. Hãy báo người cài đặt."),
    ];

    /// <param name="reason">What the fault says in English.</param>
    public static string Vietnamese(string reason) =>
        Array.Find(Known, known => Regex.IsMatch(reason, known.Pattern, RegexOptions.CultureInvariant | RegexOptions.Singleline)).Words
        ?? "Không đọc được hộp thư đến. Hãy kiểm tra Inbox:Host, Inbox:Port và mạng.";
}
