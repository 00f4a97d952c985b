using CamHa.Scheduler.FridayReport.Documents.Excel;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Export;

/// <summary>What an export says of a plan that does not fit.</summary>
internal static class ExportWords
{
    public static Bilingual TooMany(string sheet, int rows) => new(
        $"Trang {sheet} có {rows} dòng; một trang tính Excel chứa nhiều nhất {ExcelSheet.MaxRows}. Chưa ghi gì.",
        $"The sheet {sheet} has {rows} rows; a sheet of Excel holds {ExcelSheet.MaxRows} at most. Nothing was written.");
}
