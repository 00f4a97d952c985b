using System.Globalization;
using System.Text.Json;
using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Changes;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Tests.FridayReport.Documents;
using CamHa.Scheduler.Tests.Infrastructure;

namespace CamHa.Scheduler.Tests.Export;

/// <summary>The demo's plan as a workbook, from the command line.</summary>
public sealed class ExportCommandTests : IAsyncLifetime
{
    private static readonly CampaignClock Clock = new(TimeProvider.System, CampaignClock.FindZone("Asia/Ho_Chi_Minh"));
    private readonly CommandLineProgram _program = new();

    public async ValueTask InitializeAsync() => await _program.DemoAsync();

    public ValueTask DisposeAsync()
    {
        _program.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task The_plan_of_the_demo_is_in_the_file_cell_by_cell()
    {
        var (code, output, error) = await RunAsync("PLAN.xlsx --lang vi");
        Assert.Equal((0, ""), (code, error));
        Assert.Equal(
            "Đã xuất NTM-2022 ra PLAN.xlsx. Số dòng: Kế hoạch 1, Đơn vị 21, Đầu mối 22, Nhiệm vụ 25, Lịch nghỉ 76, Báo cáo tuần 15, "
            + "Tiến độ 0, Miễn báo cáo 0, Sổ thay đổi 75.",
            output.Trim());
        using var workbook = Open("PLAN.xlsx");
        Assert.Empty(workbook.Faults());
        Assert.Equal(
            [
                "NTM-2022", "Kế hoạch phát động thi đua xây dựng nông thôn mới năm 2022", "Cẩm Hà", "NTM Cẩm Hà", "44608", "44925",
            ],
            workbook.Rows("Kế hoạch")[1].Take(6));
        // As they were typed.
        Assert.Equal(["DU", "TTDU", "BTVDU", "BCD", "CTNTM"], workbook.Rows("Đơn vị").Skip(1).Take(5).Select(row => row[0]));
        Assert.Equal(
            ["BPT-TT", "Ban Phát triển thôn Tiến Thắng", "thôn Tiến Thắng; thôn Tến Thắng", "thon", "Thành viên", "Có", "CDDB", "Có"],
            workbook.Rows("Đơn vị").Single(row => row[0] == "BPT-TT").Take(8));
        Assert.Equal(
            ["BPT-TT", "bpt-tien-thang-pho@camha.example", "Phó Trưởng ban", "", "Đồng gửi", "Có"],
            workbook.Rows("Đầu mối").Last(row => row[0] == "BPT-TT").Take(6));
        Assert.Equal(
            [
                "T02",
                "Thôn Tiến Thắng đạt khu dân cư kiểu mẫu",
                "UBND\nBPT-TT",
                "MTTQ\nHPN\nDTN\nHND\nHCCB\nCAX\nQSX\nCDCS\nCDDB",
                "1",
                "KDC",
                "44742",
                "mốc 'trước 30/6' có áp dụng cho KDC hay chỉ vườn mẫu",
                "Có",
            ],
            workbook.Rows("Nhiệm vụ")[2].Take(9));
        // All of a kind stand as such, so that a new one is among them.
        Assert.Equal("BPT-*", workbook.Rows("Nhiệm vụ")[1][2]);
        Assert.Equal(["44564", "Nghỉ", "Nghỉ Tết Dương lịch", "Có"], workbook.Rows("Lịch nghỉ")[1].Take(4));
        var read = new PlanOfWorkbook(workbook, Clock);
        Assert.Equal(DayKind.Worked, read.Calendar.Single(day => day.Day == new DateOnly(2024, 5, 4)).Kind);
        var submission = read.Submissions.Single(row => row.Unit == "BPT-TT");
        Assert.Equal(
            ("2022-W24", new DateTimeOffset(2022, 6, 17, 10, 42, 0, TimeSpan.FromHours(7)), " T02 T04 T10 "),
            (submission.Week, submission.SubmittedAt, submission.Assignments));
        Assert.StartsWith("Báo cáo kết quả tuần 24 (13–17/6/2022)", submission.Results, StringComparison.Ordinal);
        Assert.Equal(UnitRole.Specialist, read.Units.Single(unit => unit.Code == "CTNTM").Role);
        Assert.Equal(read.Units.Select(unit => RowVersion.Of(RowShapes.Units, unit)), read.Marks("units.csv").Select(mark => mark.Version));
    }

    [Fact]
    public async Task The_record_of_changes_is_a_sheet_to_count_in_newest_first_which_an_import_names_and_passes_over()
    {
        foreach (var command in new[]
        {
            "assignment due T04 15/7/2022 --reason chờ",
            "submission enter HND --week 2022-W24 --received \"16/6/2022 9:00\" --results x --channel phone --by \"chị Hoa\"",
        })
            Assert.Equal(0, (await _program.RunAsync($"{command} --config {_program.Config} --lang vi")).Code);
        Assert.Equal((0, ""), await CodeAsync("PLAN.xlsx"));
        using (var workbook = Open("PLAN.xlsx"))
        {
            Assert.Empty(workbook.Faults());
            var rows = workbook.Rows("Sổ thay đổi");
            Assert.Equal(
                ["Lần sửa", "Lúc", "Người sửa", "Cách", "Loại", "Của", "Chỗ sửa", "Trước", "Sau", "Lý do", "Nguồn", "Ghi chú"], rows[0]);
            var due = rows.Single(row => row[6] == "thời hạn");
            Assert.Equal(["dòng lệnh", "Nhiệm vụ", "T04", "thời hạn", "30/06/2022", "15/07/2022", "chờ"], due.Skip(3).Take(7));
            Assert.Equal("Báo cáo tuần", rows[1][4]);
            Assert.Contains(rows, row => row[4] == "Đơn vị" && row[6] == "21 dòng mới" && row[3] == "nạp tệp");
            // Received at nine, and typed in now.
            var reports = workbook.Rows("Báo cáo tuần");
            var entered = reports.Single(row => row[9] == "Điện thoại");
            Assert.Equal(["Nhận lúc", "Nhập lúc"], reports[0].Skip(2).Take(2));
            Assert.True(DateTime.FromOADate(double.Parse(entered[3], CultureInfo.InvariantCulture)).Year > 2022);
        }

        var run = await _program.RunAsync($"import PLAN.xlsx --json --config {_program.Config}");
        using var answer = JsonDocument.Parse(run.Output);
        Assert.All(
            answer.RootElement.GetProperty("files").EnumerateArray(), file => Assert.Empty(file.GetProperty("rows").EnumerateArray()));
        var warning = Assert.Single(answer.RootElement.GetProperty("warnings").EnumerateArray());
        Assert.Equal("Sổ thay đổi", warning.GetProperty("file").GetString());

        async Task<(int Code, string Error)> CodeAsync(string arguments) =>
            await RunAsync(arguments) is var run ? (run.Code, run.Error) : default;
    }

    [Fact]
    public async Task Of_a_long_record_the_newest_ten_thousand_entries_are_there_and_the_others_counted()
    {
        _program.Execute(
            "INSERT INTO ChangeEntry (GestureId, CampaignId, Kind, Assignment, Field, ValueBefore, ValueAfter) "
            + "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10002) "
            + "SELECT 1, 1, 'Assignment', 'T04', 'note', i, i + 1 FROM n");
        var run = await RunAsync("PLAN.xlsx --lang vi");
        Assert.Equal(0, run.Code);
        Assert.Contains(
            "trang Sổ thay đổi có 10000 chỗ sửa mới nhất; còn 77 chỗ cũ hơn, xem bằng camha change list.",
            run.Error,
            StringComparison.Ordinal);
        using var workbook = Open("PLAN.xlsx");
        var rows = workbook.Rows("Sổ thay đổi");
        Assert.Equal((10_002, "10002", "10003"), (rows.Count, rows[1][7], rows[1][8]));
        Assert.StartsWith("Còn 77 chỗ sửa cũ hơn không có ở đây", rows[^1][0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_several_campaigns_one_must_be_named()
    {
        _program.Execute(
            "INSERT INTO Campaign (Code, Name, Place, SubjectTag, StartsOn, EndsOn, WatchedSince) "
            + "SELECT 'NTM-2023', Name, Place, SubjectTag, StartsOn, EndsOn, WatchedSince FROM Campaign");
        var run = await RunAsync("PLAN.xlsx");
        Assert.Equal((1, "there are several campaigns (NTM-2022, NTM-2023); add --campaign CODE."), (run.Code, run.Error.Trim()));
        run = await RunAsync("PLAN.xlsx --campaign NTM-2024 --lang vi");
        Assert.Equal((1, "không có kế hoạch “NTM-2024”; đang có: NTM-2022, NTM-2023."), (run.Code, run.Error.Trim()));
        Assert.Empty(Directory.GetFiles(_program.Folder, "*.xlsx"));
        Assert.Equal(0, (await RunAsync("PLAN.xlsx --campaign ntm-2023")).Code);
        using var workbook = Open("PLAN.xlsx");
        Assert.Equal("NTM-2023", workbook.Rows("Kế hoạch")[1][0]);
        Assert.Single(workbook.Rows("Đơn vị"));
    }

    [Fact]
    public async Task A_file_that_is_there_is_not_overwritten_unless_somebody_says_so()
    {
        Assert.Equal(0, (await RunAsync("PLAN.xlsx")).Code);
        var before = await File.ReadAllBytesAsync(Path.Combine(_program.Folder, "PLAN.xlsx"), TestContext.Current.CancellationToken);
        var run = await RunAsync("PLAN.xlsx");
        Assert.Equal(
            (2, "FILE = 'PLAN.xlsx': the file exists; choose another name, or replace it with --force."), (run.Code, run.Error.Trim()));
        Assert.Equal(0, (await RunAsync("PLAN.xlsx --force")).Code);
        Assert.Equal(
            before, await File.ReadAllBytesAsync(Path.Combine(_program.Folder, "PLAN.xlsx"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_template_needs_no_database_and_names_no_campaign()
    {
        var run = await _program.RunAsync("export --template MAU.xlsx");
        Assert.Equal((0, ""), (run.Code, run.Error));
        using (var workbook = Open("MAU.xlsx"))
            Assert.Equal("VD-01", workbook.Rows("Nhiệm vụ")[1][0]);
        Assert.False(File.Exists(Path.Combine(_program.Folder, "camha.db")));
        run = await _program.RunAsync("export --template KHAC.xlsx --campaign NTM-2022");
        Assert.Equal(2, run.Code);
        Assert.Contains("--template goes without --campaign", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_without_a_plan_says_how_to_begin_one()
    {
        Assert.Equal(0, (await _program.RunAsync("init")).Code);
        var run = await _program.RunAsync("export PLAN.xlsx");
        Assert.Equal((1, "there is no campaign yet; import one first: camha import."), (run.Code, run.Error.Trim()));
    }

    [Fact]
    public async Task A_row_that_no_cell_can_hold_is_left_out_and_named()
    {
        _program.Execute("UPDATE WeeklySubmission SET Results = substr(hex(zeroblob(20000)), 1, 32768) WHERE Id = 1");
        var run = await RunAsync("PLAN.xlsx");
        Assert.Equal(0, run.Code);
        Assert.Matches("^warning: the sheet Báo cáo tuần lacks 1 rows, .*: [A-Z-]+ 2022-W24 ", run.Error);
        Assert.Contains("Báo cáo tuần 14", run.Output, StringComparison.Ordinal);
    }

    private Task<(int Code, string Output, string Error)> RunAsync(string arguments) =>
        _program.RunAsync($"export {arguments} --config {_program.Config}");

    private Workbook Open(string file) => new(File.ReadAllBytes(Path.Combine(_program.Folder, file)));
}
