using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Import;

/// <summary>What an import says of files and their columns. What is wrong comes first, what to do instead follows.</summary>
internal static class ImportWords
{
    public static string NoCampaign => Language.Say(
        "không có tệp này, và cơ sở dữ liệu không có đúng một kế hoạch để nạp vào; thêm tệp campaign.csv.",
        "there is no such file, and the database does not have exactly one campaign to import into; add campaign.csv.");

    public static string NotYours => Language.Say(
        "tài khoản này không được giao kế hoạch mà tệp ghi.", "this account was not given the campaign that the file names.");

    public static string NoneOfYours => Language.Say(
        "chưa có kế hoạch này; chỉ tài khoản thấy mọi kế hoạch mới thêm được kế hoạch.",
        "there is no such campaign yet; only an account that sees all campaigns adds one.");

    public static string SharedCalendar => Language.Say(
        "lịch nghỉ là chung của mọi kế hoạch, và tệp này đổi lịch; bỏ tệp này ra khỏi thư mục, hoặc nhờ tài khoản thấy mọi kế hoạch.",
        "the calendar is shared by all campaigns, and this file changes it; take this file out of the folder, or ask an account that sees "
        + "all campaigns.");

    public static string Empty => Language.Say(
        "tệp rỗng; phải có dòng tiêu đề. Không muốn thay đổi gì thì bỏ tệp này ra khỏi thư mục.",
        "the file is empty; it needs a line that names the columns. To change nothing, take the file out of the folder.");

    public static string MissingColumn => Language.Say(
        "thiếu cột này; thêm cột vào dòng tiêu đề.",
        "this column is missing; add it to the line that names the columns.");

    public static string RenamedColumn(string nearest) => Language.Say(
        $"thiếu cột này; có phải là cột {nearest}? Nếu phải, đổi tên cột đó.",
        $"this column is missing; is it the column {nearest}? If so, rename that one.");

    public static string MissingAmong(IEnumerable<string> unknown) => Language.Say(
        $"thiếu cột này; các cột chưa rõ là gì: {string.Join(", ", unknown)}. Một trong đó là cột này thì đổi tên; không thì thêm cột.",
        $"this column is missing; nobody knows these: {string.Join(", ", unknown)}. If one is it, rename that; or else add it.");

    public static string TwiceColumn => Language.Say(
        "cột này có hai lần; chỉ giữ một.",
        "this column is there twice; keep one.");

    public static string UnclosedQuote => Language.Say(
        "dấu ngoặc kép mở mà không đóng, hoặc nằm giữa ô; cả ô đặt trong ngoặc kép và viết dấu ngoặc kép bên trong hai lần.",
        "a quotation mark is opened and not closed, or stands inside a value; quote the whole value and double the marks in it.");

    public static string LostLetters => Language.Say(
        "có chữ đã mất dấu thành “�”; gõ lại, hoặc mở tệp gốc và lưu lại kiểu “CSV UTF-8”.",
        "letters are lost and have become '�'; type them again, or open the original file and save it as 'CSV UTF-8'.");

    public static string Mojibake => Language.Say(
        "chữ đã bị đọc sai bảng mã (như “Ä‘oÃ n” thay cho “đoàn”); mở tệp gốc và lưu lại kiểu “CSV UTF-8”.",
        "the text was read in a wrong encoding (as 'Ä‘oÃ n' for 'đoàn'); open the original file and save it as 'CSV UTF-8'.");

    public static string QuestionMarks => Language.Say(
        "có dấu ? ở giữa chữ; có thể chữ đã mất dấu khi lưu, xem lại ô này.",
        "a ? stands inside a word; letters may have been lost when the file was saved, so look at this value.");

    public static string ExcelFile => Language.Say("tệp Excel", "an Excel file");

    public static string BrokenUtf16 => Language.Say("tệp UTF-16 bị hỏng", "a damaged UTF-16 file");

    public static string EmptyText => Language.Say(
        "tệp rỗng; dán bảng vào rồi lưu lại.",
        "the file is empty; paste the table into it and save it.");

    public static string SaveTextAsUtf8 => Language.Say(
        "Trong Notepad: Tệp (File), Lưu thành (Save as), Mã hóa (Encoding): UTF-8. Chữ bị lỗi thì chép lại từ Word hoặc Excel rồi dán vào.",
        "In Notepad: File, Save as, Encoding: UTF-8. Where letters are wrong, copy them again from Word or Excel.");

    public static string SaveAsUtf8 => Language.Say(
        "Trong Excel: Tệp (File), Lưu thành (Save As), kiểu “CSV UTF-8 (Comma delimited)”.",
        "In Excel: File, Save As, type 'CSV UTF-8 (Comma delimited)'.");

    public static string Place(string file, int line, string column) => file
        + (line > 0 ? Language.Say($", dòng {line}", $", line {line}") : "")
        + (column.Length > 0 ? Language.Say($", cột {column}", $", column {column}") : "");

    public static string AndMore(int count) => Language.Say(
        $"và {count} lỗi nữa; sửa những lỗi trên trước",
        $"and {count} more; correct these first");

    public static string NothingHere(string files) => Language.Say(
        $"không có gì để nạp ở đây; các tệp được đọc là {files}.",
        $"there is nothing to import here; the files that are read are {files}.");

    public static string RenameTo(string file) => Language.Say(
        $"tệp này gần đúng tên nhưng không được đọc; đổi tên thành {file}, hoặc bỏ ra khỏi thư mục.",
        $"the name is nearly right, but this file is not read; rename it to {file}, or take it out of the folder.");

    public static string BesideTheRightOne(string file) => Language.Say(
        $"tệp này không được đọc, chỉ đọc {file}; nếu đây là bản mới thì đổi tên.",
        $"this file is not read, only {file} is; if this is the newer one, rename it.");

    public static string NamedTwice(string file) => Language.Say(
        $"có hai tệp cùng tên này, chỉ khác chữ hoa chữ thường; giữ một tệp {file}.",
        $"two files have this name and differ only in upper and lower case; keep one, {file}.");

    public static string Workbook(string file) => Language.Say(
        $"là tệp Excel, không được đọc; lưu thành {file}. {SaveAsUtf8}",
        $"this is an Excel file and is not read; save it as {file}. {SaveAsUtf8}");

    public static string NotRead(string files) => Language.Say(
        $"tệp này không được đọc; các tệp được đọc là {files}.",
        $"this file is not read; the files that are read are {files}.");

    public static string Foreign(string view) => Language.Say(
        $"{view} ở đây là khung nhìn (view) của phần mềm khác; bỏ tệp này ra khỏi thư mục.",
        $"{view} is a view of another program here; take this file out of the folder.");

    public static string NotUtf8(string perhaps, string way) => Language.Say(
        $"tệp không phải UTF-8 (có thể là {perhaps}). {way}",
        $"the file is not UTF-8 (perhaps it is {perhaps}). {way}");

    public static string NotPlainText(string what) => Language.Say(
        $"tệp không phải văn bản mà là {what}; đổi đuôi tệp cho đúng, hoặc chép bảng rồi dán vào Notepad và lưu kiểu UTF-8.",
        $"the file is no text but {what}; give it the right ending, or paste the table into Notepad and save it as UTF-8.");

    public static string NotText(string what) => Language.Say(
        $"tệp không phải CSV mà là {what}. {SaveAsUtf8}",
        $"the file is not CSV but {what}. {SaveAsUtf8}");

    public static string OldEncoding(string name, string fonts) => Language.Say(
        $"chữ viết theo bảng mã cũ {name} (phông {fonts}); chuyển mã sang Unicode (Unikey: Ctrl+Shift+F6, nguồn {name}, đích Unicode) "
        + "rồi lưu lại.",
        $"the text is in the old encoding {name} (font {fonts}); convert it to Unicode (Unikey: Ctrl+Shift+F6, from {name} to Unicode) "
        + "and save it again.");

    public static string NoSuchColumn(string? nearest, IEnumerable<string> columns) => nearest is null
        ? Language.Say(
            $"không có cột này; các cột là {string.Join(", ", columns)}.",
            $"there is no such column; the columns are {string.Join(", ", columns)}.")
        : Language.Say(
            $"không có cột này; có phải là {nearest}?",
            $"there is no such column; did you mean {nearest}?");

    public static string ColumnWithoutName(int number) => Language.Say(
        $"cột thứ {number} có dữ liệu mà không có tên ở dòng tiêu đề; đặt tên hoặc xóa cột.",
        $"column {number} has values but no name; name it or delete it.");

    public static string TooManyValues(int values, int columns) => Language.Say(
        $"dòng có {values} ô mà chỉ có {columns} cột; ô có dấu phân cách bên trong phải đặt trong ngoặc kép.",
        $"the line has {values} values for {columns} columns; a value with a separator in it stands in quotation marks.");
}
