using System.Text;
using CamHa.Scheduler.Changes;
using CamHa.Scheduler.Import;
using CamHa.Scheduler.Import.Layouts;
using CamHa.Scheduler.Tests.Import.Workbooks;
using static CamHa.Scheduler.Tests.Import.Layouts.DrawnPlans;

namespace CamHa.Scheduler.Tests.Import.Layouts;

/// <summary>Tables as communes draw them, read without being touched.</summary>
public sealed class LayoutReaderTests
{
    [Fact]
    public void A_frame_plan_with_a_letterhead_sections_and_units_by_line_breaks_is_read_as_it_is() => Reads("khung.xlsx", Frame, OfFrame);

    [Fact]
    public void Headings_of_two_rows_and_cells_merged_downwards_are_read_as_they_are() => Reads("phan-cong.xlsx", TwoRows, OfTwoRows);

    [Fact]
    public void A_sheet_that_is_called_like_ours_and_has_who_helps_in_the_cell_of_who_leads_is_read_as_it_is() =>
        Reads("ke-hoach.xlsx", OneCell, OfOneCell);

    [Fact]
    public void A_Word_table_on_several_pages_with_merged_and_nested_cells_is_read_as_it_is() => Reads("khung.docx", Word, OfWord);

    [Fact]
    public void The_same_table_pasted_as_text_is_read_as_it_is()
    {
        var grid = LayoutFile.Of("khung.xlsx", Frame).Grids[0];
        var text = string.Join("\r\n", grid.Rows.Select(row => string.Join('\t', Enumerable.Range(0, 5)
            .Select(column => row[column].Text is var cell && cell.Contains('\n') ? $"\"{cell}\"" : cell))));
        Reads("khung.txt", Encoding.UTF8.GetBytes(text), OfFrame);
    }

    [Fact]
    public void Text_pasted_from_Word_whose_cells_have_several_paragraphs_is_put_together_again()
    {
        var reading = Read(
            "khung.txt",
            """
            TT	Nội dung	Chủ trì	Phối hợp	Thời hạn
            1	Vườn mẫu	UBND
            CCB	MTTQ
            HPN	30/6
            2	Rác thải	HPN	các thôn	Quý II
            """u8.ToArray());
        Assert.Equal(
            ["T01 Vườn mẫu | UBND HCCB | MTTQ HPN | 30/06/2022", "T02 Rác thải | HPN | BPT-ND BPT-TT BPT-TX BPT-XH | 30/06/2022"],
            Lines(reading));
    }

    [Fact]
    public void Columns_without_headings_are_told_by_what_stands_in_them()
    {
        var reading = Read(
            "dan.txt",
            "1\tHoàn thành vườn mẫu tại thôn Thành Xuân\tĐoàn xã\t30/6\n2\tCủng cố hồ sơ các tiêu chí\tUBND xã\tQuý III\n"u8.ToArray());
        Assert.Equal(["code", "title", "lead", "due"], reading.Guess.Columns.Select(column => column.Is));
        Assert.Equal("30/09/2022", $"{reading.Rows[1].Due:dd/MM/yyyy}");
    }

    [Fact]
    public void Without_headings_the_last_day_counts_and_whoever_stands_first_leads_and_both_are_asked()
    {
        var reading = Read(
            "dan.txt",
            "1\tLàm vườn mẫu cùng các hộ\tĐoàn xã\tMTTQ, HPN\t01/3/2022\t30/6/2022\n"u8.ToArray()
                .Concat("2\tCủng cố hồ sơ các tiêu chí\tUBND xã\tCông an\t01/3/2022\t30/9/2022\n"u8.ToArray()).ToArray());
        Assert.Equal(
            [("code", true), ("title", false), ("lead", false), ("support", false), ("", true), ("due", false)],
            reading.Guess.Columns.Select(column => (column.Is, column.IsSure)));
        Assert.Equal("T02 Củng cố hồ sơ các tiêu chí | UBND | CAX | 30/09/2022", Lines(reading)[1]);
    }

    [Theory]
    [InlineData(
        "Mục\tCông việc\tCơ quan chủ trì thực hiện\tCơ quan phối hợp thực hiện\tXong trước ngày\tGhi chú",
        "code title lead support due note")]
    [InlineData("Mã CV\tViệc phải làm\tNgười chịu trách nhiệm\tCùng làm\tNgày kết thúc\tTrạng thái", "code title lead support due ")]
    [InlineData("STT\tNhiệm vụ của từng ngành\tAi chịu trách nhiệm\tAi phối hợp\tThời gian xong\t", "code title lead support due ")]
    public void Headings_in_a_commune_s_own_words_are_headings_and_no_assignment(string headings, string columns)
    {
        var reading = Read("a.txt", Encoding.UTF8.GetBytes($"{headings}\n1\tLàm đường hoa ở thôn\tHPN\tĐoàn xã, MTTQ\t30/6/2022\tx\n"));
        Assert.Equal(columns, string.Join(' ', reading.Guess.Columns.Select(column => column.Is)));
        Assert.Equal(["T01 Làm đường hoa ở thôn | HPN | DTN MTTQ | 30/06/2022"], Lines(reading));
    }

    [Fact]
    public void Marks_to_notes_below_a_table_are_not_read()
    {
        var reading = Read(
            "a.xlsx",
            new WorkbookBuilder().Sheet(
                "Sheet1",
                ["Nội dung (*)", "Chủ trì¹", "Thời hạn [1]"],
                ["Vườn mẫu (*)", "UBND xã (*)", "30/6/2022 (**)"],
                ["Họp dân (2)¹", "MTTQ²", "Quý II [1]"]).ToBytes());
        Assert.True(reading.Guess.IsSure);
        Assert.Equal(["T01 Vườn mẫu | UBND |  | 30/06/2022", "T02 Họp dân (2) | MTTQ |  | 30/06/2022"], Lines(reading));
    }

    [Fact]
    public void What_is_not_sure_is_proposed_with_what_is_near_and_its_first_place()
    {
        var reading = Read("a.xlsx", new WorkbookBuilder().Sheet(
            "Sheet1",
            ["Nội dung", "Chủ trì", "Thời hạn"],
            ["Vườn mẫu", "Thôn Tiến Thắg", "đầu tháng 6"],
            ["Nước thải", "Trưởng ban chỉ đạo địa bàn\nTổ hợp tác Ba Cây", "khi có kinh phí"]).ToBytes());
        Assert.False(reading.Guess.IsSure);
        Assert.Equal(
            ["Thôn Tiến Thắg: BPT-TT @ Sheet1!B2", "Trưởng ban chỉ đạo địa bàn: CDDB @ Sheet1!B3", "Tổ hợp tác Ba Cây:  @ Sheet1!B3"],
            reading.Guess.Units.Select(unit => $"{unit.Text}: {string.Join(' ', unit.Reading.Near.Take(1))} @ {unit.Where}"));
        Assert.Equal(["10/06/2022", ""], reading.Guess.Dues.Select(due => $"{due.Reading?.Day:dd/MM/yyyy}"));
    }

    [Fact]
    public void Whom_a_plan_is_sent_to_and_who_signs_it_are_no_tasks_and_what_is_empty_is_asked()
    {
        var bytes = new WorkbookBuilder().Sheet(
            "Sheet1",
            ["TT", "Nội dung", "Chủ trì", "Thời hạn"],
            [1, "Vườn mẫu", "UBND", "30/6"],
            [2, "Nước thải", null, "30/6"],
            [3, "Tổng kết", "UBND", null],
            [null, "Tổng cộng: 3 nhiệm vụ"],
            [4, "Họp", "UBND", "30/6"],
            [null, "Nơi nhận:", null, "T/M BAN CHỈ ĐẠO"],
            [null, "- Như trên", null, "TRƯỞNG BAN"]).ToBytes();
        var reading = Read("a.xlsx", bytes);
        Assert.False(reading.Guess.IsSure);
        Assert.Equal(["sum", "below", "below"], reading.Guess.LeftOut.Select(row => row.Why));
        Assert.Equal(
            ["", "lead", "due", ""], reading.Guess.Rows.Select(row => string.Join(' ', row.Lacks)));

        var faults = new List<string>();
        var map = LayoutMapFile.Read(
            """
            {"rows": [
                {"where": "Sheet1!3", "units": ["HPN"]},
                {"where": "Sheet1!4", "day": "30/9/2022"},
                {"where": "Sheet1!6", "leaveOut": true}]}
            """u8.ToArray(),
            [.. Plan.Units.Select(unit => unit.Code)],
            faults);
        Assert.Empty(faults);
        var said = LayoutReader.Read(LayoutFile.Of("a.xlsx", bytes).Grids, Plan, map)!;
        Assert.True(said.Guess.IsSure);
        Assert.Equal(
            ["T01 Vườn mẫu | UBND |  | 30/06/2022", "T02 Nước thải | HPN |  | 30/06/2022", "T03 Tổng kết | UBND |  | 30/09/2022"],
            Lines(said));
    }

    [Fact]
    public void A_further_table_with_other_headings_is_told_with_the_way_to_import_it()
    {
        var reading = Read("a.docx", Document(
            Table(
                Row("TT", "Nội dung", "Chủ trì", "Thời hạn"),
                Row("1", "Kiểu một", "HPN", "30/6"),
                Row("2", "Kiểu một nữa", "HPN", "30/6")),
            Words("giữa"),
            Table(Row("STT", "Tên công việc", "Người thực hiện", "Ngày hoàn thành"), Row("1", "Kiểu hai", "HND", "30/6")),
            Table(Row("TT", "Họ tên"), Row("1", "Chức vụ"))));
        Assert.Equal([("Bảng 2", true), ("Bảng 3", false)], reading.NotRead.Select(table => (table.Name, table.HasHeadings)));
    }

    [Fact]
    public void What_a_person_has_said_goes_before_every_guess()
    {
        var file = LayoutFile.Of(
            "a.txt", "Việc\tAi\tHạn chót\nVườn mẫu\tTổ 3\tkhi có kinh phí\nNước thải\tBan Đặc trách\t30/6\n"u8.ToArray());
        var faults = new List<string>();
        var map = LayoutMapFile.Read(
            Encoding.UTF8.GetBytes("""
                {"columns": [{"heading": "Ai", "is": "Chủ trì"}],
                 "units": [{"text": "Tổ 3", "units": "UBND, BPT-*"}, {"text": "Ban Đặc trách", "units": ["hccb"]}],
                 "dues": [{"text": "khi có kinh phí", "day": "30/09/2022"}]}
                """),
            [.. Plan.Units.Select(unit => unit.Code)],
            faults);
        Assert.Empty(faults);
        Assert.Equal(
            ["T01 Vườn mẫu | UBND BPT-ND BPT-TT BPT-TX BPT-XH |  | 30/09/2022", "T02 Nước thải | HCCB |  | 30/06/2022"],
            Lines(LayoutReader.Read(file.Grids, Plan, map)!));
    }

    [Fact]
    public void A_guess_that_is_written_and_read_back_gives_the_same_assignments()
    {
        var file = LayoutFile.Of("khung.docx", Word);
        var reading = LayoutReader.Read(file.Grids, Plan, LayoutMap.Nothing)!;
        var faults = new List<string>();
        var json = LayoutMapFile.Write(reading.Guess, LayoutMap.Nothing);
        var map = LayoutMapFile.Read(json, [.. Plan.Units.Select(unit => unit.Code)], faults);
        Assert.Empty(faults);
        Assert.Equal(OfWord, Lines(LayoutReader.Read(file.Grids, Plan, map)!));
    }

    [Theory]
    [InlineData("{\"units\": [", "dòng 1 không đúng JSON")]
    [InlineData("[]", "dòng 1 không đúng JSON")]
    [InlineData("{\"units\": {}}", "units phải là một danh sách")]
    [InlineData("{\"units\": [{\"text\": \"a\", \"units\": [\"BPT-TTT\"]}]}", "units “a”: không có đơn vị mã “BPT-TTT”; có phải")]
    [InlineData("{\"units\": [{\"text\": 5, \"units\": [5]}]}", "units, text phải là chữ trong ngoặc kép")]
    [InlineData("{\"columns\": [{\"heading\": \"Ai\", \"is\": \"Người làm\"}]}", "columns “Ai”: “Người làm” không phải là một trong: Mã ")]
    [InlineData(
        "{\"columns\": [{\"heading\": \"a\", \"is\": \"lead\"}, {\"heading\": \"b\", \"is\": \"lead\"}]}",
        "“Chủ trì” được chỉ cho hai cột")]
    [InlineData("{\"dues\": [{\"text\": \"a\", \"day\": \"31/6/2022\"}]}", "dues “a”, day: “31/6/2022” không phải là ngày")]
    public void A_map_that_was_spoiled_by_hand_has_a_fault_that_says_where(string json, string fault)
    {
        var faults = new List<string>();
        LayoutMapFile.Read(Encoding.UTF8.GetBytes(json), [.. Plan.Units.Select(unit => unit.Code)], faults);
        Assert.Contains(fault, Assert.Single(faults.Take(1)));
    }

    [Fact]
    public void Ten_thousand_rows_are_read_in_a_moment()
    {
        var text = new StringBuilder("TT\tNội dung\tChủ trì\tThời hạn\n");
        for (var i = 1; i <= 10_000; i++)
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{i}\tViệc thứ {i}\tHội lạ {i}, UBND\tQuý II\n");
        var reading = Read("a.txt", Encoding.UTF8.GetBytes(text.ToString()));
        Assert.Equal(10_000, reading.Rows.Count);
        Assert.Equal("T10000", reading.Rows[^1].Code.Code);
    }

    private static void Reads(string name, byte[] bytes, string[] expected)
    {
        var reading = Read(name, bytes);
        Assert.Equal(expected, Lines(reading));
        Assert.True(reading.Guess.IsSure, string.Join(", ", reading.Guess.Units.Where(unit => !unit.IsSettled).Select(unit => unit.Text)));
    }

    private static LayoutReading Read(string name, byte[] bytes) =>
        LayoutReader.Read(LayoutFile.Of(name, bytes).Grids, Plan, LayoutMap.Nothing)!;

    /// <summary>The units of the plan of 2022, and no assignments.</summary>
    internal static LayoutPlan Plan { get; } = DemoPlan();

    private static LayoutPlan DemoPlan()
    {
        var units = CsvLines.Of(Encoding.UTF8.GetString(ImportSource.Demo.Read("units.csv")!));
        return LayoutPlan.Of(new PlanData
        {
            Campaign = new() { Code = "NTM-2022", Place = "Cẩm Hà", StartsOn = new(2022, 2, 16), EndsOn = new(2022, 12, 30) },
            Units =
            [
                .. units.Skip(1).Select(unit => new UnitRow { Code = unit[0], Name = unit[1], Aliases = unit[2], Kind = unit[3] })
                    .OrderBy(unit => unit.Code, StringComparer.Ordinal),
            ],
        });
    }
}
