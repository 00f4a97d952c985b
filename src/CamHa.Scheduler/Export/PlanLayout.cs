using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Changes;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.FridayReport.Documents.Excel;

namespace CamHa.Scheduler.Export;

/// <summary>How wide a plan's columns are, what their empty cells are formatted as, and what they take.</summary>
/// <param name="kinds">The kinds of units that the plan has.</param>
internal sealed class PlanLayout(IEnumerable<string> kinds)
{
    // A longer code, or address, is broken.
    private const double Widest = 44;
    private const double WidestText = 84;
    private const double Padding = 2;

    private const string UnitsName = "DonVi";
    private const string AssignmentsName = "NhiemVu";

    private static readonly ExcelCheck Flags = Words(PlanSheets.Yes, PlanSheets.No);
    private static readonly ExcelCheck Days = ExcelCheck.Between(SensibleDays.First, SensibleDays.Last) with
    {
        Message = "Excel không hiểu đây là ngày. Ghi ngày/tháng/năm, như 30/06/2026.",
    };

    private static readonly ExcelCheck Moments = Days with
    {
        Message = "Excel không hiểu đây là ngày giờ. Ghi ngày/tháng/năm giờ:phút, như 17/06/2026 10:42.",
    };

    private static readonly ExcelCheck Units = ExcelCheck.Named(UnitsName) with
    {
        Message = "Trang Đơn vị không có mã này. Ghi tên đơn vị, hoặc nhiều mã (mỗi mã một dòng trong ô), thì vẫn được.",
    };

    private static readonly ExcelCheck Assignments = ExcelCheck.Named(AssignmentsName) with
    {
        Message = "Trang Nhiệm vụ không có mã này.",
    };

    private readonly ExcelCheck? _kinds = ExcelCheck.OneOf(kinds.Order(StringComparer.Ordinal));

    /// <summary>The codes that drop down, as they stand in their sheets: a unit added there can be chosen at once.</summary>
    public static IReadOnlyList<(string Name, string Formula)> Names { get; } =
        [(UnitsName, Codes("units.csv")), (AssignmentsName, Codes("assignments.csv"))];

    /// <summary>How wide each column of a sheet is at least.</summary>
    public static double[] Widths(PlanSheet sheet) => [.. sheet.Columns.Select(column => Look(sheet, column).Width)];

    /// <summary>
    /// The width of a column once a cell is in it. Codes and times are shown whole, and so is a text, unless no row is high enough
    /// for it even in a wide column.
    /// </summary>
    public static double Fitting(double width, ExcelCell cell) => Math.Max(width, cell.Style switch
    {
        ExcelStyle.Code => Math.Min(ExcelText.WidthOf(cell.Text) + Padding, Widest),
        ExcelStyle.Second => 20,
        ExcelStyle.Millisecond => 24,
        ExcelStyle.Text when width < WidestText && ExcelText.Pieces(cell.Text, width).Count > 1 => WidestText,
        _ => 0,
    });

    public ExcelColumn Column(PlanSheet sheet, PlanColumn column, double width) => new(column.Heading, width)
    {
        Empty = Look(sheet, column).Empty,
        Note = column.Note,
        Check = Check(sheet, column),
    };

    public static ExcelColumn Hidden(string heading) => new(heading, 20) { IsHidden = true };

    private static (double Width, ExcelStyle Empty) Look(PlanSheet sheet, PlanColumn column) => (sheet.File, column.Name) switch
    {
        (_, "starts_on" or "ends_on" or "due" or "day") => (14, ExcelStyle.EmptyDate),
        (_, "submitted_at" or "entered_at" or "progress_at" or "completed_at") => (18, ExcelStyle.EmptyMoment),
        ("campaign.csv", "name") => (50, ExcelStyle.EmptyText),
        ("campaign.csv", "place" or "subject_tag") => (24, ExcelStyle.EmptyText),
        ("units.csv", "name") => (44, ExcelStyle.EmptyText),
        (_, "aliases") => (30, ExcelStyle.EmptyText),
        ("contacts.csv", "title") => (30, ExcelStyle.EmptyText),
        (_, "title") => (50, ExcelStyle.EmptyText),
        ("submissions.csv", "difficulties" or "proposals" or "next_week") => (27, ExcelStyle.EmptyText),
        ("submissions.csv", "results") => (48, ExcelStyle.EmptyText),
        (_, "note" or "extension") => (36, ExcelStyle.EmptyText),
        (_, "by") => (24, ExcelStyle.EmptyText),
        (_, "reason" or "name" or "progress") => (50, ExcelStyle.EmptyText),
        (_, "assignments") => (16, ExcelStyle.EmptyText),
        (_, "target") => (16, ExcelStyle.EmptyCode),
        (_, "address") => (34, ExcelStyle.EmptyCode),
        (_, "role" or "phone" or "supervisor" or "kind") => (16, ExcelStyle.EmptyCode),
        (_, "active") => (11, ExcelStyle.EmptyCode),
        (_, "unit" or "week") => (12, ExcelStyle.EmptyCode),
        _ => (14, ExcelStyle.EmptyCode),
    };

    private ExcelCheck? Check(PlanSheet sheet, PlanColumn column) => (sheet.File, column.Name) switch
    {
        (_, "active" or "owes_weekly" or "nothing") => Flags,
        (_, "starts_on" or "ends_on" or "due" or "day") => Days,
        (_, "submitted_at" or "progress_at" or "completed_at") => Moments,
        (_, "unit" or "lead" or "support" or "supervisor") => Units,
        (_, "assignment") => Assignments,
        ("units.csv", "kind") => _kinds,
        ("units.csv", "role") => Choice<UnitRole>(),
        ("contacts.csv", "role") => Choice<RecipientRole>(),
        ("calendar.csv", "kind") => Choice<DayKind>(),
        ("submissions.csv", "channel") => Choice<SubmissionChannel>(),
        _ => null,
    };

    private static ExcelCheck Choice<T>()
        where T : struct, Enum => Words([.. Enum.GetValues<T>().Select(value => PlanSheets.WordsOf(value)[0])]);

    private static ExcelCheck Words(params string[] words) => ExcelCheck.OneOf(words)! with
    {
        IsStrict = true,
        Message = $"Chọn một trong: {string.Join(", ", words)}.",
    };

    // The first column from its second row down to as many rows as are filled in.
    private static string Codes(string file)
    {
        var sheet = $"'{PlanSheets.Of(file).Name}'";
        return $"OFFSET({sheet}!$A$1,1,0,MAX(COUNTA({sheet}!$A:$A)-1,1),1)";
    }
}
