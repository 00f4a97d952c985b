using System.Globalization;

namespace CamHa.Scheduler.Web.Pages;

/// <summary>
/// Confirms what a click has done, on the page that is shown next. It travels in a cookie, so it is made of a fixed code and
/// two numbers, and of nothing that anybody typed.
/// </summary>
/// <param name="Code">What was done.</param>
/// <param name="Done">How many mails it was done to; of a change its number.</param>
/// <param name="Asked">How many mails it was asked for.</param>
public readonly record struct Confirmation(string Code, int Done = 0, int Asked = 0)
{
    /// <summary>The confirmation as the cookie holds it.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Code}.{Done}.{Asked}");

    /// <summary>Of a change in the record.</summary>
    /// <param name="code">What was done.</param>
    /// <param name="gesture">The change's number.</param>
    public static Confirmation OfChange(string code, long gesture) => new(code, (int)gesture, (int)gesture);

    /// <summary>What the cookie holds; nothing if it was not made here.</summary>
    public static Confirmation Read(string cookie) =>
        cookie.Split('.') is [var code, var doneText, var askedText]
        && int.TryParse(doneText, NumberStyles.None, CultureInfo.InvariantCulture, out var done)
        && int.TryParse(askedText, NumberStyles.None, CultureInfo.InvariantCulture, out var asked)
            ? new(code, done, asked) : default;

    /// <summary>The number of the change of a week that can be undone by whoever made it; null for anything else.</summary>
    public int? OfWeek => Code is "week-entered" or "week-withdrawn" or "week-exempt" or "week-expected" ? Done : null;

    /// <summary>The number of the change that can be taken back; null where nothing was changed in the plan.</summary>
    public long? Gesture => Code is "change" or "undone" or "inbox-told" or "inbox-applied" or "extension" or "calendar" or "reopened"
        or "plan" or "plan-held"
        ? Done : null;

    /// <summary>The sentence for the page; empty for nothing to confirm.</summary>
    public string Words()
    {
        var (code, done, asked) = this;
        var words = code switch
        {
            "retry" => $"Đã xếp {done} thư vào hàng chờ gửi lại.",
            "release" => $"Đã cho gửi {done} thư.",
            "cancel" => $"Đã hủy {done} thư.",
            "pause" => "Đã tạm dừng gửi. Không thư nào rời máy cho đến khi được cho gửi tiếp.",
            "resume" => "Đã cho gửi tiếp.",
            "test" => "Đã thử gửi; kết quả ở dưới đây.",
            "inbox-told" => $"Đã ghi nhận, lần sửa số {done}; người gửi sẽ nhận thư báo.",
            "inbox-applied" => $"Đã ghi nhận, lần sửa số {done}.",
            "inbox-ignored" => "Đã đóng thư; không ghi gì, không gửi thư cho ai.",
            "inbox-asked" => "Đã gửi thư hỏi lại. Thư trả lời đến thì được xử lý như thư mới.",
            "probe" => "Kết quả thử hộp thư ở cuối trang.",
            "extension" => $"Đã quyết định, lần sửa số {done}.",
            "change" => $"Đã ghi, lần sửa số {done}.",
            "undone" => $"Đã trở lại như cũ, lần sửa số {done}.",
            "note-closed" => "Đã đóng ghi chú; dữ liệu của phần mềm khác giữ nguyên.",
            "change-foreign" or "extension-foreign" or "week-foreign" =>
                "Bảng nhiệm vụ là của phần mềm khác nên chưa ghi gì; việc cần sửa bên đó có trong sổ thay đổi.",
            "calendar" => $"Đã ghi lịch nghỉ, lần sửa số {done}.",
            "calendar-same" => "Lịch nghỉ đã như vậy rồi; không có gì phải ghi.",
            "plan" => $"Đã ghi vào kế hoạch, lần sửa số {done}.",
            "plan-held" => $"Đã ghi vào kế hoạch, lần sửa số {done}. Lần sửa này thay đổi nhiều, nên các thư nhắc tiếp theo được giữ lại "
                + "ở trang Tổng quan chờ người xem.",
            "plan-first" => $"Đã lập kế hoạch, lần sửa số {done}. Các thư nhắc đầu tiên chờ người cho gửi ở trang Tổng quan.",
            "plan-same" => "Tệp không khác gì kế hoạch đang có; không có gì phải ghi.",
            "setup-saved" => "Đã lưu cài đặt.",
            "setup-sent" => "Máy chủ thư đã nhận thư thử, và cài đặt đã lưu. Xem thư có đến không, có nằm trong Thư rác không.",
            "started" => done > 0 ? $"Đã cho gửi; {done} thư đang chờ được gửi ngay." : "Đã cho gửi; thư đi khi đến giờ.",
            "demo" => "Đã nạp kế hoạch mẫu của năm 2022 để xem. Địa chỉ trong đó không của ai, nên không thư nào đến ai.",
            "plan-dropped" => "Đã bỏ tệp; kế hoạch giữ nguyên.",
            "week-entered" => $"Đã lưu báo cáo, lần sửa số {done}.",
            "week-withdrawn" => $"Đã rút báo cáo, lần sửa số {done}.",
            "week-exempt" => $"Đã miễn báo cáo, lần sửa số {done}.",
            "week-expected" => $"Đã thôi miễn, lần sửa số {done}; đơn vị lại phải nộp.",
            "week-called" => "Đã ghi cuộc gọi.",
            "week-forgotten" => "Đã xóa ghi chú cuộc gọi.",
            "week-undone" => $"Đã hoàn tác, lần sửa số {done}.",
            "report-written" => "Đã lưu số và lời dẫn của báo cáo.",
            "report-approved" => "Đã duyệt báo cáo.",
            "account-first" => "Đã lập tài khoản đầu tiên và đăng nhập. Từ nay trang hỏi tên và mật khẩu.",
            "account-made" => "Đã thêm tài khoản.",
            "account-changed" => "Đã lưu.",
            "account-password" => "Đã đặt mật khẩu mới; những nơi khác đang đăng nhập đã bị đăng xuất.",
            "account-ended" => "Đã khóa tài khoản và đăng xuất nó ở mọi nơi.",
            "account-reopened" => "Đã mở lại tài khoản.",
            "session-ended" => "Đã đăng xuất ở đó.",
            "reopened" => $"Đã mở lại địa chỉ, lần sửa số {done}; thư chưa đến mà còn đúng được gửi tiếp.",
            "reopened-before" => "Địa chỉ này không còn bị đóng.",
            "link-renewed" => "Đã cấp liên kết mới; liên kết cũ, kể cả trong thư đã gửi, không còn dùng được.",
            "out" => "Đã đăng xuất.",
            _ => "",
        };
        return words.Length > 0 && done < asked ? $"{words} {asked - done} thư khác đã đổi trạng thái nên giữ nguyên." : words;
    }
}
