using System.Text;
using CamHa.Scheduler.Import;
using CamHa.Scheduler.Import.Layouts;

namespace CamHa.Scheduler.Tests.Import;

/// <summary>Files as Excel, old fonts and hasty hands leave them.</summary>
public sealed class FilesAsTheyComeTests : IAsyncLifetime
{
    private const string Utf8 = "Trong Excel: Tệp (File), Lưu thành (Save As), kiểu “CSV UTF-8 (Comma delimited)”.";
    private PlanFolder _plan = null!;

    public async ValueTask InitializeAsync() => _plan = await PlanFolder.CreateAsync();

    public ValueTask DisposeAsync() => _plan.DisposeAsync();

    [Theory]
    [InlineData("sep=;\r\nunit;week;reason\r\nDTN;2022-W40;họp\r\n")]
    [InlineData("DANH SÁCH MIỄN BÁO CÁO, NĂM 2022;;;;\r\n;;;;\r\nunit;week;reason;;\r\nDTN;2022-W40;họp;;\r\n;;;;\r\n \u00A0;;;;\r\n")]
    [InlineData("\r\n\r\nunit,week,reason\r\nDTN,2022-W40,họp\r\n")]
    [InlineData("unit,week,,reason\nDTN,2022-W40,,họp\n")] // a column without a name that holds nothing
    [InlineData("\u00A0Unit,WEEK\u200B,reason\u00A0\nDTN\u00A0,\u200B2022-w40\uFEFF,họp\u00A0\n")]
    [InlineData("unit\tweek\treason\nĐoàn\u00A0xã\t2022-W40\thọp\n")]
    public async Task What_programs_put_around_a_table_is_no_fault(string content)
    {
        Assert.Equal(1, (await _plan.With(("exemptions.csv", content)).ChangesAsync()).Added);
        Assert.Equal(1, await _plan.CountAsync(
            "SELECT COUNT(*) FROM SubmissionExemption e JOIN Unit u ON u.Id = e.UnitId "
            + "WHERE u.Code = 'DTN' AND e.Week = '2022-W40' AND e.Reason LIKE 'h_p'"));
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, true)]
    [InlineData(false, false)]
    [InlineData(true, false)]
    public async Task Unicode_text_of_Excel_is_read(bool isBigEndian, bool hasMark)
    {
        var encoding = new UnicodeEncoding(isBigEndian, hasMark);
        byte[] bytes = [.. encoding.GetPreamble(), .. encoding.GetBytes("unit\tweek\treason\r\nDTN\t2022-W40\tHọp tỉnh\r\n")];
        Assert.Equal(1, (await _plan.With(("exemptions.csv", bytes)).ChangesAsync()).Added);
        Assert.Equal(1, await _plan.CountAsync("SELECT COUNT(*) FROM SubmissionExemption WHERE Reason LIKE 'H_p t_nh'"));
    }

    [Fact]
    public async Task A_fault_under_a_title_has_the_line_of_the_file() => Assert.Equal(
        ["exemptions.csv, dòng 5, cột week: “W60” không phải là tuần; viết 24/2026, hoặc 2026-W24."],
        await _plan.With(("exemptions.csv", "sep=,\nTitle\n\nunit,week,reason\nDTN,W60,\"a\nb\"\n")).FaultsAsync());

    [Theory]
    [InlineData("windows-1258", "tệp không phải UTF-8 (có thể là Windows-1258). " + Utf8)]
    [InlineData("tcvn3", "chữ viết theo bảng mã cũ TCVN3 (phông .VnTime); chuyển mã sang Unicode (Unikey: Ctrl+Shift+F6, nguồn TCVN3, "
        + "đích Unicode) rồi lưu lại. " + Utf8)]
    [InlineData("vni", "chữ viết theo bảng mã cũ VNI Windows (phông VNI-Times); chuyển mã sang Unicode (Unikey: Ctrl+Shift+F6, nguồn VNI "
        + "Windows, đích Unicode) rồi lưu lại. " + Utf8)]
    public async Task A_file_in_an_old_encoding_is_one_fault_with_its_column_and_the_way_out(string encoding, string message)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var (text, page) = encoding switch
        {
            "tcvn3" => ("§oµn x·", 1252),
            "vni" => ("Ñoaøn xaõ", 1252),
            _ => ("Đoàn xã ở đó", 1258),
        };
        var units = Encoding.GetEncoding(page).GetBytes($"code,name\nZ1,Mot\nZ2,{text}\n");
        var contacts = Encoding.UTF8.GetBytes("unit,address\nZ1,a@camha.example\nZ2,b@camha.example\n");
        Assert.Equal(
            [$"units.csv, dòng 3, cột name: {message}"], await _plan.With(("units.csv", units), ("contacts.csv", contacts)).FaultsAsync());
    }

    [Fact]
    public void Pasted_text_that_is_not_UTF_8_or_empty_is_told_the_way_of_Notepad_and_not_of_Excel()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var old = LayoutFile.Of("a.txt", Encoding.GetEncoding(1258).GetBytes("TT\tNội dung\n1\tĐoàn xã ở đó\n")).Faults;
        Assert.Contains("(có thể là Windows-1258). Trong Notepad: Tệp (File), Lưu thành (Save as), Mã hóa", $"{Assert.Single(old)}");
        Assert.Equal("a.txt: tệp rỗng; dán bảng vào rồi lưu lại.", $"{Assert.Single(LayoutFile.Of("a.txt", []).Faults)}");
    }

    [Theory]
    [InlineData("§oµn x·", "chữ viết theo bảng mã cũ TCVN3 (phông .VnTime); chuyển mã sang Unicode (Unikey: Ctrl+Shift+F6, nguồn TCVN3, "
        + "đích Unicode) rồi lưu lại.")]
    [InlineData("Ñoaøn xaõ", "chữ viết theo bảng mã cũ VNI Windows (phông VNI-Times); chuyển mã sang Unicode (Unikey: Ctrl+Shift+F6, nguồn "
        + "VNI Windows, đích Unicode) rồi lưu lại.")]
    [InlineData("Ä‘oÃ n xÃ£", "chữ đã bị đọc sai bảng mã (như “Ä‘oÃ n” thay cho “đoàn”); mở tệp gốc và lưu lại kiểu “CSV UTF-8”.")]
    [InlineData("Đo\uFFFDn xã", "có chữ đã mất dấu thành “\uFFFD”; gõ lại, hoặc mở tệp gốc và lưu lại kiểu “CSV UTF-8”.")]
    public async Task Letters_that_are_not_what_they_were_are_one_fault_a_column(string name, string message) => Assert.Equal(
        [$"units.csv, dòng 2, cột name: {message}"],
        await _plan.With(
            ("units.csv", $"code,name\nZ1,{name}\nZ2,{name}\n"), ("contacts.csv", "unit,address\nZ1,a@camha.example\n")).FaultsAsync());

    [Fact]
    public async Task A_question_mark_within_a_word_is_asked_about()
    {
        var result = await _plan.With(("units.csv", "code,name\nZ1,H?i Nông dân\n")).ImportAsync(new(IsDryRun: true));
        Assert.Empty(result.Errors);
        Assert.Equal(
            "units.csv, dòng 2, cột name: có dấu ? ở giữa chữ; có thể chữ đã mất dấu khi lưu, xem lại ô này.",
            Assert.Single(result.Warnings).ToString());
    }

    [Fact]
    public async Task A_workbook_under_the_name_of_a_table_is_called_one() => Assert.Equal(
        [$"units.csv: tệp không phải CSV mà là tệp Excel. {Utf8}"],
        await _plan.With(("units.csv", "PK\u0003\u0004xyz")).FaultsAsync());

    // 95 errors of "no unit" followed from one column of units.csv.
    [Fact]
    public async Task A_file_that_cannot_be_read_is_missed_by_no_other()
    {
        var faults = await _plan.With(
            ("units.csv", "code,nam\nZ1,x\n"),
            ("contacts.csv", "unit,address\nZ1,a@camha.example\nZ2,a@camha.example\n"),
            ("assignments.csv", "code,title,lead,due\nT90,,Z1,30/6/2022\nT91,x,Z9*,30/6/2022\n"),
            ("progress.csv", "assignment,unit,progress,progress_at\nT91,Z1,x,\n"),
            ("exemptions.csv", "unit,week\nZ1,2022-W30\n")).FaultsAsync();
        Assert.Equal(
            [
                "units.csv, dòng 1, cột nam: không có cột này; có phải là name?",
                "units.csv, dòng 1, cột name: thiếu cột này; có phải là cột nam? Nếu phải, đổi tên cột đó.",
                "assignments.csv, dòng 2, cột title: ô này không được để trống.",
            ],
            faults);
    }

    [Fact]
    public async Task A_row_with_a_fault_is_still_the_unit_that_others_name() => Assert.Equal(
        ["units.csv, dòng 2, cột name: ô này không được để trống."],
        await _plan.With(("units.csv", "code,name\nZ1,\n"), ("contacts.csv", "unit,address\nZ1,a@camha.example\n")).FaultsAsync());

    [Fact]
    public async Task A_campaign_whose_days_cannot_be_read_lets_the_other_files_be_looked_through() => Assert.Equal(
        [
            "campaign.csv, dòng 2, cột ends_on: “12/2022” chỉ có tháng; viết 31/12/2022.",
            "assignments.csv, dòng 3, cột title: ô này không được để trống.",
        ],
        await _plan.With(
            ("campaign.csv", "code,name,place,subject_tag,starts_on,ends_on\nNTM-2022,X,X,X,16/2/2022,12/2022\n"),
            ("assignments.csv", "code,title,lead,due\nT90,x,DTN,30/6/2023\nT91,,DTN,30/6/2023\n")).FaultsAsync());

    [Fact]
    public async Task Codes_that_lost_their_zeros_are_named_with_them()
    {
        const string Hint = "Excel bỏ các số 0; định dạng cột là Text rồi ghi lại.";
        Assert.Equal(
            [
                $"assignments.csv, dòng 2, cột lead: “1” đã mất số 0 ở đầu, có phải là 00001? {Hint}",
                $"contacts.csv, dòng 2, cột unit: “1” đã mất số 0 ở đầu, có phải là 00001? {Hint}",
                $"submissions.csv, dòng 2, cột assignments: “7” đã mất số 0 ở đầu, có phải là 007? {Hint}",
            ],
            await _plan.With(
                ("units.csv", "code,name\n00001,Một\n"),
                ("contacts.csv", "unit,address\n1,a@camha.example\n"),
                ("assignments.csv", "code,title,lead,due\n007,x,1 00001,30/6/2022\n"),
                ("submissions.csv", "unit,week,submitted_at,results,assignments\n00001,2022-W24,17/6/2022 10:00,x,7\n")).FaultsAsync());
        await _plan.With(("units.csv", "code,name\n00001,Một\n")).ChangesAsync();
        Assert.Equal(
            [$"units.csv, dòng 2, cột code: “1” đã mất số 0 ở đầu, có phải là 00001? {Hint}"],
            await _plan.With(("units.csv", "code,name\n1,Một\n")).FaultsAsync());
    }

    [Theory]
    [InlineData("DTN HND")]
    [InlineData("DTN, HND")]
    [InlineData("DTN;HND")]
    [InlineData("DTN\u00A0HND")]
    [InlineData("Đoàn xã, Hội Nông dân xã")]
    [InlineData("DTN\nHND")] // Alt+Enter
    public async Task Units_are_listed_as_people_list_them(string lead)
    {
        await _plan.With(("units.csv", "code,name\nDTN,Đoàn xã\nHND,Hội Nông dân xã\n")).ImportAsync();
        await _plan.With(("assignments.csv", $"code,title,lead,due\nT90,x,\"{lead}\",30/6/2022\n")).ChangesAsync();
        Assert.Equal(2, await _plan.CountAsync(
            "SELECT COUNT(*) FROM AssignmentUnit p JOIN Assignment a ON a.Id = p.AssignmentId WHERE a.Code = 'T90' AND p.Part = 'Lead'"));
    }

    [Theory]
    [InlineData("contact.csv", "contacts.csv")]
    [InlineData("units (1).csv", "units.csv")]
    [InlineData("contacts.csv.txt", "contacts.csv")]
    [InlineData("Copy of units.csv", "units.csv")]
    [InlineData("assignments - Sao chép.csv", "assignments.csv")]
    [InlineData("calender.csv", "calendar.csv")]
    [InlineData("units_final.csv", "units.csv")]
    [InlineData("progress", null)]
    [InlineData("shopping.csv", null)]
    [InlineData("notes.txt", null)]
    [InlineData("camha.db", null)]
    public void A_name_that_is_nearly_right_is_known_for_what_is_meant(string name, string? meant) =>
        Assert.Equal(meant, NearNames.Meant(name, ImportReader.Files));

    [Fact]
    public async Task A_file_beside_the_right_one_is_named_and_does_not_stop_the_import()
    {
        _plan.With(
            ("exemptions.csv", "unit,week\nDTN,2022-W40\n"), ("exemptions (1).csv", "x"), ("x.csv", "x"), (".~lock.x.csv", ""));
        var result = await _plan.ImportAsync();
        Assert.Empty(result.Errors);
        Assert.Equal(
            [
                "exemptions (1).csv: tệp này không được đọc, chỉ đọc exemptions.csv; nếu đây là bản mới thì đổi tên.",
                "x.csv: tệp này không được đọc; các tệp được đọc là " + string.Join(", ", ImportReader.Files) + ".",
            ],
            result.Warnings.Select(warning => warning.ToString()));
    }

    [Fact]
    public async Task Names_are_taken_in_any_case_and_two_that_differ_in_it_only_are_a_fault()
    {
        Assert.Equal(1, (await _plan.With(("Exemptions.CSV", "unit,week\nDTN,2022-W40\n")).ChangesAsync()).Added);
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows keeps one of the two.");
        Assert.Equal(
            [
                "Exemptions.csv: có hai tệp cùng tên này, chỉ khác chữ hoa chữ thường; giữ một tệp exemptions.csv.",
                "exemptions.csv: có hai tệp cùng tên này, chỉ khác chữ hoa chữ thường; giữ một tệp exemptions.csv.",
            ],
            await _plan.With(("Exemptions.csv", "unit,week\n"), ("exemptions.csv", "unit,week\n")).FaultsAsync());
    }
}
