using CamHa.Scheduler.Import.Layouts;
using CamHa.Scheduler.Tests.Import.Workbooks;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using WordText = DocumentFormat.OpenXml.Wordprocessing.Text;

namespace CamHa.Scheduler.Tests.Import.Layouts;

/// <summary>The plan of 2022 as communes draw it: three workbooks and a Word document, each in its own way.</summary>
internal static class DrawnPlans
{
    private const string Villages = "BPT-ND BPT-TT BPT-TX BPT-XH";
    private static readonly object?[] Nothing = [];

    /// <summary>A letterhead, a title, sections across the table, units by line breaks.</summary>
    public static byte[] Frame { get; } = new WorkbookBuilder().Shown(
        "Sheet1",
        new() { Merges = ["A1:B1", "A2:B2", "A4:E4", "A5:E5", "A8:E8", "A13:E13"] },
        ["ĐẢNG ỦY XÃ CẨM HÀ", null, "ĐẢNG CỘNG SẢN VIỆT NAM"],
        ["BAN CHỈ ĐẠO CHƯƠNG TRÌNH MTQG XÂY DỰNG NÔNG THÔN MỚI"],
        Nothing,
        ["KHUNG KẾ HOẠCH CHI TIẾT"],
        ["(Kèm theo Kế hoạch số 14-KH/BCĐ ngày 15/02/2022)"],
        Nothing,
        ["TT", "Nội dung", "Đơn vị chủ trì", "Phối hợp", "Thời gian hoàn thành"],
        ["I. XÂY DỰNG KHU DÂN CƯ NTM KIỂU MẪU, VƯỜN MẪU"],
        [1, "Xây dựng thôn Tiến Thắng đạt khu dân cư kiểu mẫu", "UBND xã\nBPT thôn Tiến Thắng", "MTTQ và các đoàn thể", "Trước 30/6/2022"],
        [2, "Hoàn thành 1 vườn mẫu tại thôn Thành Xuân", "Đoàn TN", "thôn Thành Xuân", "30/6"],
        [3, "Hoàn thành 1 vườn mẫu tại thôn Tiến Thắng", "Hội ND", "thôn Tến Thắng, UBND xã", new DateTime(2022, 6, 30)],
        [4, "Ra quân xây dựng khu dân cư NTM kiểu mẫu ở tất cả các thôn", "Các thôn", "UBND, MTTQ", "Quý II"],
        ["II. CỦNG CỐ VÀ NÂNG CAO CÁC TIÊU CHÍ"],
        [5, "Củng cố hồ sơ các tiêu chí", "UBND xã", "Chuyên trách NTM", "Tháng 9/2022"],
        [6, "Tuyên truyền, vận động hội viên, đoàn viên", "MTTQ", "- Hội LHPN\n- Đoàn xã\n- Hội CCB\n- Hội ND", "Thường xuyên"],
        Nothing,
        [null, null, null, "Cẩm Hà, ngày 15 tháng 02 năm 2022"],
        [null, null, null, "TM. BAN CHỈ ĐẠO"],
        [null, null, null, "TRƯỞNG BAN"]).ToBytes();

    public static string[] OfFrame { get; } =
    [
        "T01 Xây dựng thôn Tiến Thắng đạt khu dân cư kiểu mẫu | UBND BPT-TT | MTTQ DTN HCCB HND HPN | 30/06/2022",
        "T02 Hoàn thành 1 vườn mẫu tại thôn Thành Xuân | DTN | BPT-TX | 30/06/2022",
        "T03 Hoàn thành 1 vườn mẫu tại thôn Tiến Thắng | HND | BPT-TT UBND | 30/06/2022",
        $"T04 Ra quân xây dựng khu dân cư NTM kiểu mẫu ở tất cả các thôn | {Villages} | UBND MTTQ | 30/06/2022",
        "T05 Củng cố hồ sơ các tiêu chí | UBND | CTNTM | 30/09/2022",
        "T06 Tuyên truyền, vận động hội viên, đoàn viên | MTTQ | HPN DTN HCCB HND | 30/12/2022",
    ];

    /// <summary>Headings of two rows, the numbers of the columns, cells merged downwards, a sum.</summary>
    public static byte[] TwoRows { get; } = new WorkbookBuilder().Shown(
        "Phân công",
        new() { Merges = ["A2:A3", "B2:B3", "C2:D2", "E2:E3", "F2:F3", "G2:G3", "A5:A7", "C6:C7", "G5:G6"] },
        ["PHÂN CÔNG NHIỆM VỤ THI ĐUA XÂY DỰNG NÔNG THÔN MỚI NĂM 2022"],
        ["STT", "Nhiệm vụ cụ thể", "Đơn vị thực hiện", null, "Chỉ tiêu", "ĐVT", "Thời gian thực hiện"],
        [null, null, "Chủ trì", "Phối hợp"],
        ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)"],
        [1, "Phân loại, xử lý rác thải sinh hoạt tại hộ gia đình", "HPN", "BPT các thôn", 200, "hộ", "01/6 - 30/6"],
        [null, "Vệ sinh môi trường trong các khu dân cư", "Hội Phụ nữ xã", "Ban phát triển các thôn", null, null, null],
        [null, "Chỉnh trang vườn hộ trên toàn xã", null, "nt", 50, "vườn", "6 tháng đầu năm"],
        [2, "Hệ thống xử lý nước thải sau sinh hoạt", "CCB", "UBND + BPT các thôn", 40, "hộ", "31/10/2022"],
        ["Tổng cộng", null, null, null, 290]).ToBytes();

    public static string[] OfTwoRows { get; } =
    [
        $"T01 Phân loại, xử lý rác thải sinh hoạt tại hộ gia đình | HPN | {Villages} | 30/06/2022 | 200 hộ",
        $"T02 Vệ sinh môi trường trong các khu dân cư | HPN | {Villages} | 30/06/2022",
        $"T03 Chỉnh trang vườn hộ trên toàn xã | HPN | {Villages} | 30/06/2022 | 50 vườn",
        $"T04 Hệ thống xử lý nước thải sau sinh hoạt | HCCB | UBND {Villages} | 31/10/2022 | 40 hộ",
    ];

    /// <summary>A sheet with our name and columns of its own, who leads and who helps in one cell, no numbers.</summary>
    public static byte[] OneCell { get; } = new WorkbookBuilder().Shown(
        "Kế hoạch",
        new(),
        ["Nội dung công việc", "Kinh phí", "Tiến độ hoàn thành", "Phụ trách", "Ghi chú"],
        ["Bảo đảm an ninh trật tự, an toàn xã hội", "5.000.000", "Hằng tuần", "Chủ trì: Công an xã\nPhối hợp: QS, các thôn", "lưu ý"],
        ["Huy động lực lượng hỗ trợ thôn Tiến Thắng", null, "Trước ngày 30/6", "Ban CHQS xã", null],
        ["Vận động đoàn viên công đoàn tham gia xây dựng NTM", null, "Quý III/2022", "CĐCS; phối hợp: thôn Tiến Thắng", null],
        ["Làm hệ thống hàng rào xanh các tuyến đường", null, "Cả năm", "thôn Thành Xuân, Xuân Hạ, Nguyễn Đối", null]).ToBytes();

    public static string[] OfOneCell { get; } =
    [
        $"T01 Bảo đảm an ninh trật tự, an toàn xã hội | CAX | QSX {Villages} | 30/12/2022",
        "T02 Huy động lực lượng hỗ trợ thôn Tiến Thắng | QSX |  | 30/06/2022",
        "T03 Vận động đoàn viên công đoàn tham gia xây dựng NTM | CDCS | BPT-TT | 30/09/2022",
        "T04 Làm hệ thống hàng rào xanh các tuyến đường | BPT-TX BPT-XH BPT-ND |  | 30/12/2022",
    ];

    /// <summary>A letterhead in a table, a table on two pages, cells merged in both ways, deleted text.</summary>
    public static byte[] Word { get; } = Document(
        Table(Row("ĐẢNG ỦY XÃ CẨM HÀ", "ĐẢNG CỘNG SẢN VIỆT NAM")),
        Words("KHUNG KẾ HOẠCH"),
        Table(
            Row("TT", "Nội dung", "Chủ trì", "Đơn vị phối hợp", "Thời hạn"),
            new TableRow(Spanning(5, "A. Khu dân cư kiểu mẫu")),
            Row("1", "Xây dựng thôn Tiến Thắng đạt khu dân cư kiểu mẫu", "BPT thôn Tiến Thắng\nUBND xã", "Các đoàn thể", "30/6"),
            new TableRow(
                Cell("2"), new TableCell([.. Cell("Đảm nhận và hoàn thành 1 vườn mẫu").ChildElements.Select(each => each.CloneNode(true)),
                    Table(Row("Vườn", "10")), Words("")]),
                Cell("Hội Cựu chiến binh xã"), Cell("UBND xã"), Merged("Tháng 6", isFirst: true)),
            new TableRow(Cell("3"), Cell("Làm vệ sinh các tuyến đường tự quản"), Cell("Đoàn xã"), Cell(""), Merged("", isFirst: false))),
        Words(""),
        Table(
            Row("TT", "Nội dung", "Chủ trì", "Đơn vị phối hợp", "Thời hạn"),
            Row("4", "Nâng cao các tiêu chí đã đạt", "Tất cả các thôn", "UBND; MTTQ", "Liên tục"),
            new TableRow(
                new TableRowProperties(new Deleted { Author = "x" }), Cell("5"), Cell("Đã xóa"), Cell("UBND"), Cell(""), Cell("30/6"))),
        Table(Row("5", "Lập hồ sơ các tiêu chí", "UBND xã", "Chuyên trách NTM xã", "ngày 30 tháng 9 năm 2022")));

    public static string[] OfWord { get; } =
    [
        "T01 Xây dựng thôn Tiến Thắng đạt khu dân cư kiểu mẫu | BPT-TT UBND | DTN HCCB HND HPN | 30/06/2022",
        "T02 Đảm nhận và hoàn thành 1 vườn mẫu | HCCB | UBND | 30/06/2022",
        "T03 Làm vệ sinh các tuyến đường tự quản | DTN |  | 30/06/2022",
        $"T04 Nâng cao các tiêu chí đã đạt | {Villages} | UBND MTTQ | 30/12/2022",
        "T05 Lập hồ sơ các tiêu chí | UBND | CTNTM | 30/09/2022",
    ];

    /// <summary>What was read, a line for each assignment.</summary>
    public static string[] Lines(LayoutReading reading) =>
    [
        .. reading.Rows.Select(row => $"{row.Code.Code} {row.Title} | {string.Join(' ', row.Leads)} | {string.Join(' ', row.Supports)} | "
            + $"{row.Due:dd/MM/yyyy}{(row.Target.Length > 0 ? $" | {row.Target} {row.TargetUnit}" : "")}"),
    ];

    public static byte[] Document(params OpenXmlElement[] body)
    {
        using var memory = new MemoryStream();
        using (var document = WordprocessingDocument.Create(memory, WordprocessingDocumentType.Document))
            document.AddMainDocumentPart().Document = new(new Body(body));
        return memory.ToArray();
    }

    public static Table Table(params TableRow[] rows) => new(rows);

    public static TableRow Row(params string[] cells) => new(cells.Select(Cell));

    public static TableCell Cell(string text) => new(text.Split('\n').Select(Words));

    public static Paragraph Words(string text) => new(
        new Run(new WordText(text)),
        new DeletedRun(new Run(new DeletedText("bỏ đi"))) { Author = "x" },
        new MoveFromRun(new Run(new WordText("dời đi"))) { Author = "x" },
        new Run(new RunProperties(new Vanish()), new WordText("ẩn")));

    private static TableCell Spanning(int columns, string text)
    {
        var cell = Cell(text);
        cell.PrependChild(new TableCellProperties(new GridSpan { Val = columns }));
        return cell;
    }

    private static TableCell Merged(string text, bool isFirst)
    {
        var cell = Cell(text);
        cell.PrependChild(new TableCellProperties(new VerticalMerge
        {
            Val = isFirst ? MergedCellValues.Restart : null,
        }));
        return cell;
    }
}
