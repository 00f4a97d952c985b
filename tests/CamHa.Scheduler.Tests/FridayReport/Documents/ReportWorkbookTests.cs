using System.Globalization;
using System.IO.Compression;
using CamHa.Scheduler.FridayReport.Documents;
using CamHa.Scheduler.FridayReport.Documents.Excel;
using CamHa.Scheduler.FridayReport.Snapshot;
using CamHa.Scheduler.Submissions;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using FsCheck.Xunit;
using X = DocumentFormat.OpenXml.Spreadsheet;

namespace CamHa.Scheduler.Tests.FridayReport.Documents;

public sealed class ReportWorkbookTests
{
    private static readonly string[] Sheets = ["Tổng hợp", "Đơn vị", "Nhiệm vụ", "Báo cáo tuần", "Nhật ký gửi thư"];

    // As the first version of a snapshot was: no letterhead, no weeks.
    private static readonly ReportSnapshot Empty = Builders.Reports.Report() with
    {
        Version = 1,
        Letterhead = null,
        CutOff = new(2022, 6, 17, 14, 0, 0),
        AsOf = new(2022, 6, 17, 16, 30, 2),
        Weeks = [],
    };

    private static readonly ReportSnapshot Sample = Empty with
    {
        Units =
        [
            Unit("BPT-TT", "Ban Phát triển thôn Tiến Thắng", SubmissionState.OnTime) with
            {
                SubmittedAt = new(2022, 6, 17, 10, 42, 0),
                ReplacesThatOf = new(2022, 6, 16, 8, 5, 0),
                Results = "118/126 hộ đạt.\nĐã làm 200 m hàng rào xanh.",
            },
            Unit("HND", "Hội Nông dân xã", SubmissionState.Late) with
            {
                SubmittedAt = new(2022, 6, 17, 15, 10, 0),
                Results = "Ra quân 3 buổi.",
                Difficulties = "Thiếu vật liệu.",
                Proposals = "Cấp thêm xi măng.",
                NextWeek = "Làm mương.",
            },
            Unit("MTTQ", "Ủy ban Mặt trận Tổ quốc xã", SubmissionState.Missing),
            Unit("DTN", "Đoàn xã", SubmissionState.Exempt) with { ExemptionReason = "Tập huấn cả tuần" },
        ],
        Notes =
        [
            Unit("CTNTM", "Chuyên trách NTM xã", SubmissionState.OnTime) with
            {
                SubmittedAt = new(2022, 6, 17, 16, 0, 0),
                Results = "Đã đối chiếu số liệu.",
            },
        ],
        LateForEarlier =
        [
            Unit("HPN", "Hội Liên hiệp Phụ nữ xã", SubmissionState.Late) with
            {
                Week = "2022-W22",
                SubmittedAt = new(2022, 6, 14, 9, 0, 0),
                Results = "Nộp bù.",
            },
        ],
        Assignments =
        [
            Assignment("T02", AssignmentState.Overdue) with { DaysOverdue = 12, IsEscalated = true },
            Assignment("T03", AssignmentState.OnTrack),
            Assignment("T04", AssignmentState.Done),
        ],
        Changes = new()
        {
            SinceWeek = "tuần 23/2022",
            OnTimeBefore = 2,
            OnTimeNow = 1,
            NewlyDone = ["T04", "T09"],
            NewlyOverdue = ["T02"],
            Added = ["T05"],
            Removed = ["T06"],
            DueDateMoved = ["T03: 30/6/2022 → 15/7/2022"],
        },
        Audit = new()
        {
            Sent = 41,
            Waiting = 42,
            Failed = 43,
            Suppressed = 44,
            Expired = 45,
            Held = 46,
            UnitsWithoutAddress = ["Ban Công an xã"],
        },
        Weeks =
        [
            new() { Week = "2022-W07", OnTime = 1, Late = 1, Owing = 4 },
            new() { Week = "2022-W24", OnTime = 1, Late = 1, Owing = 3 },
        ],
        Mails =
        [
            new()
            {
                CreatedAt = new(2022, 6, 17, 7, 0, 0),
                FinishedAt = new(2022, 6, 17, 7, 0, 12),
                Kind = "Reminder",
                UnitCode = "MTTQ",
                Recipient = "mttq@camha.example",
                Subject = "Nhắc nộp",
                State = "Sent",
            },
            new()
            {
                CreatedAt = new(2022, 6, 17, 7, 1, 0),
                Kind = "Deadline",
                UnitCode = "HND",
                Recipient = "hnd@camha.example",
                Subject = "Nhắc hạn",
                State = "Dead",
                Reason = "550 5.1.1 User unknown",
            },
        ],
    };

    [Fact]
    public void The_sheets_stand_in_their_order()
    {
        using var workbook = new Workbook(Sample);
        Assert.Equal(Sheets, workbook.Names);
    }

    [Fact]
    public void Nothing_is_invalid_with_or_without_data()
    {
        using var full = new Workbook(Sample);
        using var empty = new Workbook(Empty);
        Assert.Empty(full.Faults());
        Assert.Empty(empty.Faults());
    }

    [Property(MaxTest = 40)]
    public void Whatever_people_write_the_file_is_valid_and_the_words_are_in_it(string?[] words)
    {
        using var workbook = new Workbook(Hostile([.. words.Select(word => word ?? ""), "=1+1\ufffe\ud800\u0000\u001b_x0041_\uffff😀\t"]));
        Assert.Empty(workbook.Faults());
        Assert.Contains(workbook.Rows("Báo cáo tuần"), row => row[5] == "=1+1\ufffd_x0041_😀\t");
        Assert.Empty(workbook["Báo cáo tuần"].Descendants<X.CellFormula>());
    }

    [Theory]
    [InlineData("=HYPERLINK(\"http://x.example\")")]
    [InlineData("+84 912 345 678")]
    [InlineData("-5")]
    [InlineData("@SUM(A1)")]
    [InlineData("\t=1")]
    [InlineData("0123")]
    [InlineData("1/2")]
    public void What_looks_like_a_formula_or_a_number_stays_text(string text)
    {
        using var workbook = new Workbook(Hostile([text]));
        var cells = workbook["Báo cáo tuần"].Descendants<X.Cell>().Where(cell => Workbook.Shown(cell) == text).ToList();
        Assert.NotEmpty(cells);
        Assert.All(cells, cell => Assert.True(cell.DataType! == X.CellValues.InlineString && workbook.FormatOf(cell).QuotePrefix!));
    }

    [Fact]
    public void Days_and_times_are_numbers_that_are_shown_as_such()
    {
        using var workbook = new Workbook(Sample);
        AssertTime(workbook, "Đơn vị", "D2", new(2022, 6, 17, 10, 42, 0), "dd/mm/yyyy\\ hh:mm");
        AssertTime(workbook, "Đơn vị", "E2", new(2022, 6, 16, 8, 5, 0), "dd/mm/yyyy\\ hh:mm");
        AssertTime(workbook, "Nhiệm vụ", "F2", new(2022, 6, 30), "dd/mm/yyyy");
        AssertTime(workbook, "Báo cáo tuần", "E2", new(2022, 6, 17, 10, 42, 0), "dd/mm/yyyy\\ hh:mm");
        AssertTime(workbook, "Nhật ký gửi thư", "B2", new(2022, 6, 17, 7, 0, 12), "dd/mm/yyyy\\ hh:mm");
    }

    [Fact]
    public void A_day_before_Excels_calendar_is_written_in_words()
    {
        using var workbook = new Workbook(
            Sample with { Assignments = [Assignment("T01", AssignmentState.Overdue) with { DueOn = new(1899, 5, 19) }] });
        Assert.Equal("19/05/1899", workbook.Rows("Nhiệm vụ")[1][5]);
    }

    [Fact]
    public void The_figures_are_those_of_the_mail()
    {
        using var workbook = new Workbook(Sample);
        var rows = workbook.Rows("Tổng hợp");
        Assert.Equal("Báo cáo tổng hợp tuần 24/2022 (13–19/6)", rows[0][0]);
        foreach (var row in new[]
        {
            "Phải nộp|3|", "Đúng hạn|1|0.33", "Nộp muộn|1|0.33", "Chưa nộp|1|0.34", "Được miễn|1|",
            "Tổng số|3|", "Hoàn thành|1|0.3333333333333333", "Trong hạn|1|0.3333333333333333", "Quá hạn|1|0.3333333333333333",
            "Đúng hạn kỳ này|1",
            "Đúng hạn tuần 23/2022|2",
            "Mới hoàn thành|2|T04",
            "||T09",
            "Mới quá hạn|1|T02",
            "Đổi thời hạn|1|T03: 30/6/2022 → 15/7/2022",
            "Thêm nhiệm vụ|1|T05",
            "Bỏ nhiệm vụ|1|T06",
            "Đã gửi|41",
            "Đang chờ|42",
            "Gửi hỏng|43",
            "Không gửi vì không còn đúng|44",
            "Hết hiệu lực|45",
            "Đang bị giữ|46",
            "Đơn vị chưa có địa chỉ thư|1|Ban Công an xã",
            "7/2022|4|1|1|2|0.25", "24/2022|3|1|1|1|0.3333333333333333",
        })
            Assert.Contains(row, rows.Select(cells => string.Join('|', cells)));
    }

    [Fact]
    public void Every_unit_assignment_report_and_mail_has_its_row()
    {
        using var workbook = new Workbook(Sample);
        Assert.Equal(
            [
                "BPT-TT|Ban Phát triển thôn Tiến Thắng|Đúng hạn",
                "HND|Hội Nông dân xã|Nộp muộn",
                "MTTQ|Ủy ban Mặt trận Tổ quốc xã|Chưa nộp",
                "DTN|Đoàn xã|Được miễn",
            ],
            workbook.Rows("Đơn vị").Skip(1).Select(row => string.Join('|', row.Take(3))));
        Assert.Equal(["3", "1", "0", "1", "1"], workbook.Rows("Đơn vị")[1].Skip(6));
        Assert.Equal(["0", "0", "0", "0", "0"], workbook.Rows("Đơn vị")[2].Skip(6)); // it only supports
        Assert.Equal("Tập huấn cả tuần", workbook.Rows("Đơn vị")[4][5]);
        Assert.Equal(
            [
                "T02",
                "Vườn mẫu T02",
                "1 vườn",
                "Ban Phát triển thôn Tiến Thắng",
                "Hội Nông dân xã",
                "44742",
                "Quá hạn",
                "12",
                "Có",
                "Ban Phát triển thôn Tiến Thắng: Đã cải tạo 300 m².\nHội Nông dân xã (hoàn thành 12/6/2022)",
            ],
            workbook.Rows("Nhiệm vụ")[1]);
        Assert.Equal(["T02", "T03", "T04"], workbook.Rows("Nhiệm vụ").Skip(1).Select(row => row[0]));
        Assert.Equal(
            [
                "BPT-TT|Báo cáo tuần|24/2022",
                "HND|Báo cáo tuần, nộp muộn|24/2022",
                "CTNTM|Ghi chú|24/2022",
                "HPN|Nộp muộn cho tuần trước|22/2022",
            ],
            workbook.Rows("Báo cáo tuần").Skip(1).Select(row => $"{row[0]}|{row[2]}|{row[3]}"));
        Assert.Equal(["Ra quân 3 buổi.", "Thiếu vật liệu.", "Cấp thêm xi măng.", "Làm mương."], workbook.Rows("Báo cáo tuần")[2].Skip(5));
        Assert.Equal(
            ["Nhắc nộp báo cáo", "Ủy ban Mặt trận Tổ quốc xã", "mttq@camha.example", "Nhắc nộp", "Đã gửi", ""],
            workbook.Rows("Nhật ký gửi thư")[1].Skip(2));
        Assert.Equal(
            ["Nhắc thời hạn nhiệm vụ", "Hội Nông dân xã", "hnd@camha.example", "Nhắc hạn", "Gửi hỏng", "550 5.1.1 User unknown"],
            workbook.Rows("Nhật ký gửi thư")[2].Skip(2));
    }

    [Fact]
    public void Who_leads_what_is_left_open_where_the_snapshot_does_not_know()
    {
        using var workbook = new Workbook(Sample with { Assignments = [Assignment("T02", AssignmentState.Overdue) with { Parts = [] }] });
        Assert.Equal(["", "", "", "", ""], workbook.Rows("Đơn vị")[1].Skip(6));
    }

    [Fact]
    public void Tables_can_be_filtered_and_their_headers_stay_in_sight_and_on_every_page()
    {
        using var workbook = new Workbook(Sample);
        string[] tables = ["A44:F46", "A1:K5", "A1:J4", "A1:I5", "A1:H3"];
        Assert.Equal(tables, Sheets.Select(name => workbook[name].GetFirstChild<X.AutoFilter>()!.Reference!.Value));
        Assert.All(Sheets, name => Assert.Equal(X.PaneStateValues.Frozen, workbook[name].Descendants<X.Pane>().Single().State!.Value));
        Assert.Equal(
            Sheets.Select(name => $"'{name}'!$1:$1"),
            workbook.Part.Workbook.DefinedNames!
                .Elements<X.DefinedName>()
                .Where(name => name.Name == "_xlnm.Print_Titles")
                .Select(name => name.Text));
    }

    [Fact]
    public void A_sheet_is_printed_on_A4_as_wide_as_a_page_and_numbered()
    {
        using var workbook = new Workbook(Sample);
        Assert.All(Sheets, name =>
        {
            var page = workbook[name].GetFirstChild<X.PageSetup>()!;
            Assert.Equal(
                (9u, X.OrientationValues.Landscape, 1u, 0u),
                (page.PaperSize!.Value, page.Orientation!.Value, page.FitToWidth!.Value, page.FitToHeight!.Value));
            Assert.EndsWith("Trang &P/&N", workbook[name].GetFirstChild<X.HeaderFooter>()!.OddFooter!.Text, StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData("Đơn vị", "A2:K5", "$C2=\"Chưa nộp\"", "$C2=\"Nộp muộn\"")]
    [InlineData("Nhiệm vụ", "A2:J4", "$G2=\"Quá hạn\"", "$G2=\"Chờ xác nhận\"")]
    public void What_is_late_missing_or_overdue_is_coloured_by_a_rule(string sheet, string range, params string[] formulas)
    {
        using var workbook = new Workbook(Sample);
        var format = workbook[sheet].Elements<X.ConditionalFormatting>().Single();
        Assert.Equal(range, format.SequenceOfReferences!.InnerText);
        Assert.Equal(formulas, format.Descendants<X.Formula>().Select(formula => formula.Text));
        var tints = workbook.Part.WorkbookStylesPart!.Stylesheet.DifferentialFormats!.Elements<X.DifferentialFormat>().ToList();
        Assert.All(format.Elements<X.ConditionalFormattingRule>(), rule => Assert.NotNull(tints[(int)rule.FormatId!.Value].Fill));
    }

    [Theory]
    [InlineData("Tuần này vận động thêm 4 hộ sửa nhà tắm.\n")]
    [InlineData("MỘT DÒNG KHÔNG BAO GIỜ HẾT ")]
    [InlineData("khôngcóchỗnàođểngắt")]
    [InlineData("😀")]
    [InlineData("\n")]
    [InlineData("....")]
    public void A_text_too_long_for_a_row_goes_on_in_the_next_ones_and_nothing_of_it_is_lost(string words)
    {
        var text = string.Concat(Enumerable.Repeat(words, 100_000 / words.Length));
        using var workbook = new Workbook(
            Empty with
            {
                Units =
                [
                    Unit("HND", "Hội Nông dân xã", SubmissionState.OnTime) with
                    {
                        SubmittedAt = Empty.AsOf,
                        Results = text,
                        NextWeek = "Ngắn",
                    },
                ],
            });
        var rows = workbook.Rows("Báo cáo tuần").Skip(1).ToList();
        Assert.Equal(text, string.Concat(rows.Select(row => row[5])));
        Assert.All(rows, row => Assert.True(row[5].Length <= 32_767 && row[0] == "HND"));
        Assert.All(rows.Skip(1), row => Assert.Equal("(tiếp)", row[1]));
        Assert.Equal("Ngắn", string.Concat(rows.Select(row => row[8])));
        Assert.All(workbook["Báo cáo tuần"].Descendants<X.Row>(), row => Assert.True(row.Height! <= 409));
        Assert.Empty(workbook.Faults());
    }

    [Fact]
    public void A_list_of_the_summary_too_long_for_a_cell_goes_on_below()
    {
        var text = string.Concat(Enumerable.Repeat("i ", 50_000));
        using var workbook = new Workbook(Empty with { Audit = Empty.Audit with { UnitsWithoutAddress = [text] } });
        var pieces = workbook
            .Rows("Tổng hợp")
            .Where(row => row.Count == 3)
            .Select(row => row[2])
            .Where(cell => cell.StartsWith("i ", StringComparison.Ordinal))
            .ToList();
        Assert.Equal(text, string.Concat(pieces));
        Assert.All(pieces, piece => Assert.True(piece.Length <= 32_767));
    }

    [Fact]
    public void A_sheet_that_is_full_says_that_there_is_more()
    {
        using var document = SpreadsheetDocument.Create(new MemoryStream(), SpreadsheetDocumentType.Workbook);
        var part = document.AddWorkbookPart().AddNewPart<WorksheetPart>();
        using (var stream = part.GetStream(FileMode.Create))
        using (var sheet = new ExcelSheet(stream, [new("Mã", 10), new("Đơn vị", 20)], maxRows: 3))
        {
            sheet.Header();
            foreach (var code in new[] { "BPT-TT", "HND", "MTTQ" })
                sheet.Row(code, "");
            sheet.Close();
        }

        Assert.Equal(
            ["Mã", "BPT-TT", "Còn nữa: trang tính Excel không chứa được thêm dòng."],
            part.Worksheet.Descendants<X.Row>().Select(row => Workbook.Shown(row.Elements<X.Cell>().First())));
    }

    [Fact]
    public void The_same_report_is_the_same_file()
    {
        var first = ReportWorkbook.Write(Sample);
        Assert.Equal(first, ReportWorkbook.Write(Sample));
        using var zip = new ZipArchive(new MemoryStream(first));
        Assert.All(zip.Entries, entry => Assert.Equal(1980, entry.LastWriteTime.Year));
        Assert.Equal("[Content_Types].xml", zip.Entries[0].FullName);
        Assert.All(zip.Entries, entry => Assert.DoesNotMatch("[0-9a-f]{16}", entry.FullName));
    }

    [Fact]
    public void The_file_says_what_it_is_and_of_when()
    {
        using var workbook = new Workbook(Sample);
        var properties = workbook.Document.PackageProperties;
        Assert.Equal("Báo cáo tổng hợp tuần 24/2022 (13–19/6)", properties.Title);
        Assert.Equal(Sample.CampaignName, properties.Creator);
        Assert.Equal(Sample.AsOf, properties.Created);
    }

    private static UnitReport Unit(string code, string name, SubmissionState state) =>
        new() { Code = code, Name = name, State = state, Week = "2022-W24" };

    private static AssignmentStatus Assignment(string code, AssignmentState state) => new()
    {
        Code = code,
        Title = $"Vườn mẫu {code}",
        Target = "1 vườn",
        Leads = "Ban Phát triển thôn Tiến Thắng",
        DueOn = new(2022, 6, 30),
        State = state,
        DaysOverdue = 0,
        IsEscalated = false,
        Parts =
        [
            new() { UnitCode = "BPT-TT", UnitName = "Ban Phát triển thôn Tiến Thắng", IsLead = true, Progress = "Đã cải tạo 300 m²." },
            new() { UnitCode = "HND", UnitName = "Hội Nông dân xã", IsLead = false, CompletedAt = new(2022, 6, 12, 9, 0, 0) },
        ],
    };

    // The words in every place where people's words can stand.
    private static ReportSnapshot Hostile(IReadOnlyList<string> words) => Sample with
    {
        CampaignName = words[0],
        Dates = words[^1],
        MissedWeeks = words,
        Units =
        [
            .. words.Select(
                word => new UnitReport
                {
                    Code = word,
                    Name = word,
                    State = SubmissionState.Late,
                    Week = "2022-W24",
                    SubmittedAt = Sample.AsOf,
                    ExemptionReason = word,
                    Results = word,
                    Difficulties = word,
                    Proposals = word,
                    NextWeek = word,
                }),
        ],
        Assignments =
        [
            .. words.Select(
                word => Assignment(word, AssignmentState.Overdue) with
                {
                    Title = word,
                    Target = word,
                    Leads = word,
                    Parts = [new() { UnitCode = word, UnitName = word, IsLead = false, Progress = word }],
                }),
        ],
        Changes = Sample.Changes! with { SinceWeek = words[0], NewlyDone = words, DueDateMoved = words },
        Audit = Sample.Audit with { UnitsWithoutAddress = words },
        Weeks = [.. words.Select(word => new WeekFigures { Week = word, OnTime = 1, Late = 1, Owing = 2 })],
        Mails =
        [
            .. words.Select(
                word => new MailRecord
                {
                    CreatedAt = Sample.AsOf,
                    Kind = word,
                    UnitCode = word,
                    Recipient = word,
                    Subject = word,
                    State = word,
                    Reason = word,
                }),
        ],
    };

    private static void AssertTime(Workbook workbook, string sheet, string reference, DateTime time, string format)
    {
        var cell = workbook[sheet].Descendants<X.Cell>().Single(cell => cell.CellReference == reference);
        Assert.Null(cell.DataType);
        Assert.Equal(time.ToOADate(), double.Parse(cell.CellValue!.Text, CultureInfo.InvariantCulture), 1e-9);
        Assert.Equal(format, workbook.FormatCodeOf(cell));
    }
}
