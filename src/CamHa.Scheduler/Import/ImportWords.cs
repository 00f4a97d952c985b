using System.Globalization;
using CamHa.Scheduler.Clock;

namespace CamHa.Scheduler.Import;

/// <summary>Every sentence an import says to the clerk. A value is shown as the file has it; what to write instead follows.</summary>
internal static class ImportWords
{
    public const string NoCampaign =
        "không có tệp này, và cơ sở dữ liệu không có đúng một kế hoạch để nạp vào; thêm tệp campaign.csv.";

    public const string OneCampaign = "có hơn một kế hoạch; mỗi thư mục chỉ ghi một kế hoạch.";
    public const string Empty = "tệp rỗng; phải có dòng tiêu đề. Không muốn thay đổi gì thì bỏ tệp này ra khỏi thư mục.";
    public const string MissingColumn = "thiếu cột này; thêm cột vào dòng tiêu đề.";
    public const string TwiceColumn = "cột này có hai lần; chỉ giữ một.";
    public const string Needed = "ô này không được để trống.";
    public const string DayNeeded = "ô này phải có ngày, như 30/06/2026.";
    public const string UnitNeeded = "phải có ít nhất một đơn vị.";
    public const string TimeNeeded = "có nội dung mà không có giờ nộp; ghi lúc nhận được, như 17/06/2026 10:42.";
    public const string TextNeeded = "có giờ nộp mà không có nội dung; ghi nội dung, hoặc xóa giờ nếu đơn vị chưa nộp.";
    public const string NoSpecialist =
        "không có đơn vị nào là chuyên trách; ghi specialist cho một đơn vị: thư trả lời được gửi về đó.";

    public const string NoCommittee =
        "không có đơn vị nào là Ban Chỉ đạo; ghi committee cho một đơn vị: báo cáo tuần được gửi đến đó.";

    public const string UnclosedQuote =
        "dấu ngoặc kép mở mà không đóng, hoặc nằm giữa ô; cả ô đặt trong ngoặc kép và viết dấu ngoặc kép bên trong hai lần.";

    public const string LostLetters =
        "có chữ đã mất dấu thành “�”; gõ lại, hoặc mở tệp gốc và lưu lại kiểu “CSV UTF-8”.";

    public const string Mojibake =
        "chữ đã bị đọc sai bảng mã (như “Ä‘oÃ n” thay cho “đoàn”); mở tệp gốc và lưu lại kiểu “CSV UTF-8”.";

    public const string QuestionMarks = "có dấu ? ở giữa chữ; có thể chữ đã mất dấu khi lưu, xem lại ô này.";

    public const string SaveAsUtf8 = "Trong Excel: Tệp (File), Lưu thành (Save As), kiểu “CSV UTF-8 (Comma delimited)”.";

    public static string Place(string file, int line, string column) => file
        + (line > 0 ? $", dòng {line}" : "")
        + (column.Length > 0 ? $", cột {column}" : "");

    public static string AndMore(int count) => $"và {count} lỗi nữa; sửa những lỗi trên trước";

    // Files.

    public static string NothingHere(string files) => $"không có gì để nạp ở đây; các tệp được đọc là {files}.";

    public static string RenameTo(string file) =>
        $"tệp này gần đúng tên nhưng không được đọc; đổi tên thành {file}, hoặc bỏ ra khỏi thư mục.";

    public static string BesideTheRightOne(string file) => $"tệp này không được đọc, chỉ đọc {file}; nếu đây là bản mới thì đổi tên.";

    public static string NamedTwice(string file) => $"có hai tệp cùng tên này, chỉ khác chữ hoa chữ thường; giữ một tệp {file}.";

    public static string Workbook(string file) => $"là tệp Excel, không được đọc; lưu thành {file}. {SaveAsUtf8}";

    public static string NotRead(string files) => $"tệp này không được đọc; các tệp được đọc là {files}.";

    public static string Foreign(string view) => $"{view} ở đây là khung nhìn (view) của phần mềm khác; bỏ tệp này ra khỏi thư mục.";

    public static string NotUtf8(string perhaps) => $"tệp không phải UTF-8 (có thể là {perhaps}). {SaveAsUtf8}";

    public static string NotText(string what) => $"tệp không phải CSV mà là {what}. {SaveAsUtf8}";

    public static string OldEncoding(string name, string fonts) =>
        $"chữ viết theo bảng mã cũ {name} (phông {fonts}); chuyển mã sang Unicode (Unikey: Ctrl+Shift+F6, nguồn {name}, đích Unicode) "
        + "rồi lưu lại.";

    // Columns and values.

    public static string NoSuchColumn(string? nearest, IEnumerable<string> columns) => nearest is null
        ? $"không có cột này; các cột là {string.Join(", ", columns)}."
        : $"không có cột này; có phải là {nearest}?";

    public static string ColumnWithoutName(int number) =>
        $"cột thứ {number} có dữ liệu mà không có tên ở dòng tiêu đề; đặt tên hoặc xóa cột.";

    public static string TooManyValues(int values, int columns) =>
        $"dòng có {values} ô mà chỉ có {columns} cột; ô có dấu phân cách bên trong phải đặt trong ngoặc kép.";

    public static string Twice(string value, int line) => $"“{value}” đã có ở dòng {line}; chỉ giữ một dòng.";

    public static string TooLong(int length, int longest) => $"dài {length} ký tự, nhiều nhất là {longest}; rút ngắn lại.";

    public static string NoCode(string value) =>
        $"“{value}” không phải là mã; mã chỉ gồm chữ không dấu, chữ số, “-”, “_” và “.”, như BPT-TT.";

    public static string NumberForCode(string value) => $"“{value}” là mã đã bị Excel đổi thành số; định dạng cột là Text rồi ghi lại mã.";

    public static string ZeroLost(string value, string known) =>
        $"“{value}” đã mất số 0 ở đầu, có phải là {known}? Excel bỏ các số 0; định dạng cột là Text rồi ghi lại.";

    public static string NoFlag(string value) => $"“{value}” không phải là 1 (có) hoặc 0 (không).";

    public static string NotOneOf(string value, IEnumerable<string> names) =>
        $"“{value}” không phải là một trong: {string.Join(", ", names)}.";

    public static string NoDay(string value) => $"“{value}” không phải là ngày; viết 30/06/2026 hoặc 2026-06-30.";

    public static string DayInstead(string value, string what, string instead) => $"“{value}” {what}; viết {instead}.";

    public static string NotSensible(string value) =>
        $"“{value}” không hợp lý; ngày phải từ {Day(SensibleDays.First)} đến {Day(SensibleDays.Last)}.";

    public static string NoTime(string value) =>
        $"“{value}” không phải là thời điểm; viết 17/06/2026 10:42 hoặc 2026-06-17T10:42:00+07:00.";

    public static string Future(string value, DateTime now) =>
        $"“{value}” là lúc chưa tới (bây giờ là {now.ToString("HH:mm dd/MM/yyyy", CultureInfo.InvariantCulture)}); ghi lúc đã xảy ra.";

    public static string TodayWithoutTime(string value) => $"“{value}” là hôm nay; ghi cả giờ nhận được, như {value} 10:42.";

    public static string NoWeek(string value) => $"“{value}” không phải là tuần; viết 2026-W24.";

    public static string BeforeTheStart(DateOnly end, DateOnly start) => $"“{Day(end)}” trước ngày bắt đầu, {Day(start)}.";

    public static string OutsideTheCampaign(DateOnly due, DateOnly start, DateOnly end) =>
        $"“{Day(due)}” ngoài thời gian của kế hoạch, {Day(start)} đến {Day(end)}; sửa ngày này hoặc ngày của kế hoạch.";

    public static string WorkedAnyway(DateOnly day) =>
        $"“{Day(day)}” là ngày trong tuần, vốn đã làm việc; worked chỉ ghi cho thứ Bảy, Chủ nhật làm bù.";

    public static string NoAddress(string value) => $"“{value}” không phải là địa chỉ thư; viết như van-thu@camha.example.";

    public static string NoAddressYet(string value) => $"“{value}” không phải là địa chỉ thư; chưa có địa chỉ thì xóa dòng này.";

    public static string SeveralAddresses(int count) => $"ô có {count} địa chỉ; mỗi địa chỉ ghi một dòng.";

    public static string SharedAddress(string address, int count, string units) =>
        $"“{address}” là của {count} đơn vị ({units}); mỗi thư ghi rõ gửi đơn vị nào.";

    public static string PhoneWithoutZero(string value, string instead) =>
        $"“{value}” thiếu số 0 ở đầu, Excel bỏ mất; ghi {instead} trong cột định dạng là Text.";

    // Units and assignments.

    public static string NoUnit(string value, string? nearest) => nearest is null
        ? $"không có đơn vị “{value}”; thêm vào units.csv."
        : $"không có đơn vị “{value}”; có phải là {nearest}? Nếu không, thêm vào units.csv.";

    public static string MatchesNoUnit(string value) => $"“{value}” không khớp đơn vị nào; xem lại units.csv.";

    public static string Circle(string circle) => $"{circle} là một vòng: không đơn vị nào giám sát chính đơn vị giám sát mình.";

    public static string Specialists(string units) => $"{units} đều là chuyên trách; chỉ giữ một: thư trả lời được gửi về đó.";

    public static string InactiveLead(string unit, IEnumerable<string> assignments) =>
        $"{unit} đã ngừng hoạt động mà vẫn chủ trì {string.Join(", ", assignments)}: không đơn vị nào được nhắc, chỉ chuyên trách được "
        + "báo; giao cho đơn vị khác trong assignments.csv.";

    public static string NoAssignment(string value) => $"không có nhiệm vụ “{value}”; xem lại assignments.csv.";

    public static string NoPart(string assignment, string unit) => $"“{assignment}” không giao cho {unit}; xem lại assignments.csv.";

    public static string Day(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

    public static string Time(DateTime time) => time.ToString("dd/MM/yyyy HH:mm", CultureInfo.InvariantCulture);
}
