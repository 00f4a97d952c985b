using CamHa.Scheduler.Changes;
using CamHa.Scheduler.Import.Workbooks;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Import.Layouts;

/// <summary>What an import says of tables that are not in our form. What is wrong comes first, what to do instead follows.</summary>
internal static class LayoutWords
{
    public static string DamagedDocument => Language.Say(
        "tệp Word bị hỏng hoặc chưa chép xong; mở bằng Word để sửa rồi lưu lại.",
        "the Word file is damaged or was not copied to its end; open it in Word, let it be repaired, and save it.");

    /// <summary>What the guard of workbooks says of a document.</summary>
    public static string OfDocument(string refusal) =>
        refusal == WorkbookWords.Damaged ? DamagedDocument
        : refusal == WorkbookWords.Dtd ? Language.Say(
            "tệp có khai báo (DTD) mà tệp Word không có; không được đọc. Dùng tệp do chính Word lưu.",
            "the file has a declaration (DTD) that no document has, and is not read. Use one that Word itself has saved.")
        : refusal == WorkbookWords.Password ? Language.Say(
            "tệp có mật khẩu nên không đọc được; mở bằng Word, bỏ mật khẩu (Tệp, Thông tin, Bảo vệ tài liệu) rồi lưu lại.",
            "the file has a password and cannot be read; open it in Word, take the password off (File, Info, Protect Document), save it.")
        : refusal;

    public static string OldDocument => Language.Say(
        "tệp Word kiểu cũ (.doc) không được đọc; mở bằng Word, chọn Tệp (File), Lưu thành (Save As), kiểu “Word Document (*.docx)”.",
        "a document of the old kind (.doc) is not read; open it in Word, choose File, Save As, type 'Word Document (*.docx)'.");

    public static string NoDocument => Language.Say(
        "đây không phải là tệp Word; tệp Word có đuôi .docx.",
        "this is no Word document; those end in .docx.");

    public static string NoTable => Language.Say(
        "không thấy bảng nhiệm vụ nào trong tệp; bảng phải có các cột nội dung, đơn vị chủ trì và thời hạn.",
        "there is no table of assignments in the file; it needs columns for the work, who leads it, and when it is due.");

    public static string NoAssignments => Language.Say(
        "bảng không có dòng nhiệm vụ nào.",
        "the table has no rows of assignments.");

    public static string MissingColumn(string column) => Language.Say(
        $"không thấy cột “{PlanSheets.Of("assignments.csv").Heading(column)}”; chỉ rõ cột nào bằng --map TỆP.json.",
        $"no column is found for {column}; say which it is with --map FILE.json.");

    public static string UnsureUnit(UnitGuess unit) => Times(unit.Count) + (unit.Reading.Near.Count == 0
        ? Language.Say(
            $"“{unit.Text}” không rõ là đơn vị nào; chỉ rõ bằng --map TỆP.json, hoặc thêm tên khác này cho đơn vị.",
            $"'{unit.Text}' is no unit that is known; say which with --map FILE.json, or add it as an alias of a unit.")
        : Language.Say(
            $"“{unit.Text}” chưa chắc là đơn vị nào, có thể là {string.Join(", ", unit.Reading.Near)}; chỉ rõ bằng --map TỆP.json.",
            $"'{unit.Text}' may be {string.Join(", ", unit.Reading.Near)}; say which with --map FILE.json."));

    public static string UnsureDue(DueGuess due) => Times(due.Count) + (due.Reading is { } reading
        ? Language.Say(
            $"“{due.Text}” có thể là {Language.Say(reading.Day)} ({reading.How}), chưa chắc; chỉ rõ bằng --map TỆP.json.",
            $"'{due.Text}' may be {Language.Say(reading.Day)} ({reading.How}); say so with --map FILE.json.")
        : Language.Say(
            $"“{due.Text}” không rõ là ngày nào; chỉ rõ bằng --map TỆP.json, hoặc ghi ngày trong tệp.",
            $"'{due.Text}' is no day that is understood; say which with --map FILE.json, or write it in the file."));

    public static string TakenCode(string taken, string code) => Language.Say(
        $"mã {taken} trong cơ sở dữ liệu là nhiệm vụ khác; dòng này nhận mã {code}.",
        $"{taken} is another assignment in the database; this row gets {code}.");

    public static string Help(string columns) => Language.Say(
        $"Sửa rồi chạy lại lệnh nạp với --map và tệp này. is: để trống, hoặc một trong {columns}. units: mã các đơn vị, như BPT-TT hoặc "
        + "BPT-*; không phải đơn vị nào thì ghi leaveOut: true. day: ngày hạn, như 30/06/2026.",
        $"Correct it and import again with --map and this file. is: empty, or one of {columns}. units: codes, such as BPT-TT or BPT-*; "
        + "leaveOut: true where it is no unit. day: when it is due, such as 30/06/2026.");

    public static string MapTooLarge => Language.Say(
        "tệp lớn hơn 5 MB, không phải là tệp do --map ghi ra.",
        "the file is larger than 5 MB and is none that --map has written.");

    public static string NoJson(long line) => Language.Say(
        $"dòng {line} không đúng JSON (thiếu dấu phẩy, ngoặc kép hoặc ngoặc?); sửa lại, hoặc xóa tệp để ghi lại từ đầu.",
        $"line {line} is no JSON (a comma, quotation mark or bracket is missing?); correct it, or delete the file to begin anew.");

    public static string NoList(string name) => Language.Say(
        $"{name} phải là một danh sách như khi tệp được ghi ra.",
        $"{name} must be a list, as it was written.");

    public static string NoText(string where) => Language.Say(
        $"{where} phải là chữ trong ngoặc kép.",
        $"{where} must be a text in quotation marks.");

    public static string NoColumn(string where, string value, string columns) => Language.Say(
        $"{where}: “{value}” không phải là một trong: {columns}.",
        $"{where}: '{value}' is none of these: {columns}.");

    public static string ColumnTwice(string heading) => Language.Say(
        $"columns: “{heading}” được chỉ cho hai cột; chỉ giữ một.",
        $"columns: '{heading}' is said of two columns; keep one.");

    public static string NoUnit(string where, string code, string? nearest) => nearest is null
        ? Language.Say(
            $"{where}: không có đơn vị mã “{code}”.",
            $"{where}: there is no unit with the code '{code}'.")
        : Language.Say(
            $"{where}: không có đơn vị mã “{code}”; có phải là {nearest}?",
            $"{where}: there is no unit with the code '{code}'; did you mean {nearest}?");

    private static string Times(int count) => count == 1 ? "" : Language.Say($"({count} ô) ", $"({count} cells) ");

    public static string TooManyCells(int most) => Language.Say(
        $"các bảng có hơn {most} ô; chép riêng bảng nhiệm vụ sang tệp mới.",
        $"the tables have more than {most} cells; copy the table of assignments into a file of its own.");
}
