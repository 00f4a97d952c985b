using System.Text;
using CamHa.Scheduler.Changes;
using CamHa.Scheduler.Import;
using CamHa.Scheduler.Tests.Infrastructure;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Tests.Import.Workbooks;

/// <summary>The plan of 2022 as its clerk would have it in Excel: headings and words, days as days, flags as flags.</summary>
internal static class PlanWorkbook
{
    /// <summary>Two sheets in the old format, as LibreOffice writes it, with errors in formulas and without.</summary>
    public static byte[] OldWithErrors() =>
        File.ReadAllBytes(Path.Combine(Repository.Root, "tests/CamHa.Scheduler.Tests/Import/Workbooks/errors.xls"));

    public static byte[] Demo()
    {
        var builder = new WorkbookBuilder();
        foreach (var sheet in PlanSheets.All)
        {
            if (ImportSource.Demo.Read(sheet.File) is not { } bytes)
                continue;
            var lines = CsvLines.Of(Encoding.UTF8.GetString(bytes));
            var columns = lines[0];
            builder.Sheet(
                sheet.Name,
                [
                    [.. columns.Select(sheet.Heading)],
                    .. lines.Skip(1).Select(fields => fields.Select((text, at) => Value(columns[at], text)).ToArray()),
                ]);
        }

        return builder.ToBytes();

        static object? Value(string column, string text) => (column, text) switch
        {
            (_, "") => null,
            ("starts_on" or "ends_on" or "due" or "day", _) => Vietnamese.TryReadDay(text, out var day)
                ? day.ToDateTime(default) : text,
            ("owes_weekly" or "active", _) => text is "1" or "true",
            ("role", "specialist") => "Chuyên trách",
            ("role", "committee") => "BAN CHỈ ĐẠO",
            ("role", "member") => "thanh vien",
            ("role", "to") => "Nhận chính",
            ("role", "cc") => "Đồng gửi",
            ("kind", "off") => "Nghỉ",
            ("kind", "worked") => "Làm bù",
            _ => text,
        };
    }
}
