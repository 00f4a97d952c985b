using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Changes;

/// <summary>A column: its name in CSV files, and its heading in a workbook.</summary>
/// <param name="Name">As in <c>units.csv</c>.</param>
/// <param name="Heading">As a clerk reads it.</param>
/// <param name="Note">What to write there, as a note on the heading.</param>
/// <param name="IsOnlyShown">Whether an export has it and an import passes it over.</param>
internal sealed record PlanColumn(string Name, string Heading, string Note = "", bool IsOnlyShown = false);

/// <summary>A sheet of a plan's workbook, which holds what the CSV file of the same rows holds.</summary>
/// <param name="File">The CSV file.</param>
/// <param name="Name">The sheet.</param>
/// <param name="Columns">From left to right.</param>
internal sealed record PlanSheet(string File, string Name, IReadOnlyList<PlanColumn> Columns)
{
    /// <summary>Whether a sheet of this name is meant: in any spelling, or by the file's name.</summary>
    public bool IsNamed(string name)
    {
        var folded = FoldKey.Of(name);
        return folded == FoldKey.Of(Name) || folded == File || folded == Path.GetFileNameWithoutExtension(File);
    }

    public string Heading(string column) => Columns.First(each => each.Name == column).Heading;
}

/// <summary>A plan as a workbook: sheets, headings, and the words that stand for the values of a choice.</summary>
internal static class PlanSheets
{
    /// <summary>The heading of a hidden column after the others: what a row is found by, <see cref="RowShape{T}.Key"/>.</summary>
    public const string IdHeading = "_id";

    /// <summary>The heading of the last column, hidden too: the row's <see cref="RowVersion"/> when the file was written.</summary>
    public const string VersionHeading = "_version";

    /// <summary>In the column <see cref="IdHeading"/>: a template's row, which only shows what to write.</summary>
    public const string Example = "example";

    /// <summary>The sheet with the record of changes, which an export has and an import passes over.</summary>
    public const string Record = "Sổ thay đổi";

    public const string Yes = "Có";
    public const string No = "Không";

    private static readonly PlanColumn Active = new("active", "Đang dùng", "Có hoặc Không. Không: dòng này kết thúc.");

    public static IReadOnlyList<PlanSheet> All { get; } =
    [
        new("campaign.csv", "Kế hoạch",
        [
            new("code", "Mã kế hoạch", "Chữ không dấu và chữ số, như NTM-2026. Đã đặt thì không đổi."),
            new("name", "Tên kế hoạch"),
            new("place", "Địa phương", "Tên xã, như Cẩm Hà."),
            new("subject_tag", "Nhãn tiêu đề thư", "Đứng đầu tiêu đề mọi thư, như NTM Cẩm Hà."),
            new("starts_on", "Từ ngày"),
            new("ends_on", "Đến ngày"),
        ]),
        new("units.csv", "Đơn vị",
        [
            new("code", "Mã đơn vị", "Chữ không dấu và chữ số, như BPT-TT. Đã đặt thì không đổi."),
            new("name", "Tên đơn vị"),
            new("aliases", "Tên khác", "Các tên khác của đơn vị, cách nhau bằng dấu chấm phẩy."),
            new("kind", "Loại đơn vị", "Đơn vị cùng loại được gộp trong báo cáo, như Thôn."),
            new("role", "Vai trò"),
            new("owes_weekly", "Nộp báo cáo tuần", "Có hoặc Không."),
            new("supervisor", "Đơn vị phụ trách", "Mã của đơn vị được báo khi đơn vị này quá hạn."),
            Active,
        ]),
        new("contacts.csv", "Đầu mối",
        [
            new("unit", "Đơn vị", "Mã hoặc tên của đơn vị."),
            new("address", "Địa chỉ thư", "Mỗi địa chỉ một dòng."),
            new("title", "Chức vụ", "Người nhận được thưa gửi theo chức vụ, không theo tên."),
            new("phone", "Điện thoại"),
            new("role", "Cách nhận"),
            Active,
        ]),
        new("assignments.csv", "Nhiệm vụ",
        [
            new("code", "Mã nhiệm vụ", "Chữ không dấu và chữ số, như T04. Đã đặt thì không đổi."),
            new("title", "Nội dung"),
            new("lead", "Chủ trì", "Mã hoặc tên các đơn vị, mỗi đơn vị một dòng trong ô. BPT-* là mọi mã bắt đầu như vậy."),
            new("support", "Phối hợp", "Viết như cột Chủ trì."),
            new("target", "Chỉ tiêu"),
            new("target_unit", "Đơn vị tính"),
            new("due", "Thời hạn"),
            new("note", "Ghi chú"),
            Active,
            new(
                "extension",
                "Xin lùi hạn",
                "Đề nghị lùi hạn còn chờ; chỉ để xem, không được nạp. Quyết định trên trang, hoặc bằng camha assignment extend.",
                IsOnlyShown: true),
        ]),
        new("calendar.csv", "Lịch nghỉ",
        [
            new("day", "Ngày"),
            new("kind", "Loại ngày"),
            new("name", "Tên ngày"),
            Active,
        ]),
        new("submissions.csv", "Báo cáo tuần",
        [
            new("unit", "Đơn vị", "Mã hoặc tên của đơn vị."),
            new("week", "Tuần", "Năm và số tuần, như 2026-W24."),
            new("submitted_at", "Nhận lúc", "Lúc nhận được, không phải lúc nhập; cả giờ."),
            new("entered_at", "Nhập lúc", "Lúc ghi vào máy; chỉ để xem, không được nạp.", IsOnlyShown: true),
            new("assignments", "Nhiệm vụ", "Mã các nhiệm vụ được nhắc tới, cách nhau bằng dấu cách."),
            new("results", "Kết quả"),
            new("difficulties", "Khó khăn"),
            new("proposals", "Kiến nghị"),
            new("next_week", "Kế hoạch tuần tới"),
            new("channel", "Qua", "Thư, Đường dẫn, Zalo, Điện thoại, Giấy hoặc Tệp."),
            new("by", "Người báo", "Ai gửi hoặc gọi báo, như trưởng thôn."),
            new("nothing", "Không phát sinh", "Có: đơn vị báo tuần này không phát sinh; không cần nội dung."),
            Active,
        ]),
        new("progress.csv", "Tiến độ",
        [
            new("assignment", "Mã nhiệm vụ"),
            new("unit", "Đơn vị", "Mã hoặc tên của đơn vị; dấu * là cả nhiệm vụ."),
            new("progress", "Tiến độ"),
            new("progress_at", "Cập nhật lúc"),
            new("completed_at", "Hoàn thành lúc", "Để trống khi chưa xong."),
        ]),
        new("exemptions.csv", "Miễn báo cáo",
        [
            new("unit", "Đơn vị", "Mã hoặc tên của đơn vị."),
            new("week", "Tuần", "Năm và số tuần, như 2026-W24."),
            new("reason", "Lý do"),
            Active,
        ]),
    ];

    /// <summary>The words of each choice; the first is what a workbook is written with.</summary>
    private static readonly Dictionary<Enum, string[]> Words = new()
    {
        [UnitRole.Member] = ["Thành viên"],
        [UnitRole.Committee] = ["Ban Chỉ đạo"],
        [UnitRole.Specialist] = ["Chuyên trách"],
        [UnitRole.Copy] = ["Nhận bản sao"],
        [RecipientRole.To] = ["Nhận chính"],
        [RecipientRole.Cc] = ["Đồng gửi"],
        [PartKind.Lead] = ["Chủ trì"],
        [PartKind.Support] = ["Phối hợp"],
        [SubmissionChannel.Mail] = ["Thư"],
        [SubmissionChannel.Link] = ["Đường dẫn"],
        [SubmissionChannel.Zalo] = ["Zalo"],
        [SubmissionChannel.Phone] = ["Điện thoại"],
        [SubmissionChannel.Paper] = ["Giấy"],
        [SubmissionChannel.Import] = ["Tệp"],
        [DayKind.Off] = ["Nghỉ"],
        [DayKind.Worked] = ["Làm bù"],
    };

    public static PlanSheet Of(string file) => All.First(sheet => sheet.File == file);

    /// <summary>The words for a value, such as <c>Chuyên trách</c>.</summary>
    public static IReadOnlyList<string> WordsOf(Enum value) => Words[value];
}
