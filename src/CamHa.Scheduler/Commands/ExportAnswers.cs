using CamHa.Scheduler.Export;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Commands;

/// <summary>What <c>export</c> says.</summary>
internal static class ExportAnswers
{
    // Of rows that are left out; the others are counted.
    private const int Shown = 10;

    public static string TemplateOfCampaign => Language.Say(
        "--template không đi cùng --campaign: tệp mẫu không có kế hoạch nào trong đó.",
        "--template goes without --campaign: a template holds no campaign.");

    public static string Template(string file) => Language.Say(
        $"Đã ghi tệp mẫu {file}. Mỗi trang có một dòng ví dụ, mã VD-01: ghi đè lên hoặc xóa dòng đó.",
        $"Template written to {file}. Each sheet has an example row, VD-01: overwrite or delete it.");

    public static string Written(string campaign, string file, IEnumerable<ExportedSheet> sheets)
    {
        var rows = string.Join(", ", sheets.Select(sheet => $"{sheet.Name} {sheet.Rows}"));
        return Language.Say($"Đã xuất {campaign} ra {file}. Số dòng: {rows}.", $"{campaign} written to {file}. Rows: {rows}.");
    }

    public static string Older(ExportedSheet sheet) => Language.Say(
        $"trang {sheet.Name} có {sheet.Rows} chỗ sửa mới nhất; còn {sheet.Older} chỗ cũ hơn, xem bằng camha change list.",
        $"the sheet {sheet.Name} has the newest {sheet.Rows} entries; {sheet.Older} older ones are shown by 'camha change list'.");

    public static string LeftOut(ExportedSheet sheet)
    {
        var rows = string.Join(", ", sheet.LeftOut.Take(Shown));
        var more = sheet.LeftOut.Count - Shown;
        return Language.Say(
            $"trang {sheet.Name} không có {sheet.LeftOut.Count} dòng vì một ô Excel chứa nhiều nhất 32.767 ký tự: "
            + $"{rows}{(more > 0 ? $" và {more} dòng nữa" : "")}. Các dòng đó vẫn nguyên trong cơ sở dữ liệu.",
            $"the sheet {sheet.Name} lacks {sheet.LeftOut.Count} rows, as a cell of Excel holds 32,767 characters at most: "
            + $"{rows}{(more > 0 ? $" and {more} more" : "")}. The database has them as before.");
    }
}
