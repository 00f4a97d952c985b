using System.Text.RegularExpressions;
using CamHa.Scheduler.Import;
using DocumentFormat.OpenXml.Spreadsheet;
using static CamHa.Scheduler.Tests.Import.Workbooks.WorkbookBuilder;

namespace CamHa.Scheduler.Tests.Import.Workbooks;

/// <summary>A plan that comes as a workbook.</summary>
public sealed class WorkbookTests : IAsyncLifetime
{
    private static readonly object?[] Headings = ["Mã nhiệm vụ", "Nội dung", "Chủ trì", "Thời hạn"];
    private PlanFolder _plan = null!;

    public async ValueTask InitializeAsync() => _plan = await PlanFolder.CreateAsync();

    public ValueTask DisposeAsync() => _plan.DisposeAsync();

    [Fact]
    public async Task A_plan_comes_in_from_a_workbook_as_it_does_from_files()
    {
        string[] statements =
        [
            "SELECT Code, Name, Place, SubjectTag, StartsOn, EndsOn FROM Campaign",
            "SELECT Code, Name, Aliases, Kind, Role, OwesWeekly, SupervisorId, IsActive FROM Unit ORDER BY Code",
            "SELECT u.Code, c.Address, c.Title, c.Role FROM Contact c JOIN Unit u ON u.Id = c.UnitId ORDER BY u.Code, c.Address",
            "SELECT Code, Title, Target, TargetUnit, DueOn, Note FROM Assignment ORDER BY Code",
            "SELECT a.Code, u.Code AS Unit, p.Part FROM AssignmentUnit p JOIN Assignment a ON a.Id = p.AssignmentId "
                + "JOIN Unit u ON u.Id = p.UnitId ORDER BY a.Code, u.Code",
            "SELECT u.Code, s.Week, s.SubmittedAt, s.Assignments, s.Results, s.Difficulties FROM WeeklySubmission s "
                + "JOIN Unit u ON u.Id = s.UnitId ORDER BY u.Code, s.Week, s.SubmittedAt",
            "SELECT Day, Kind, Name FROM CalendarDay ORDER BY Day",
        ];
        await using var other = await PlanFolder.CreateAsync(isEmpty: true);
        var result = await other.With(("PLAN.xlsx", PlanWorkbook.Demo())).ImportWorkbookAsync();
        Assert.Empty(result.Errors);
        // The corrected submission of that week.
        Assert.StartsWith("Báo cáo tuần!C8: HPN đã có báo cáo", Assert.Single(result.Warnings).ToString(), StringComparison.Ordinal);
        foreach (var statement in statements)
            Assert.Equal(await _plan.RowsAsync(statement), await other.RowsAsync(statement));

        Assert.All(
            (await _plan.With(("PLAN.xlsx", PlanWorkbook.Demo())).ImportWorkbookAsync()).Files,
            file => Assert.Equal((file.File, 0, 0, 0), (file.File, file.Added, file.Changed, file.Removed)));
    }

    [Fact]
    public async Task Headings_are_found_under_titles_and_merged_cells_in_any_order_and_either_language()
    {
        var result = await ImportAsync(new WorkbookBuilder().Shown(
            "  NHIEM VU ",
            new() { Merges = ["A1:F1", "A4:A5", "B4:B5", "C4:D4", "E4:E5", "F4:F5"] },
            ["ỦY BAN NHÂN DÂN XÃ CẨM HÀ"],
            [null, "Nhiệm vụ năm 2022"],
            [],
            ["TT", "THỜI HẠN (*)", "Đơn vị", null, "title", "Mã nhiệm vụ:"],
            [null, null, "Chủ\u00A0trì", "Phối hợp"],
            [1, new DateTime(2022, 6, 30), "DTN", "Hội Nông dân xã", "Trồng cây", "T90"],
            []));
        Assert.Empty(result.Errors);
        Assert.Equal(["  NHIEM VU !4: các cột không được đọc: TT."], Lines(result.Warnings).Select(each => each.Replace("!5", "!4")));
        Assert.Equal(1, Assert.Single(result.Files).Added);
        Assert.Equal(["T90|Trồng cây|2022-06-30"], await _plan.RowsAsync("SELECT Code, Title, DueOn FROM Assignment WHERE Code = 'T90'"));
    }

    /// <summary>It counted as empty: a note that had an error was taken away.</summary>
    [Fact]
    public async Task An_error_in_a_file_of_the_old_format_is_told_as_in_one_of_the_new()
    {
        _plan.With(("PLAN.xls", PlanWorkbook.OldWithErrors()));
        var result = await _plan.ImportWorkbookAsync("PLAN.xls");
        Assert.Equal(
            ["Nhiệm vụ!E3 #N/A", "Nhiệm vụ!D4 #REF!", "Nhiệm vụ!A5 #DIV/0!", "Miễn báo cáo!C2 #VALUE!"],
            result.Errors.Select(error => $"{error.File}!{error.Cell} {Regex.Match(error.Message, "^ô có lỗi (.*);").Groups[1]}"));
    }

    [Fact]
    public async Task Every_fault_is_named_at_once_with_sheet_cell_value_and_remedy_in_the_workbooks_words()
    {
        var result = await ImportAsync(new WorkbookBuilder()
            .Sheet(
                "Đơn vị",
                ["Mã đơn vị", "Tên đơn vị", "Vai trò", "Đơn vị phụ trách", "Nộp báo cáo tuần"],
                ["Z1", "Một", "trùm", "Z9", "nhiều"])
            .Sheet("Đầu mối", ["Địa chỉ thư", "Đơn vị"], [null, "Z1"], ["x", "Z2"])
            .Sheet(
                "Nhiệm vụ",
                Headings,
                ["T90", "x", "Z1", "31/02/2022"],
                ["T91", "x", "Z1", "30/6"],
                ["T92", "x", "Z1", new DateTime(1950, 1, 5)],
                ["T92", "x", "Z1", "12/05/1899"],
                ["T93", "x", "Z3", "thường xuyên"],
                [2.5, null, "Z1", With(44713, "mm/yyyy")])
            .Sheet("Lịch nghỉ", ["Ngày", "Loại ngày"], ["22/06/2022", "Làm bù"])
            .Sheet("Tiến độ", ["Mã nhiệm vụ", "Đơn vị", "Tiến độ", "Cập nhật lúc"], ["T99", "Z1", "x", null]));
        Assert.Equal(
            [
                "Lịch nghỉ!B2: “22/06/2022” là ngày trong tuần, vốn đã làm việc; “Làm bù” chỉ ghi cho thứ Bảy, Chủ nhật làm bù.",
                "Đơn vị!C2: “trùm” không phải là một trong: Thành viên, Ban Chỉ đạo, Chuyên trách, Nhận bản sao.",
                "Đơn vị!E2: “nhiều” không phải là 1 (có) hoặc 0 (không).",
                "Đơn vị!D2: không có đơn vị “Z9”; có phải là Z1 (Một)? Nếu không, thêm vào trang “Đơn vị”.",
                "Nhiệm vụ!D2: “31/02/2022”: tháng 2 không có ngày 31.",
                "Nhiệm vụ!D3: “30/6” thiếu năm; viết cả năm, như 30/6/2026.",
                "Nhiệm vụ!D4: “05/01/1950” không hợp lý; ngày phải từ 01/01/2000 đến 31/12/2099.",
                "Nhiệm vụ!D5: “12/05/1899” không hợp lý; ngày phải từ 01/01/2000 đến 31/12/2099.",
                "Nhiệm vụ!A5: “T92” đã có ở dòng 4; chỉ giữ một dòng.",
                "Nhiệm vụ!D6: “thường xuyên” không có ngày hạn; viết ngày kết thúc kế hoạch, và ghi “thường xuyên” vào cột Ghi chú.",
                "Nhiệm vụ!C6: không có đơn vị “Z3”; có phải là Z1 (Một)? Nếu không, thêm vào trang “Đơn vị”.",
                "Nhiệm vụ!A7: “2,5” không phải là mã; mã chỉ gồm chữ không dấu, chữ số, “-”, “_” và “.”, như BPT-TT.",
                "Nhiệm vụ!B7: ô này không được để trống.",
                "Nhiệm vụ!D7: “06/2022” chỉ có tháng; viết 30/06/2022.",
                "Đầu mối!A2: ô này không được để trống.",
                "Đầu mối!B3: không có đơn vị “Z2”; có phải là Z1 (Một)? Nếu không, thêm vào trang “Đơn vị”.",
                "Đầu mối!A3: “x” không phải là địa chỉ thư; viết như van-thu@camha.example.",
            ],
            Lines(result.Errors).Where(each => !each.StartsWith("Tiến độ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Cells_are_read_as_they_are_shown()
    {
        var result = await ImportAsync(new WorkbookBuilder()
            .Sheet(
                "Đơn vị",
                ["Mã đơn vị", "Tên đơn vị", "Nộp báo cáo tuần", "Loại đơn vị"],
                [With(7, "000"), "Đoàn |xã", true, 12],
                [123, Computed("A1&B1", "Hội phụ nữ"), false, 0.5])
            .Sheet("Đầu mối", ["Đơn vị", "Địa chỉ thư", "Điện thoại"], ["007", "a@camha.example", With(912345678, "0000 000 000")])
            .Sheet(
                "Nhiệm vụ",
                [.. Headings, "Chỉ tiêu"],
                ["T90", "x", "007\n123", Computed("TODAY()", new DateTime(2022, 6, 30)), With(0.85, "0%")],
                ["T91", "x_x000D_\ny", With(7, "000"), "30.6.2022", 1234567.25])
            .Sheet(
                "Báo cáo tuần",
                ["Đơn vị", "Tuần", "Nhận lúc", "Kết quả"],
                ["007", "2022-W24", new DateTime(2022, 6, 17, 10, 42, 0), "xong"]));
        Assert.Empty(Lines(result.Errors));
        Assert.Equal(
            ["007|Đoàn xã|1|12", "123|Hội phụ nữ|0|0,5"],
            await _plan.RowsAsync("SELECT Code, Name, OwesWeekly, Kind FROM Unit WHERE Code IN ('007', '123') ORDER BY Code"));
        Assert.Equal(
            ["T90|x|85%|2022-06-30", "T91|x y|1234567,25|2022-06-30"],
            await _plan.RowsAsync("SELECT Code, Title, Target, DueOn FROM Assignment WHERE Code IN ('T90', 'T91') ORDER BY Code"));
        Assert.Equal(1, await _plan.CountAsync("SELECT COUNT(*) FROM Contact WHERE Phone = '0912 345 678'"));
        Assert.Equal(1, await _plan.CountAsync(
            "SELECT COUNT(*) FROM WeeklySubmission WHERE Results = 'xong' AND SubmittedAt LIKE '2022-06-17%03:42%'"));
    }

    [Theory]
    [InlineData("1")]
    [InlineData("true")]
    public async Task Days_that_count_from_1904_are_the_days_that_are_shown(string flag)
    {
        var book = new WorkbookBuilder { Is1904 = true }
            .Sheet("Miễn báo cáo", ["Đơn vị", "Tuần"], ["DTN", "2022-W40"])
            .Sheet("Lịch nghỉ", ["Ngày", "Loại ngày", "Tên ngày"], [new DateTime(2022, 6, 23), "Nghỉ", "Hội làng"]).ToBytes();
        book = Change(book, "xl/workbook.xml", xml => xml.Replace("date1904=\"1\"", $"date1904=\"{flag}\""));
        Assert.Empty(Lines((await _plan.With(("PLAN.xlsx", book)).ImportWorkbookAsync()).Errors));
        Assert.Equal(["2022-06-23"], await _plan.RowsAsync("SELECT Day FROM CalendarDay WHERE Name = 'Hội làng'"));
    }

    [Fact]
    public async Task A_formula_without_a_result_and_one_with_an_error_are_faults_of_their_cells_alone()
    {
        var result = await ImportAsync(new WorkbookBuilder()
            .Sheet("Đơn vị", ["Mã đơn vị", "Tên đơn vị"], [Computed("B9", "#N/A"), "x"])
            .Sheet("Nhiệm vụ", Headings, ["T90", Computed("B1", null), "Z1", Computed("1/0", "#DIV/0!")]));
        Assert.Equal(
            [
                "Đơn vị!A2: ô có lỗi #N/A; sửa công thức, hoặc gõ giá trị vào ô.",
                "Nhiệm vụ!B2: ô có công thức mà tệp không giữ kết quả; mở bằng Excel rồi lưu lại, hoặc gõ giá trị vào ô.",
                "Nhiệm vụ!D2: ô có lỗi #DIV/0!; sửa công thức, hoặc gõ giá trị vào ô.",
            ],
            Lines(result.Errors));
    }

    [Fact]
    public async Task What_is_hidden_is_read_and_said_and_what_is_not_ours_is_named()
    {
        var result = await ImportAsync(new WorkbookBuilder()
            .Shown("Miễn báo cáo", new() { State = SheetStateValues.Hidden, HiddenRows = [3], HiddenColumn = 3 },
                ["Đơn vị", "Tuần", "Lý do", "Người ghi"],
                ["DTN", "2022-W40", "họp", "A"],
                ["HND", "2022-W40", "họp", null, "ghi thêm"])
            .Sheet("Bảng lương", ["Tên"], ["x"])
            .Shown("Danh sách", new() { State = SheetStateValues.VeryHidden }, ["x"])
            .Sheet("Sheet3")
            .Sheet("Lịch nghỉ"));
        Assert.Empty(Lines(result.Errors));
        Assert.Equal(2, Assert.Single(result.Files).Added);
        Assert.Equal(
            [
                "Miễn báo cáo: trang này bị ẩn; vẫn được đọc.",
                "Lịch nghỉ: trang này trống, nên được coi là không có.",
                "Bảng lương: trang này không được đọc; các trang được đọc là Kế hoạch, Đơn vị, Đầu mối, Nhiệm vụ, Lịch nghỉ, Báo cáo tuần, "
                    + "Tiến độ, Miễn báo cáo.",
                "Miễn báo cáo!1: các cột không được đọc: Người ghi.",
                "Miễn báo cáo!C1: cột này bị ẩn; vẫn được đọc.",
                "Miễn báo cáo: 1 dòng bị ẩn hoặc bị lọc vẫn được đọc: 3.",
                "Miễn báo cáo: các cột không được đọc: E.",
            ],
            Lines(result.Warnings));
    }

    [Fact]
    public async Task A_cell_that_is_merged_over_rows_is_the_value_of_each()
    {
        var result = await ImportAsync(new WorkbookBuilder().Shown(
            "Đầu mối", new() { Merges = ["A2:A3"] }, ["Đơn vị", "Địa chỉ thư"], ["DTN", "a@camha.example"], [null, "b@camha.example"], []));
        Assert.Empty(Lines(result.Errors));
        Assert.Equal(2, Assert.Single(result.Files).Added);
    }

    [Fact]
    public async Task Two_sheets_of_one_name_and_one_that_is_nearly_right_are_faults()
    {
        Assert.Equal(
            ["don vi: trang này và trang “Đơn vị” là một tên; chỉ giữ một.", "Đầu mới: tên trang gần đúng nhưng không được đọc; "
                + "đổi tên thành “Đầu mối”, hoặc xóa trang."],
            Lines((await ImportAsync(new WorkbookBuilder()
                .Sheet("Đơn vị", ["Mã đơn vị", "Tên đơn vị"], ["DTN", "Đoàn xã"])
                .Sheet("don vi", ["Mã đơn vị", "Tên đơn vị"], ["DTN", "Đoàn xã"])
                .Sheet("Đầu mới (2)", ["x"]).Sheet("x"))).Errors).Select(each => each.Replace("Đầu mới (2)", "Đầu mới")));
        Assert.Equal(
            ["PLAN.xlsx: không có trang nào để nạp; các trang được đọc là Kế hoạch, Đơn vị, Đầu mối, Nhiệm vụ, Lịch nghỉ, Báo cáo tuần, "
                + "Tiến độ, Miễn báo cáo."],
            Lines((await ImportAsync(new WorkbookBuilder().Sheet("Bảng lương", ["x"]))).Errors));
    }

    // It said “add the column”, and the clerk added a second one.
    [Theory]
    [InlineData("Hạn nộp", "có phải là cột “Hạn nộp”? Nếu phải, đổi tiêu đề thành “Thời hạn”.")]
    [InlineData("Hạn hoàn thành", "có phải là cột “Hạn hoàn thành”? Nếu phải, đổi tiêu đề thành “Thời hạn”.")]
    [InlineData("Deadline", "các cột chưa rõ là gì: Deadline. Cột nào là “Thời hạn” thì đổi tiêu đề; không có thì thêm cột.")]
    public async Task A_heading_that_was_renamed_is_named_beside_the_one_that_is_missing(string heading, string words) => Assert.Equal(
        [$"Nhiệm vụ!1: thiếu cột “Thời hạn”; {words}"],
        Lines((await ImportAsync(new WorkbookBuilder().Sheet(
            "Nhiệm vụ", ["Mã nhiệm vụ", "Nội dung", "Chủ trì", heading], ["T90", "x", "DTN", "30/6/2022"]))).Errors));

    [Fact]
    public async Task Headings_that_are_missing_or_there_twice_are_named()
    {
        Assert.Equal(
            [
                "Nhiệm vụ!C1: cột này có hai lần; chỉ giữ một.",
                "Nhiệm vụ!1: thiếu cột “Chủ trì”; thêm cột vào dòng tiêu đề.",
                "Nhiệm vụ!1: thiếu cột “Thời hạn”; có phải là cột “Thời hạng”? Nếu phải, đổi tiêu đề thành “Thời hạn”.",
            ],
            Lines((await ImportAsync(new WorkbookBuilder().Sheet(
                "Nhiệm vụ", ["Mã nhiệm vụ", "Nội dung", "NỘI DUNG", "Thời hạng"], ["T90", "x", "x", "x"]))).Errors));
        Assert.Equal(
            ["Nhiệm vụ: không thấy dòng tiêu đề; một dòng phải có các tiêu đề Mã nhiệm vụ, Nội dung, Chủ trì, Thời hạn."],
            Lines((await ImportAsync(new WorkbookBuilder().Sheet("Nhiệm vụ", ["TT", "Việc"], [1, "x"]))).Errors));
    }

    [Fact]
    public async Task A_plan_without_its_campaign_is_told_so_in_the_words_of_a_workbook()
    {
        await using var other = await PlanFolder.CreateAsync(isEmpty: true);
        var book = new WorkbookBuilder().Sheet("Miễn báo cáo", ["Đơn vị", "Tuần"], ["DTN", "2022-W40"]).ToBytes();
        Assert.Equal(
            ["Kế hoạch: không có trang này, và cơ sở dữ liệu không có đúng một kế hoạch để nạp vào; thêm trang “Kế hoạch”."],
            Lines((await other.With(("PLAN.xlsx", book)).ImportWorkbookAsync()).Errors));
    }

    [Fact]
    public async Task Letters_of_an_old_font_are_one_fault_a_column()
    {
        var result = await ImportAsync(new WorkbookBuilder().Sheet(
            "Đơn vị", ["Mã đơn vị", "Tên đơn vị"], ["§oµn x·", "§oµn x·"], ["Z2", "§oµn x·"]));
        Assert.Equal(
            ["Đơn vị!A2: chữ viết theo bảng mã cũ TCVN3", "Đơn vị!B2: chữ viết theo bảng mã cũ TCVN3"],
            Lines(result.Errors).Select(each => each.Split(" (phông")[0]));
    }

    [Theory]
    [InlineData("role", "chuyen trach")]
    [InlineData("role", "Chuyên trách")]
    public async Task A_file_takes_the_words_of_a_workbook_too(string column, string word)
    {
        await _plan.With(("units.csv", $"code,name,{column}\nZ1,Một,{word}\nVPTK,x,member\n")).ImportAsync();
        var faults = await _plan.FaultsAsync();
        Assert.DoesNotContain(faults, fault => fault.Contains(word, StringComparison.Ordinal));
    }

    private async Task<ImportResult> ImportAsync(WorkbookBuilder builder) =>
        await _plan.With(("PLAN.xlsx", builder.ToBytes())).ImportWorkbookAsync();

    private static IReadOnlyList<string> Lines(IEnumerable<ImportError> faults) => [.. faults.Select(fault => fault.ToString())];
}
