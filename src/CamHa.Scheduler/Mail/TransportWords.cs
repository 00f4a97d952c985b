using System.Text.RegularExpressions;

namespace CamHa.Scheduler.Mail;

/// <summary>
/// Why nothing can be sent, in an office's words and with what to do. It is known by the English sentence, which the database
/// keeps for every machine.
/// </summary>
public static class TransportWords
{
    private const string Login =
        "Máy chủ thư không nhận tên đăng nhập hoặc mật khẩu này. Hãy nhập lại (lệnh camha configure); "
        + "với Gmail phải dùng “mật khẩu ứng dụng”.";

    private const string Machine =
        "Máy chủ thư trả lời nhưng không nhận thư từ máy này. Hãy hỏi người quản trị máy chủ thư.";

    // The first that fits counts.
    private static readonly (string Pattern, string Words)[] Known =
    [
        ("^Smtp:Host = '[^']*' says that it is ", "Ngày trên đồng hồ máy này khác với máy chủ thư nên không thư nào được gửi. Máy này sai "
            + "thì chỉnh lại ngày giờ; máy này đúng thì báo người quản trị máy chủ thư."),
        ("cannot log anybody in for now", "Máy chủ thư lúc này chưa cho đăng nhập. Hãy thử lại sau ít phút."),
        ("^Mail:From was refused", "Máy chủ thư không cho gửi với địa chỉ người gửi này. Địa chỉ người gửi phải là địa chỉ của "
            + "hộp thư đã đăng nhập; hãy sửa lại (lệnh camha configure)."),
        ("^Smtp:User = .*(was refused by)|asks for a login", Login),
        ("offers no login", "Máy chủ thư không cho đăng nhập ở cổng này. Hãy kiểm tra cổng và kiểu bảo mật."),
        ("^Smtp:Password = ''", "Chưa có mật khẩu của hộp thư. Hãy nhập mật khẩu (lệnh camha configure)."),
        ("^Smtp:Password", "Không đọc được mật khẩu của hộp thư. Hãy nhập lại (lệnh camha configure)."),
        ("^OAuth:", "Không lấy được quyền gửi thư (OAuth) từ nhà cung cấp. Hãy báo người cài đặt; camha doctor nói rõ lý do."),
        ("no safe connection", "Không lập được kết nối an toàn. Hãy kiểm tra tên máy chủ, cổng và kiểu bảo mật."),
        ("is not offered by", "Máy chủ thư không có kiểu bảo mật này ở cổng này. Hãy chọn kiểu khác hoặc cổng khác."),
        ("refuses the greeting", "Máy chủ thư không nhận tên mà máy này tự xưng. Hãy ghi vào Smtp:HeloName tên mà máy chủ thư biết, "
            + "hoặc hỏi người quản trị máy chủ thư."),
        ("takes no more for now", "Đã hết số thư mà máy chủ thư cho gửi. Thư còn lại tự đi khi có hạn mức mới."),
        ("takes nothing from|ends its sessions", Machine),
        ("there is no such host", "Không tìm thấy máy chủ thư có tên này. Hãy kiểm tra lại tên máy chủ và mạng."),
        ("did not answer within", "Máy chủ thư không trả lời. Hãy kiểm tra tên máy chủ, cổng và mạng."),
        ("cannot be reached", "Không kết nối được tới máy chủ thư. Hãy kiểm tra tên máy chủ, cổng và mạng."),
        ("^Mail:PickupFolder", "Không ghi được vào thư mục chứa thư. Hãy dọn bớt ổ đĩa, hoặc cho phần mềm quyền ghi vào đó."),
    ];

    /// <param name="reason">What <see cref="TransportUnavailableException"/> says.</param>
    public static string Vietnamese(string reason) =>
        Array.Find(Known, known => Regex.IsMatch(reason, known.Pattern, RegexOptions.CultureInvariant | RegexOptions.Singleline)).Words
        ?? (reason == NoTransport.Reason ? "Chưa có hộp thư gửi. Mở trang, mục Cài đặt, rồi ghi hộp thư." : null)
        ?? "Lúc này không gửi được thư nào. Lệnh camha doctor nói rõ lý do.";
}
