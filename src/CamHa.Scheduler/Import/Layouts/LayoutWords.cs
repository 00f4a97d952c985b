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

    public static string UnsureUnit(UnitGuess unit) => Times(unit.Count) + (Near(unit.Reading) is { Length: > 0 } near
        ? Language.Say(
            $"“{unit.Text}” chưa chắc là đơn vị nào, {near}; chỉ rõ bằng --map TỆP.json.",
            $"'{unit.Text}' {near}; say which with --map FILE.json.")
        : Language.Say(
            $"“{unit.Text}” không rõ là đơn vị nào; chỉ rõ bằng --map TỆP.json, hoặc thêm tên khác này cho đơn vị.",
            $"'{unit.Text}' is no unit that is known; say which with --map FILE.json, or add it as an alias of a unit."));

    /// <summary>What may be meant; empty for nothing.</summary>
    public static string Near(UnitReading reading) => (reading.Units.Count > 0 ? reading.Units : reading.Near) is { Count: > 0 } near
        ? Language.Say($"có thể là {string.Join(", ", near)}", $"may be {string.Join(", ", near)}")
        : "";

    public static string UnsureRow(RowGuess row) => Language.Say(
        $"{Asked(row)} Ghi vào mục rows của tệp --map TỆP.json.",
        $"{Asked(row)} Say it under rows in the file of --map FILE.json.");

    /// <summary>What a person has to say of a row.</summary>
    public static string Asked(RowGuess row) => string.Join(' ', row.Lacks.Select(Empty).Prepend(row.Like is null ? "" : Language.Say(
        $"“{row.Title}” có phải là nhiệm vụ {row.Code} “{row.Like}” không? Phải thì ghi code là {row.Code}, không phải thì ghi mới.",
        $"Is '{row.Title}' the assignment {row.Code} '{row.Like}'? If so, write the code {row.Code}, and if not, new.")))
        .Trim();

    private static string Empty(string column) => column switch
    {
        "lead" => Language.Say("Ô chủ trì trống: ghi units.", "Nobody leads: write units."),
        "due" => Language.Say("Ô thời hạn trống: ghi day.", "There is no due date: write day."),
        _ => Language.Say("Ô nội dung trống: ghi trong bảng, hoặc leaveOut: true.", "There is no title: write it, or leaveOut: true."),
    };

    public static string OtherTable(string name) => Language.Say(
        $"{name} không được đọc vì tiêu đề cột khác với bảng đang nạp; chép bảng đó sang một tệp riêng rồi nạp tệp đó.",
        $"{name} is not read, because its headings are others than those of the table that is; copy it into a file of its own and "
        + "import that.");

    public static string InnerTable(string text) => Language.Say(
        $"bảng nằm trong ô không được đọc: {text.Abbreviated(200)}. Cần thì ghi thành chữ trong ô, hoặc trong cột ghi chú.",
        $"a table within the cell is not read: {text.Abbreviated(200)}. Where it is needed, write it as text, or into a column of notes.");

    public static string OtherLayout => Language.Say(
        "tệp này ghi cho bảng có tiêu đề cột khác; đặt tên tệp khác sau --map để máy ghi tệp mới.",
        "this was written for a table with other headings; name another file after --map, and it is written.");

    public static string UnsureDue(DueGuess due) => Times(due.Count) + (due.Reading is { } reading
        ? Language.Say(
            $"“{due.Text}” có thể là {Language.Say(reading.Day)} ({reading.How}), chưa chắc; chỉ rõ bằng --map TỆP.json.",
            $"'{due.Text}' may be {Language.Say(reading.Day)} ({reading.How}); say so with --map FILE.json.")
        : Language.Say(
            $"“{due.Text}” không rõ là ngày nào; chỉ rõ bằng --map TỆP.json, hoặc ghi ngày trong tệp.",
            $"'{due.Text}' is no day that is understood; say which with --map FILE.json, or write it in the file."));

    /// <param name="codes">Of the rows whose numbers say a code that another assignment has.</param>
    public static string TakenCodes(IReadOnlyList<RowCode> codes)
    {
        var (taken, given) = (Range([.. codes.Select(code => code.TakenCode!)]), Range([.. codes.Select(code => code.Code)]));
        return codes.Count == 1
            ? Language.Say(
                $"mã {taken} trong cơ sở dữ liệu là nhiệm vụ khác; dòng có số đó nhận mã {given}.",
                $"{taken} is another assignment in the database; the row with its number gets {given}.")
            : Language.Say(
                $"{codes.Count} dòng có số là mã của nhiệm vụ khác trong cơ sở dữ liệu ({taken}); các dòng đó nhận mã {given}.",
                $"{codes.Count} rows have numbers that are codes of other assignments in the database ({taken}); they get {given}.");
    }

    private static string Range(IReadOnlyList<string> codes) =>
        codes.Count < 4 ? string.Join(", ", codes) : $"{codes[0]} … {codes[^1]}";

    public static IReadOnlyList<string> Help(string columns) =>
    [
        Language.Say(
            "Sửa tệp này, lưu, rồi gõ lại đúng lệnh nạp. Chỗ máy hỏi có hint bắt đầu bằng dấu ?; chỗ khác chỉ cần xem, sai mới sửa.",
            "Correct this file, save it, and give the same command again. What is asked has a hint with ?; the rest is to be looked at."),
        Language.Say(
            $"columns: mỗi cột của bảng; is là cột đó là gì: để trống (không đọc), hoặc một trong {columns}.",
            $"columns: those of the table; is says what they are: empty for nothing, or one of {columns}."),
        Language.Say(
            "units: chữ trong bảng (text) là những đơn vị nào: ghi các mã vào units, mỗi mã trong ngoặc kép, như BPT-TT hoặc BPT-*; không "
            + "phải đơn vị nào thì đổi leaveOut thành true.",
            "units: the codes that a text stands for, each in quotation marks, such as BPT-TT or BPT-*; where it is no unit, leaveOut is "
            + "true."),
        Language.Say(
            "dues: thời gian trong bảng (text) là ngày nào: ghi ngày hạn vào day, như 30/06/2026; note được ghi thêm vào ghi chú.",
            "dues: the day that a text of time stands for, such as 30/06/2026; note goes into the assignment's note."),
        Language.Say(
            "rows: từng nhiệm vụ. Dòng không phải nhiệm vụ thì đổi leaveOut thành true. code: mã nhiệm vụ đã có, hoặc mới. where là chỗ "
            + "trong bảng.",
            "rows: the assignments. Where a row is none, leaveOut is true. code: that of one that is there, or new. where is the "
            + "place in the table."),
    ];

    public static string MapNotUtf8 => Language.Say(
        "tệp không lưu bằng UTF-8; mở bằng Notepad, chọn Tệp (File), Lưu thành (Save as), Mã hóa (Encoding): UTF-8, rồi lưu đè.",
        "the file is not saved as UTF-8; open it in Notepad, choose File, Save as, Encoding: UTF-8, and replace it.");

    public static string NoCode(string where, string code) => Language.Say(
        $"{where}: “{code}” không phải là mã nhiệm vụ; ghi mã như T05, hoặc “mới”.",
        $"{where}: '{code}' is no code of an assignment; write one, such as T05, or 'new'.");

    public static string CodeTwice(string code) => Language.Say(
        $"rows: mã {code} được ghi cho hai dòng; chỉ giữ một.",
        $"rows: {code} is said of two rows; keep one.");

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
