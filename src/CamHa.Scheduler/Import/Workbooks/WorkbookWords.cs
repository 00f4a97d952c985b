using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Import.Workbooks;

/// <summary>What an import says of a workbook and its sheets. What is wrong comes first, what to do instead follows.</summary>
internal static class WorkbookWords
{
    private static string SaveAsWorkbook => Language.Say(
        "Mở tệp bằng Excel, chọn Tệp (File), Lưu thành (Save As), kiểu “Excel Workbook (*.xlsx)”, rồi nạp tệp đó.",
        "Open it in Excel, choose File, Save As, type 'Excel Workbook (*.xlsx)', and import that file.");

    public static string NotMarked => Language.Say(
        $"chỉ ghi lỗi được vào tệp .xlsx và .xlsm. {SaveAsWorkbook}",
        $"faults are written into .xlsx and .xlsm only. {SaveAsWorkbook}");

    public static string EmptyFile => Language.Say(
        "tệp rỗng; có thể chưa chép xong. Chép lại từ tệp gốc.",
        "the file is empty; perhaps it was not copied to its end. Copy it again from the original.");

    public static string Damaged => Language.Say(
        "tệp bị hỏng hoặc chưa chép xong; chép lại từ tệp gốc, hoặc mở bằng Excel để sửa rồi lưu lại.",
        "the file is damaged or was not copied to its end; copy it again, or open it in Excel, let it be repaired, and save it.");

    public static string Dtd => Language.Say(
        "tệp có khai báo (DTD) mà tệp Excel không có; không được đọc. Dùng tệp do chính Excel lưu.",
        "the file has a declaration (DTD) that no workbook has, and is not read. Use one that Excel itself has saved.");

    public static string Password => Language.Say(
        "tệp có mật khẩu nên không đọc được; mở bằng Excel, bỏ mật khẩu (Tệp, Thông tin, Bảo vệ sổ làm việc) rồi lưu lại.",
        "the file has a password and cannot be read; open it in Excel, take the password off (File, Info, Protect Workbook), save it.");

    public static string PageFile => Language.Say(
        $"tệp mang tên Excel nhưng là trang web hoặc XML. {SaveAsWorkbook}",
        $"the file is called a workbook and is a web page or XML. {SaveAsWorkbook}");

    public static string TextFile => Language.Say(
        $"tệp mang tên Excel nhưng là văn bản, như CSV. {SaveAsWorkbook}",
        $"the file is called a workbook and is text, such as CSV. {SaveAsWorkbook}");

    public static string WordFile => Language.Say(
        "đây là tệp Word; đặt lại tên cho đúng đuôi .docx (tệp .doc thì mở bằng Word, lưu thành .docx), rồi nạp.",
        "this is a Word file; give it its own ending, .docx (open a .doc in Word and save it as that), and import it.");

    public static string OpenDocument => Language.Say(
        "tệp .ods (OpenDocument) không được đọc; trong LibreOffice chọn Tệp, Lưu thành, kiểu “Excel 2007-365 (.xlsx)”, rồi nạp tệp đó.",
        "an .ods file (OpenDocument) is not read; in LibreOffice choose File, Save As, type 'Excel 2007-365 (.xlsx)', and import that.");

    public static string BinaryWorkbook => Language.Say(
        $"tệp .xlsb (nhị phân) không được đọc. {SaveAsWorkbook}",
        $"an .xlsb file (binary) is not read. {SaveAsWorkbook}");

    public static string NoWorkbook => Language.Say(
        "đây không phải là tệp Excel; tệp Excel có đuôi .xlsx, .xlsm hoặc .xls.",
        "this is no workbook; workbooks end in .xlsx, .xlsm or .xls.");

    public static string HeldOpen => Language.Say(
        "chương trình khác đang giữ tệp này; đóng tệp trong Excel rồi nạp lại.",
        "another program holds this file; close it in Excel and import it again.");

    public static string NoAccess => Language.Say(
        "không được phép đọc tệp này; chép tệp sang thư mục khác rồi nạp từ đó.",
        "this file may not be read; copy it into another folder and import it from there.");

    public static string StillOpen => Language.Say(
        "tệp đang mở trong Excel; những gì chưa lưu thì chưa được đọc.",
        "the file is open in Excel; what is not saved there is not read.");

    public static string Macros => Language.Say(
        "tệp có macro; macro không được chạy.",
        "the file has macros; they are not run.");

    public static string LongCell => Language.Say(
        "có ô dài hơn một triệu ký tự; rút ngắn lại.",
        "a cell has more than a million characters; shorten it.");

    public static string FarCell => Language.Say(
        "có ô nằm quá xa bảng; xóa các cột và dòng trống thừa giữa bảng và ô này (Ctrl+End đưa tới ô cuối) rồi lưu lại.",
        "a cell lies too far from the table; delete the columns and rows between (Ctrl+End goes to the last cell) and save it again.");

    public static string TooManyErrors => Language.Say(
        "có hơn một triệu ô công thức bị lỗi hoặc không có kết quả; xóa các công thức thừa rồi lưu lại.",
        "more than a million formulas have errors or no results; delete those that are not needed and save it again.");

    public static string EmptySheet => Language.Say(
        "trang này trống, nên được coi là không có.",
        "this sheet is empty and counts as not there.");

    public static string OnlyToSee => Language.Say(
        "trang này chỉ để xem và đếm; không được nạp.",
        "this sheet is there to be seen and counted; it is not imported.");

    public static string HiddenSheet => Language.Say(
        "trang này bị ẩn; vẫn được đọc.",
        "this sheet is hidden; it is read all the same.");

    public static string HiddenColumn => Language.Say(
        "cột này bị ẩn; vẫn được đọc.",
        "this column is hidden; it is read all the same.");

    public static string NoResult => Language.Say(
        "ô có công thức mà tệp không giữ kết quả; mở bằng Excel rồi lưu lại, hoặc gõ giá trị vào ô.",
        "the cell has a formula whose result is not in the file; open it in Excel and save it again, or type the value.");

    public static string Twice => Language.Say(
        "cột này có hai lần; chỉ giữ một.",
        "this column is there twice; keep one.");

    public static string TooLarge(int megabytes) => Language.Say(
        $"tệp lớn hơn {megabytes} MB; bỏ hình ảnh và các trang không cần rồi lưu lại.",
        $"the file is larger than {megabytes} MB; take pictures and sheets out that are not needed, and save it again.");

    public static string UnpacksTooFar(int megabytes) => Language.Say(
        $"nội dung tệp bung ra quá lớn (giới hạn {megabytes} MB, ba triệu ô chữ khác nhau); chép riêng các bảng sang tệp Excel mới.",
        $"the file unpacks too far (to more than {megabytes} MB, or three million different texts); copy the tables into a new workbook.");

    public static string TwoSheets(string other) => Language.Say(
        $"trang này và trang “{other}” là một tên; chỉ giữ một.",
        $"this sheet and '{other}' have one name; keep one.");

    public static string RenameTo(string sheet) => Language.Say(
        $"tên trang gần đúng nhưng không được đọc; đổi tên thành “{sheet}”, hoặc xóa trang.",
        $"the sheet's name is nearly right, but it is not read; rename it to '{sheet}', or delete it.");

    public static string NotRead(string sheets) => Language.Say(
        $"trang này không được đọc; các trang được đọc là {sheets}.",
        $"this sheet is not read; the sheets that are read are {sheets}.");

    public static string NothingHere(string sheets) => Language.Say(
        $"không có trang nào để nạp; các trang được đọc là {sheets}.",
        $"no sheet in it is imported; the sheets that are read are {sheets}.");

    public static string NoHeadings(string headings) => Language.Say(
        $"không thấy dòng tiêu đề; một dòng phải có các tiêu đề {headings}.",
        $"no line names the columns; one needs the headings {headings}.");

    public static string MissingHeading(string heading) => Language.Say(
        $"thiếu cột “{heading}”; thêm cột vào dòng tiêu đề.",
        $"the column '{heading}' is missing; add it to the line that names the columns.");

    public static string RenamedHeading(string heading, string nearest) => Language.Say(
        $"thiếu cột “{heading}”; có phải là cột “{nearest}”? Nếu phải, đổi tiêu đề thành “{heading}”.",
        $"the column '{heading}' is missing; is it the column '{nearest}'? If so, change the heading to '{heading}'.");

    public static string MissingAmong(string heading, string unknown) => Language.Say(
        $"thiếu cột “{heading}”; các cột chưa rõ là gì: {unknown}. Cột nào là “{heading}” thì đổi tiêu đề; không có thì thêm cột.",
        $"the column '{heading}' is missing; nobody knows these: {unknown}. If one is '{heading}', change its heading; or else add it.");

    public static string PerhapsColumn(string heading, string near) => Language.Say(
        $"{heading} (có phải là “{near}”?)", $"{heading} (is it '{near}'?)");

    public static string NotReadColumns(string headings) => Language.Say(
        $"các cột không được đọc: {headings}.",
        $"these columns are not read: {headings}.");

    public static string HiddenRows(int count, string lines) => Language.Say(
        $"{count} dòng bị ẩn hoặc bị lọc vẫn được đọc: {lines}.",
        $"{count} rows that are hidden or filtered out are read all the same: {lines}.");

    public static string ErrorCell(string error) => Language.Say(
        $"ô có lỗi {error}; sửa công thức, hoặc gõ giá trị vào ô.",
        $"the cell has the error {error}; correct the formula, or type the value.");
}
