using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Changes;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Export;
using CamHa.Scheduler.Tests.FridayReport.Documents;
using CamHa.Scheduler.Text;
using FsCheck.Xunit;
using X = DocumentFormat.OpenXml.Spreadsheet;

namespace CamHa.Scheduler.Tests.Export;

public sealed class PlanWorkbookTests
{
    private static readonly string[] Sheets =
        ["Kế hoạch", "Đơn vị", "Đầu mối", "Nhiệm vụ", "Lịch nghỉ", "Báo cáo tuần", "Tiến độ", "Miễn báo cáo"];

    private static readonly CampaignClock Clock = new(TimeProvider.System, CampaignClock.FindZone("Asia/Ho_Chi_Minh"));
    private static readonly DateTimeOffset Received = new(2022, 6, 17, 3, 42, 0, TimeSpan.Zero);

    private static readonly PlanData Bare = new()
    {
        Campaign = new()
        {
            Code = "NTM-2022",
            Name = "Kế hoạch xây dựng nông thôn mới",
            Place = "Cẩm Hà",
            SubjectTag = "NTM Cẩm Hà",
            StartsOn = new(2022, 2, 16),
            EndsOn = new(2022, 12, 30),
        },
    };

    private static readonly PlanData Plan = Bare with
    {
        Units =
        [
            new() { Code = "UBND", Name = "Ủy ban nhân dân xã", Kind = "chinh_quyen", Role = UnitRole.Committee },
            new()
            {
                Code = "007",
                Name = "Hội Nông dân xã",
                Aliases = "Nông dân; HND",
                Kind = "doan_the",
                OwesWeekly = true,
                Supervisor = "UBND",
            },
            new() { Code = "BPT-TT", Name = "Ban Phát triển thôn Tiến Thắng", Kind = "thôn, xóm", Role = UnitRole.Copy, IsActive = false },
            new() { Code = "CT", Name = "Chuyên trách", Role = UnitRole.Specialist },
        ],
        Contacts =
        [
            new() { Unit = "007", Address = "pho@camha.example", Role = RecipientRole.Cc, IsActive = false },
            new() { Unit = "007", Address = "hnd@camha.example", Title = "Chủ tịch", Phone = "0912345678" },
            new() { Unit = "UBND", Address = "ubnd@camha.example" },
        ],
        Assignments =
        [
            new() { Code = "T02", Title = "Làm đường", Target = "0,5", TargetUnit = "km", DueOn = new(2022, 6, 30), Note = "=1+1" },
            new() { Code = "T01", Title = "Vườn mẫu", DueOn = new(2022, 12, 30), IsActive = false },
        ],
        Parts =
        [
            Part("T02", "BPT-TT", PartKind.Lead),
            Part("T02", "007", PartKind.Lead),
            Part("T02", "UBND", PartKind.Support),
            Part("T01", "UBND", PartKind.Lead),
        ],
        Calendar =
        [
            new() { Day = new(2022, 9, 2), Kind = DayKind.Off, Name = "Quốc khánh" },
            new() { Day = new(2022, 5, 7), Kind = DayKind.Worked, Name = "Làm bù" },
        ],
        Submissions =
        [
            new() { Unit = "007", Week = "2022-W24", SubmittedAt = Received, Assignments = " T02 T01 ", Results = "Dòng một\nDòng hai" },
            new()
            {
                Unit = "UBND",
                Week = "2022-W24",
                SubmittedAt = Received.AddSeconds(7),
                Results = "Kết quả",
                Difficulties = "Khó khăn",
                Proposals = "Kiến nghị",
                NextWeek = "Tuần tới",
                Channel = SubmissionChannel.Phone,
                SpokenBy = "trưởng thôn",
                IsNothing = true,
            },
        ],
        Progress =
        [
            new() { Assignment = "T02", Unit = "007", Progress = "Được 300 m", ProgressAt = Received.AddMilliseconds(123) },
            new() { Assignment = "T02", Unit = "BPT-TT", CompletedAt = Received },
            // Of it there is nothing to say.
            new() { Assignment = "T01", Unit = "UBND" },
        ],
        Exemptions = [new() { Unit = "007", Week = "2022-W25", Reason = "Chống hạn" }],
    };

    [Fact]
    public void Every_row_is_read_again_as_it_was_in_the_order_in_which_people_look_for_it()
    {
        using var workbook = Write(Plan);
        var read = new PlanOfWorkbook(workbook, Clock);
        Assert.Equal(Plan.Campaign, read.Campaign);
        Assert.Equal(Plan.Units, read.Units);
        Assert.Equal([Plan.Contacts[2], Plan.Contacts[1], Plan.Contacts[0]], read.Contacts);
        Assert.Equal(Plan.Assignments, read.Assignments);
        Assert.Equal([Plan.Parts[1], Plan.Parts[0], Plan.Parts[2], Plan.Parts[3]], read.Parts);
        Assert.Equal([Plan.Calendar[1], Plan.Calendar[0]], read.Calendar);
        Assert.Equal([Plan.Submissions[1], Plan.Submissions[0]], read.Submissions);
        Assert.Equal([Plan.Progress[0], Plan.Progress[1]], read.Progress);
        Assert.Equal(Plan.Exemptions, read.Exemptions);
    }

    [Property(MaxTest = 40)]
    public void Whatever_people_wrote_is_valid_stays_text_and_is_read_again(string?[] words)
    {
        string[] odd = ["=1+1\ufffe\ud800\u0000\u001b_x0041_\uffff😀\t", "@a", "-1", "+1", "\"\"]"];
        var hostile = Hostile([.. words.Select(word => word ?? ""), .. odd]);
        using var workbook = Write(hostile);
        Assert.Empty(workbook.Faults());
        Assert.All(Sheets, name => Assert.Empty(workbook[name].Descendants<X.CellFormula>()));
        var read = new PlanOfWorkbook(workbook, Clock);
        Assert.Equal(hostile.Assignments.Select(row => CleanText.Of(row.Title)), read.Assignments.Select(row => row.Title));
        Assert.Equal(hostile.Assignments.Select(row => CleanText.Of(row.Target)), read.Assignments.Select(row => row.Target));
        Assert.Equal(hostile.Units.Select(row => CleanText.Of(row.Kind)), read.Units.Select(row => row.Kind));
        Assert.Equal(hostile.Submissions.Select(row => CleanText.Of(row.Results)), read.Submissions.Select(row => row.Results));
    }

    [Fact]
    public void Nothing_is_invalid_without_rows_with_one_and_with_many()
    {
        using var none = Write(Bare);
        using var one = new Workbook(Bytes(new PlanWorkbook(Clock).WriteTemplate));
        using var many = Write(Bare with
        {
            Units = [.. Enumerable.Range(0, 500).Select(number => new UnitRow { Code = $"U{number:000}", Name = "Đơn vị" })],
        });
        Assert.All([none, one, many], workbook => Assert.Empty(workbook.Faults()));
        Assert.Equal(501, many.Rows("Đơn vị").Count);
    }

    [Fact]
    public void The_sheets_stand_in_their_order_with_their_headings_whether_they_have_rows_or_not()
    {
        using var workbook = Write(Bare);
        Assert.Equal(Sheets, workbook.Names);
        Assert.All(PlanSheets.All, sheet => Assert.Equal(
            [.. sheet.Columns.Select(column => column.Heading), "_id", "_version"], Assert.Single(workbook.Rows(sheet.Name).Take(1))));
        Assert.Equal([2, 1, 1, 1, 1, 1, 1, 1], Sheets.Select(name => workbook.Rows(name).Count));
    }

    [Theory]
    [InlineData("Nhiệm vụ", "G2", "dd/mm/yyyy", 44742)]
    [InlineData("Báo cáo tuần", "C3", "dd/mm/yyyy\\ hh:mm", 44729.445833333331)]
    [InlineData("Báo cáo tuần", "C2", "dd/mm/yyyy\\ hh:mm:ss", 44729.445914351854)]
    [InlineData("Tiến độ", "D2", "dd/mm/yyyy\\ hh:mm:ss.000", 44729.445834756945)]
    public void Days_and_times_are_numbers_and_shown_as_exactly_as_they_are(string sheet, string reference, string format, double serial)
    {
        using var workbook = Write(Plan);
        var cell = Cell(workbook, sheet, reference);
        Assert.Null(cell.DataType);
        Assert.Equal(serial, double.Parse(cell.CellValue!.Text, System.Globalization.CultureInfo.InvariantCulture), 1e-9);
        Assert.Equal(format, workbook.FormatCodeOf(cell));
    }

    [Fact]
    public void A_time_that_the_clock_shows_twice_says_which_of_the_two_it_is()
    {
        var clock = new CampaignClock(TimeProvider.System, CampaignClock.FindZone("Europe/Berlin"));
        var (first, second) = (new DateTimeOffset(2022, 10, 30, 0, 30, 0, default), new DateTimeOffset(2022, 10, 30, 1, 30, 0, default));
        var plan = Bare with
        {
            Units = Plan.Units,
            Submissions =
            [
                new() { Unit = "UBND", Week = "2022-W43", SubmittedAt = first, Results = "một" },
                new() { Unit = "UBND", Week = "2022-W43", SubmittedAt = second, Results = "hai" },
            ],
        };
        using var workbook = new Workbook(Bytes(stream => new PlanWorkbook(clock).Write(plan, stream)));
        Assert.Equal([first, second], new PlanOfWorkbook(workbook, clock).Submissions.Select(row => row.SubmittedAt));
        Assert.Equal("2022-10-30T02:30:00.000+01:00", Workbook.Shown(Cell(workbook, "Báo cáo tuần", "C3")));
    }

    [Theory]
    [InlineData("Đơn vị", "A3")]
    [InlineData("Đầu mối", "D3")]
    [InlineData("Nhiệm vụ", "A2")]
    [InlineData("Nhiệm vụ", "E2")]
    [InlineData("Báo cáo tuần", "B2")]
    public void Codes_and_phones_are_texts_and_so_is_what_is_typed_below_them(string sheet, string reference)
    {
        using var workbook = Write(Plan);
        var cell = Cell(workbook, sheet, reference);
        Assert.Equal(X.CellValues.InlineString, cell.DataType!.Value);
        Assert.Equal(49u, workbook.FormatOf(cell).NumberFormatId!.Value);
        var column = workbook[sheet].Descendants<X.Column>().ElementAt(reference[0] - 'A');
        var below = workbook.Part.WorkbookStylesPart!.Stylesheet.CellFormats!
            .Elements<X.CellFormat>()
            .ElementAt((int)column.Style!.Value);
        Assert.Equal(49u, below.NumberFormatId!.Value);
    }

    [Fact]
    public void What_each_row_is_found_by_and_its_version_stand_in_hidden_columns_that_are_sorted_along()
    {
        using var workbook = Write(Plan);
        var read = new PlanOfWorkbook(workbook, Clock);
        Assert.Equal([("NTM-2022", RowVersion.Of(RowShapes.Campaign, Plan.Campaign!))], read.Marks("campaign.csv"));
        Assert.Equal(Plan.Units.Select(row => (row.Code, RowVersion.Of(RowShapes.Units, row))), read.Marks("units.csv"));
        Assert.Equal(
            read.Contacts.Select(row => ($"{row.Unit} {row.Address}", RowVersion.Of(RowShapes.Contacts, row))), read.Marks("contacts.csv"));
        Assert.Equal(
            [
                ("T02", RowVersion.OfAssignment(Plan.Assignments[0], Plan.Parts.Take(3))),
                ("T01", RowVersion.OfAssignment(Plan.Assignments[1], [Plan.Parts[3]])),
            ],
            read.Marks("assignments.csv"));
        Assert.Equal(
            [
                ("2022-05-07", RowVersion.Of(RowShapes.Calendar, Plan.Calendar[1])),
                ("2022-09-02", RowVersion.Of(RowShapes.Calendar, Plan.Calendar[0])),
            ],
            read.Marks("calendar.csv"));
        Assert.Equal("007 2022-W24 2022-06-17T03:42:00.000Z", read.Marks("submissions.csv")[1].Id);
        Assert.Equal(
            read.Submissions.Select(row => RowVersion.Of(RowShapes.Submissions, row)),
            read.Marks("submissions.csv").Select(mark => mark.Version));
        Assert.Equal(
            read.Progress.Select(row => ($"{row.Assignment} {row.Unit}", RowVersion.Of(RowShapes.Progress, row))),
            read.Marks("progress.csv"));
        Assert.Equal([("007 2022-W25", RowVersion.Of(RowShapes.Exemptions, Plan.Exemptions[0]))], read.Marks("exemptions.csv"));
        Assert.All(PlanSheets.All, sheet =>
        {
            var columns = workbook[sheet.Name].Descendants<X.Column>().ToList();
            Assert.Equal(sheet.Columns.Count + 2, columns.Count);
            Assert.All(columns.Index(), column => Assert.Equal(column.Index >= sheet.Columns.Count, column.Item.Hidden?.Value == true));
            Assert.StartsWith(
                $"A1:{(char)('A' + columns.Count - 1)}",
                workbook[sheet.Name].GetFirstChild<X.AutoFilter>()!.Reference!.Value,
                StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Units_tasks_kinds_roles_and_yes_or_no_are_chosen_and_days_are_checked()
    {
        using var workbook = Write(Plan);
        Assert.Equal(
            [
                "D:List:Stop:\"chinh_quyen,doan_the\"", // one with a comma would be two
                "E:List:Stop:\"Thành viên,Ban Chỉ đạo,Chuyên trách,Nhận bản sao\"",
                "F:List:Stop:\"Có,Không\"",
                "G:List:Warning:DonVi",
                "H:List:Stop:\"Có,Không\"",
            ],
            Checks("Đơn vị"));
        Assert.Equal(["A:List:Warning:DonVi", "E:List:Stop:\"Nhận chính,Đồng gửi\"", "F:List:Stop:\"Có,Không\""], Checks("Đầu mối"));
        Assert.Equal(
            ["C:List:Warning:DonVi", "D:List:Warning:DonVi", "G:Date:Warning:36526", "I:List:Stop:\"Có,Không\""], Checks("Nhiệm vụ"));
        Assert.Equal(["A:Date:Warning:36526", "B:List:Stop:\"Nghỉ,Làm bù\"", "D:List:Stop:\"Có,Không\""], Checks("Lịch nghỉ"));
        Assert.Equal(
            ["A:List:Warning:NhiemVu", "B:List:Warning:DonVi", "D:Date:Warning:36526", "E:Date:Warning:36526"], Checks("Tiến độ"));
        // A kind of one's own may be written.
        Assert.False(workbook["Đơn vị"].Descendants<X.DataValidation>().First().ShowErrorMessage?.Value == true);

        IEnumerable<string> Checks(string name) => workbook[name].Descendants<X.DataValidation>().Select(check =>
        {
            var column = check.SequenceOfReferences!.InnerText![0];
            Assert.Equal($"{column}2:{column}1048576", check.SequenceOfReferences.InnerText);
            var type = check.Type!.Value == X.DataValidationValues.List ? "List" : "Date";
            var style = check.ErrorStyle is { } error && error.Value == X.DataValidationErrorStyleValues.Warning ? "Warning" : "Stop";
            return $"{column}:{type}:{style}:{check.Formula1!.Text}";
        });
    }

    // A unit that is typed below the others can be chosen at once, and in a template there are none yet.
    [Fact]
    public void What_drops_down_is_what_stands_in_the_sheets_of_units_and_tasks()
    {
        using var workbook = Write(Bare);
        Assert.Equal(
            [
                ("DonVi", "OFFSET('Đơn vị'!$A$1,1,0,MAX(COUNTA('Đơn vị'!$A:$A)-1,1),1)"),
                ("NhiemVu", "OFFSET('Nhiệm vụ'!$A$1,1,0,MAX(COUNTA('Nhiệm vụ'!$A:$A)-1,1),1)"),
            ],
            workbook.Part.Workbook.DefinedNames!
                .Elements<X.DefinedName>()
                .Where(name => name.LocalSheetId is null)
                .Select(name => (name.Name!.Value!, name.Text)));
        Assert.Equal("code", PlanSheets.Of("units.csv").Columns[0].Name);
        Assert.Equal("code", PlanSheets.Of("assignments.csv").Columns[0].Name);
    }

    [Fact]
    public void A_heading_says_what_to_write_where_that_is_not_plain()
    {
        using var workbook = Write(Plan);
        Assert.All(Sheets, name => Assert.NotNull(workbook[name].GetFirstChild<X.LegacyDrawing>()));
        Assert.All(PlanSheets.All, sheet => Assert.Equal(
            from column in sheet.Columns.Index()
            where column.Item.Note.Length > 0
            select ($"{(char)('A' + column.Index)}1", column.Item.Note),
            Notes(workbook, sheet.Name)));
    }

    [Fact]
    public void Headings_stay_in_sight_and_on_every_page_and_a_page_names_its_sheet_and_number()
    {
        using var workbook = Write(Plan);
        Assert.All(Sheets, name =>
        {
            Assert.Equal(X.PaneStateValues.Frozen, workbook[name].Descendants<X.Pane>().Single().State!.Value);
            var page = workbook[name].GetFirstChild<X.PageSetup>()!;
            Assert.Equal(
                (9u, X.OrientationValues.Landscape, 1u, 0u),
                (page.PaperSize!.Value, page.Orientation!.Value, page.FitToWidth!.Value, page.FitToHeight!.Value));
            var footer = workbook[name].GetFirstChild<X.HeaderFooter>()!.OddFooter!.Text;
            Assert.Contains("&A", footer, StringComparison.Ordinal);
            Assert.EndsWith("Trang &P/&N", footer, StringComparison.Ordinal);
            Assert.Contains(
                $"'{name}'!$1:$1",
                workbook.Part.Workbook.DefinedNames!.Elements<X.DefinedName>()
                    .Where(each => each.Name == "_xlnm.Print_Titles").Select(each => each.Text));
        });
    }

    // It would come back as two rows, or cut.
    [Fact]
    public void A_text_of_many_lines_stays_in_one_row_and_one_that_no_cell_holds_leaves_its_row_out_and_is_said()
    {
        var text = string.Join('\n', Enumerable.Range(0, 200).Select(line => $"Dòng {line} của một báo cáo dài"));
        var plan = Plan with
        {
            Submissions =
            [
                Plan.Submissions[0] with { Results = text },
                Plan.Submissions[1] with { NextWeek = new string('a', 32_768) },
            ],
        };
        IReadOnlyList<ExportedSheet> sheets = [];
        using var workbook = new Workbook(Bytes(stream => sheets = new PlanWorkbook(Clock).Write(plan, stream)));
        Assert.Equal([plan.Submissions[0]], new PlanOfWorkbook(workbook, Clock).Submissions);
        Assert.Equal(
            ["Báo cáo tuần: UBND 2022-W24 17/06/2022 10:42"],
            sheets.SelectMany(sheet => sheet.LeftOut.Select(row => $"{sheet.Name}: {row}")));
        Assert.Equal(1, sheets.Single(sheet => sheet.Name == "Báo cáo tuần").Rows);
    }

    [Fact]
    public void The_same_plan_is_the_same_file_whenever_it_is_written()
    {
        var first = Bytes(stream => new PlanWorkbook(Clock).Write(Plan, stream));
        Assert.Equal(first, Bytes(stream => new PlanWorkbook(Clock).Write(Plan, stream)));
        using var workbook = new Workbook(first);
        Assert.Null(workbook.Document.PackageProperties.Created);
    }

    [Fact]
    public void A_template_has_an_example_in_each_sheet_that_is_marked_as_one()
    {
        using var workbook = new Workbook(Bytes(new PlanWorkbook(Clock).WriteTemplate));
        var read = new PlanOfWorkbook(workbook, Clock);
        Assert.All(PlanSheets.All, sheet =>
        {
            Assert.Equal(PlanSheets.Example, Assert.Single(read.Marks(sheet.File)).Id);
            Assert.Contains(("A2", "Đây là dòng ví dụ. Ghi đè lên, hoặc xóa dòng này, rồi mới nạp."), Notes(workbook, sheet.Name));
            Assert.Contains(workbook.Rows(sheet.Name)[1], cell => cell == "VD-01" || cell.StartsWith("Ví dụ: ", StringComparison.Ordinal));
        });
    }

    private static Workbook Write(PlanData plan) => new(Bytes(stream => new PlanWorkbook(Clock).Write(plan, stream)));

    private static byte[] Bytes(Action<Stream> write)
    {
        var stream = new MemoryStream();
        write(stream);
        return stream.ToArray();
    }

    private static IEnumerable<(string Cell, string Text)> Notes(Workbook workbook, string sheet) =>
        workbook[sheet].WorksheetPart!.WorksheetCommentsPart!.Comments!.Descendants<X.Comment>()
            .Select(note => (note.Reference!.Value!, note.InnerText));

    private static X.Cell Cell(Workbook workbook, string sheet, string reference) =>
        workbook[sheet].Descendants<X.Cell>().Single(cell => cell.CellReference == reference);

    private static PartRow Part(string assignment, string unit, PartKind kind) =>
        new() { Assignment = assignment, Unit = unit, Part = kind };

    // The words in every place where people's words can stand.
    private static PlanData Hostile(IReadOnlyList<string> words) => new()
    {
        Campaign = Bare.Campaign! with { Name = words[0], Place = words[^1], SubjectTag = words[0] },
        Units = [.. words.Select((word, at) => new UnitRow { Code = $"U{at}", Name = word, Aliases = word, Kind = word })],
        Contacts =
        [
            .. words.Select((word, at) => new ContactRow
            {
                Unit = "U0",
                Address = $"{at}@camha.example",
                Title = word,
                Phone = word,
            }),
        ],
        Assignments =
        [
            .. words.Select((word, at) => new AssignmentRow
            {
                Code = $"T{at}",
                Title = word,
                Target = word,
                TargetUnit = word,
                DueOn = new(2022, 6, 30),
                Note = word,
            }),
        ],
        Calendar = [.. words.Select((word, at) => new CalendarRow { Day = new DateOnly(2022, 1, 1).AddDays(at), Name = word })],
        Submissions =
        [
            .. words.Select((word, at) => new SubmissionRow
            {
                Unit = "U0",
                Week = "2022-W24",
                SubmittedAt = Received.AddMinutes(at),
                Results = word,
                Difficulties = word,
                Proposals = word,
                NextWeek = word,
            }),
        ],
        Progress =
        [
            .. words.Select((word, at) => new ProgressRow
            {
                Assignment = $"T{at}",
                Unit = "U0",
                Progress = word,
                ProgressAt = Received,
            }),
        ],
        Exemptions = [.. words.Select((word, at) => new ExemptionRow { Unit = $"U{at}", Week = "2022-W24", Reason = word })],
    };
}
