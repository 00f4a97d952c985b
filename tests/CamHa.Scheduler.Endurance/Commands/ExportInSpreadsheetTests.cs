using CamHa.Scheduler.Endurance.Infrastructure;
using CamHa.Scheduler.Tests.Infrastructure;

namespace CamHa.Scheduler.Endurance.Commands;

public sealed class ExportInSpreadsheetTests
{
    /// <summary>A comma in a name or a subject moved the rest of its row to the right.</summary>
    [Fact]
    public async Task The_record_of_what_was_sent_opens_in_LibreOffice_with_its_columns_accents_days_and_codes()
    {
        Paper.RequireTables();
        using var program = new CommandLineProgram();
        await program.DemoAsync();
        program.Execute("UPDATE Unit SET Code = '007' WHERE Code = 'BPT-TT'");
        var file = Path.Combine(program.Folder, "thu-da-gui.csv");
        var run = await program.RunAsync($"outbox export --lang vi --out {file} --config {program.Config}");
        Assert.True(run.Code == 0, run.Error);
        var rows = await Paper.CellsAsync(file);
        Assert.Equal(72, rows.Count);
        Assert.All(rows, row => Assert.Equal(21, row.Length));
        Assert.Equal(["Số", "Lập lúc", "Loại thư", "Đơn vị"], rows[0].Take(4));
        Assert.Equal(
            ["1", "2022-06-16 07:30:00", "Nhắc thời hạn nhiệm vụ", "Ban Phát triển thôn Tiến Thắng (007)"], rows[1].Take(4));
        Assert.Contains(rows, row => row[3] == "Các đồng chí được phân công chỉ đạo địa bàn (cụm, thôn) (CDDB)");
    }
}
