using System.Text;
using System.Text.RegularExpressions;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Import;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Tests.Infrastructure;
using CamHa.Scheduler.Text;
using Dapper;

namespace CamHa.Scheduler.Tests.Import;

public partial class ImportTests : IAsyncLifetime
{
    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;
    private readonly string _folder = Directory.CreateTempSubdirectory("camha-").FullName;
    private TestDatabase _own = null!;
    private Database _database = null!;
    private Importer _importer = null!;

    public async ValueTask InitializeAsync()
    {
        _own = await TestDatabase.CreateAsync();
        _database = _own.Open(_folder);
        await new SchemaMigration(_database).ApplyAsync(Token);
        _importer = new(_database, new CampaignClock(TimeProvider.System, CampaignClock.FindZone("Asia/Ho_Chi_Minh")));
        foreach (var file in new[] { "campaign", "units", "contacts", "assignments", "submissions", "calendar" })
            await File.WriteAllBytesAsync(Path.Combine(_folder, file + ".csv"), ImportSource.Demo.Read(file + ".csv")!, Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _own.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task The_plan_of_2022_comes_in_whole()
    {
        var result = await ImportAsync();
        Assert.Empty(result.Errors);
        Assert.Equal([1, 21, 22, 25, 15, 76], result.Files.Select(file => file.Added));
        Assert.Equal(15L, await ScalarAsync("SELECT COUNT(*) FROM Unit WHERE OwesWeekly = 1"));
        Assert.Equal(0L, await ScalarAsync("SELECT OwesWeekly FROM Unit WHERE Code = 'CTNTM'"));
        // BPT-* of T01: four village boards lead.
        Assert.Equal(
            4L,
            await ScalarAsync(
                "SELECT COUNT(*) FROM AssignmentUnit p JOIN Assignment a ON a.Id = p.AssignmentId "
                + "WHERE a.Code = 'T01' AND Part = 'Lead'"));
    }

    [Fact]
    public async Task A_text_that_is_far_too_long_is_refused_with_its_length()
    {
        await File.WriteAllTextAsync(
            Path.Combine(_folder, "submissions.csv"),
            $"unit,week,submitted_at,results\nBPT-TT,2022-W24,2022-06-16 10:00,{new string('x', 1_000_001)}\n",
            Token);
        var error = Assert.Single((await ImportAsync()).Errors);
        Assert.Equal("results", error.Column);
        Assert.Contains("dài 1000001 ký tự, nhiều nhất là 1000000", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_folder_again_changes_nothing()
    {
        await ImportAsync();
        Assert.All((await ImportAsync()).Files, file => Assert.Equal((0, 0, 0), (file.Added, file.Changed, file.Removed)));
    }

    // It said "changed", and the statements found nothing to change.
    [Fact]
    public async Task The_same_folder_with_its_codes_in_other_letters_changes_nothing_and_what_it_changes_is_changed()
    {
        await ImportAsync();
        foreach (var file in new[] { "campaign", "units", "contacts", "assignments", "submissions" })
        {
            var path = Path.Combine(_folder, file + ".csv");
            var lines = await File.ReadAllLinesAsync(path, Token);
            await File.WriteAllLinesAsync(
                path,
                lines.Select((line, number) => number == 0 ? line : Code().Replace(line, code => code.Value.ToLowerInvariant())),
                Token);
        }

        var again = await ImportAsync();
        Assert.Empty(again.Errors);
        Assert.All(again.Files, file => Assert.Equal((file.File, 0, 0, 0), (file.File, file.Added, file.Changed, file.Removed)));

        var units = await File.ReadAllTextAsync(Path.Combine(_folder, "units.csv"), Token);
        Only("units.csv", units.Replace("Đoàn xã", "Đoàn TNCS", StringComparison.Ordinal));
        Assert.Equal(1, Assert.Single((await ImportAsync()).Files).Changed);
        Assert.StartsWith("Đoàn TNCS", (string)(await ScalarAsync("SELECT Name FROM Unit WHERE Code = 'DTN'"))!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dry_run_says_what_would_change_and_changes_nothing()
    {
        Assert.Equal(21, (await _importer.ImportAsync(ImportSource.Folder(_folder), isDryRun: true, Token)).Files[1].Added);
        Assert.Equal(0L, await ScalarAsync("SELECT COUNT(*) FROM Unit"));
    }

    [Fact]
    public async Task A_unit_in_the_file_has_the_addresses_of_the_file_and_no_others()
    {
        await ImportAsync();
        Only("contacts.csv", "unit,address\nDTN,moi@camha.example\n");
        var file = Assert.Single((await ImportAsync()).Files);
        Assert.Equal((1, 0, 1), (file.Added, file.Changed, file.Removed));
        Assert.Equal(
            "moi@camha.example",
            await ScalarAsync("SELECT Address FROM Contact c JOIN Unit u ON u.Id = c.UnitId WHERE u.Code = 'DTN' AND c.IsActive = 1"));
    }

    [Fact]
    public async Task A_reassigned_assignment_keeps_the_progress_of_those_that_stay()
    {
        await ImportAsync();
        Only("progress.csv", "assignment,unit,progress,progress_at\nT03,DTN,85%,17/06/2022 13:40\n");
        Assert.Empty((await ImportAsync()).Errors);
        Only("assignments.csv", "code,title,lead,support,due\nT03,Hoàn thành 1 vườn mẫu tại thôn Thành Xuân,DTN HND,UBND,30/06/2022\n");
        Assert.Equal(1, Assert.Single((await ImportAsync()).Files).Removed);
        Assert.Equal(
            "85%",
            await ScalarAsync(
                "SELECT Progress FROM AssignmentUnit p JOIN Unit u ON u.Id = p.UnitId JOIN Assignment a ON a.Id = p.AssignmentId "
                + "WHERE a.Code = 'T03' AND u.Code = 'DTN'"));
    }

    [Theory]
    [InlineData("BPT-TT")]
    [InlineData("bpt-tt")]
    [InlineData("Ban Phát triển thôn Tiến Thắng")]
    [InlineData("ban phat trien thon tien thang")] // typed without marks
    [InlineData("BAN PHÁT TRIỂN\u00A0THÔN TIẾN THẮNG")] // a non-breaking space, as the plan's own text has
    [InlineData("thôn Tến Thắng")] // the plan's own misspelling, an alias
    public async Task Units_are_found_as_people_write_them(string unit)
    {
        await ImportAsync();
        Only("exemptions.csv", $"unit,week,reason\n{unit},2022-W24,họp tỉnh\n");
        Assert.Empty((await ImportAsync()).Errors);
    }

    [Theory]
    [InlineData("\uFEFFday,kind,name\n2027-01-01,off,Tết Dương lịch\n")] // a byte order mark
    [InlineData("day;kind;name\n01/01/2027;off;Tết Dương lịch\n")] // Excel in Vietnamese
    [InlineData("day\tkind\tname\n1/1/2027\tOFF\tTết Dương lịch\n")]
    [InlineData("kind,day\r\n\r\noff,2027-01-01\r\n,\r\n")] // columns in another order, empty lines
    public async Task Files_are_read_as_programs_write_them(string content)
    {
        Only("calendar.csv", content);
        Assert.Equal(1, Assert.Single((await ImportAsync()).Files).Added);
        Assert.Equal("2027-01-01", await ScalarAsync("SELECT Day FROM CalendarDay"));
    }

    [Theory]
    [InlineData(
        "units.csv",
        "code,name,sopervisor\nX,X,\n",
        "units.csv, dòng 1, cột sopervisor: không có cột này; có phải là supervisor?")]
    [InlineData(
        "units.csv",
        "code,name,tel\nX,X,\n",
        "units.csv, dòng 1, cột tel: không có cột này; các cột là code, name, aliases, kind, role, owes_weekly, "
            + "supervisor, active.")]
    [InlineData(
        "units.csv",
        "code\nX\n",
        "units.csv, dòng 1, cột name: thiếu cột này; thêm cột vào dòng tiêu đề.")]
    [InlineData(
        "units.csv",
        "code,name,code\nX,X,X\n",
        "units.csv, dòng 1, cột code: cột này có hai lần; chỉ giữ một.")]
    [InlineData(
        "units.csv",
        "code,name\nX,\n",
        "units.csv, dòng 2, cột name: ô này không được để trống.")]
    [InlineData(
        "units.csv",
        "code,name\nX Y,X\n",
        "units.csv, dòng 2, cột code: “X Y” không phải là mã; mã chỉ gồm chữ không dấu, chữ số, “-”, “_” và “.”, như "
            + "BPT-TT.")]
    [InlineData(
        "units.csv",
        "code,name\n1.2E+05,X\n",
        "units.csv, dòng 2, cột code: “1.2E+05” là mã đã bị Excel đổi thành số; định dạng cột là Text rồi ghi lại mã.")]
    [InlineData(
        "units.csv",
        "code,name,role\nX,X,boss\n",
        "units.csv, dòng 2, cột role: “boss” không phải là một trong: member, committee, specialist, copy.")]
    [InlineData(
        "units.csv",
        "code,name,owes_weekly\nX,X,perhaps\n",
        "units.csv, dòng 2, cột owes_weekly: “perhaps” không phải là 1 (có) hoặc 0 (không).")]
    [InlineData(
        "units.csv",
        "code,name\nX,X\nX,Y\n",
        "units.csv, dòng 3, cột code: “X” đã có ở dòng 2; chỉ giữ một dòng.")]
    [InlineData(
        "units.csv",
        "code,name,kind\nX,X,abcdefghijklmnopqrstuvwxyzabcdefg\n",
        "units.csv, dòng 2, cột kind: dài 33 ký tự, nhiều nhất là 32; rút ngắn lại.")]
    [InlineData(
        "units.csv",
        "code,name,supervisor\nX,X,CDDX\n",
        "units.csv, dòng 2, cột supervisor: không có đơn vị “CDDX”; có phải là CDDB (Các đồng chí được phân công chỉ đạo địa bàn (cụm, "
            + "thôn))? Nếu không, thêm vào units.csv.")]
    [InlineData(
        "units.csv",
        "code,name,supervisor\nX,X,Q\n",
        "units.csv, dòng 2, cột supervisor: không có đơn vị “Q”; có phải là X? Nếu không, thêm vào units.csv.")]
    [InlineData(
        "units.csv",
        "code,name,supervisor\nX,X,X\n",
        "units.csv, dòng 2, cột supervisor: X → X là một vòng: không đơn vị nào giám sát chính đơn vị giám sát mình.")]
    [InlineData(
        "units.csv",
        "code,name,role\nX,X,specialist\n",
        "units.csv, cột role: CTNTM, X đều là chuyên trách; chỉ giữ một: thư trả lời được gửi về đó.")]
    [InlineData(
        "units.csv",
        "code,name,role\nBCD,BCD,\n",
        "units.csv, cột role: không có đơn vị nào là Ban Chỉ đạo; ghi committee cho một đơn vị: báo cáo tuần được gửi "
            + "đến đó.")]
    [InlineData(
        "units.csv",
        "code,name,role\nCTNTM,CT,\n",
        "units.csv, cột role: không có đơn vị nào là chuyên trách; ghi specialist cho một đơn vị: thư trả lời được gửi "
            + "về đó.")]
    [InlineData(
        "units.csv",
        "code,name\nX,\"X\nY\n",
        "units.csv, dòng 2: dấu ngoặc kép mở mà không đóng, hoặc nằm giữa ô; cả ô đặt trong ngoặc kép và viết dấu "
            + "ngoặc kép bên trong hai lần.")]
    [InlineData(
        "units.csv",
        "code,name\nX,Y,Z\n",
        "units.csv, dòng 2: dòng có 3 ô mà chỉ có 2 cột; ô có dấu phân cách bên trong phải đặt trong ngoặc kép.")]
    [InlineData(
        "units.csv",
        "code,,name\nX,a,X\nY,b,Y\n",
        "units.csv, dòng 2: cột thứ 2 có dữ liệu mà không có tên ở dòng tiêu đề; đặt tên hoặc xóa cột.")]
    [InlineData(
        "units.csv",
        "",
        "units.csv: tệp rỗng; phải có dòng tiêu đề. Không muốn thay đổi gì thì bỏ tệp này ra khỏi thư mục.")]
    [InlineData(
        "contacts.csv",
        "unit,address\nDTN,doan-xa.camha.example\n",
        "contacts.csv, dòng 2, cột address: “doan-xa.camha.example” không phải là địa chỉ thư; viết như "
            + "van-thu@camha.example.")]
    [InlineData(
        "contacts.csv",
        "unit,address\nDTN,\"A\"\" <a@b.c>\"\n",
        "contacts.csv, dòng 2, cột address: “A\" <a@b.c>” không phải là địa chỉ thư; viết như van-thu@camha.example.")]
    [InlineData(
        "contacts.csv",
        "unit,address\nDTN,a@camha.example; b@camha.example\n",
        "contacts.csv, dòng 2, cột address: ô có 2 địa chỉ; mỗi địa chỉ ghi một dòng.")]
    [InlineData(
        "contacts.csv",
        "unit,address\nDTN,Không có thông tin\n",
        "contacts.csv, dòng 2, cột address: “Không có thông tin” không phải là địa chỉ thư; chưa có địa chỉ thì xóa "
            + "dòng này.")]
    [InlineData(
        "contacts.csv",
        "unit,address,phone\nDTN,a@camha.example,912345678\n",
        "contacts.csv, dòng 2, cột phone: “912345678” thiếu số 0 ở đầu, Excel bỏ mất; ghi 0912345678 trong cột định "
            + "dạng là Text.")]
    [InlineData(
        "contacts.csv",
        "unit,address,phone\nDTN,a@camha.example,2393 845 123\n",
        "contacts.csv, dòng 2, cột phone: “2393 845 123” thiếu số 0 ở đầu, Excel bỏ mất; ghi 02393845123 trong cột "
            + "định dạng là Text.")]
    [InlineData(
        "contacts.csv",
        "unit,address\nDTN,a@camha.example\nDTN,A@camha.example\n",
        "contacts.csv, dòng 3, cột address: “DTN a@camha.example” đã có ở dòng 2; chỉ giữ một dòng.")]
    [InlineData(
        "contacts.csv",
        "unit,address\nDTM,a@camha.example\n",
        "contacts.csv, dòng 2, cột unit: không có đơn vị “DTM”; có phải là DTN (Đoàn xã)? Nếu không, thêm vào units.csv.")]
    [InlineData(
        "assignments.csv",
        "code,title,lead,due\nT1,X,DTN,31/12/2022\n",
        "assignments.csv, dòng 2, cột due: “31/12/2022” ngoài thời gian của kế hoạch, 16/02/2022 đến 30/12/2022; sửa "
            + "ngày này hoặc ngày của kế hoạch.")]
    [InlineData(
        "assignments.csv",
        "code,title,lead,due\nT1,X,DTN,31/6/2022\n",
        "assignments.csv, dòng 2, cột due: “31/6/2022”: tháng 6 không có ngày 31.")]
    [InlineData(
        "assignments.csv",
        "code,title,lead,due\nT1,X,DTN,9999-12-31\n",
        "assignments.csv, dòng 2, cột due: “9999-12-31” không hợp lý; ngày phải từ 01/01/2000 đến 31/12/2099.")]
    [InlineData(
        "assignments.csv",
        "code,title,lead,due\nT1,X,DTN,\n",
        "assignments.csv, dòng 2, cột due: ô này phải có ngày, như 30/06/2026.")]
    [InlineData(
        "assignments.csv",
        "code,title,lead,due\nT1,X,BTP-*,30/6/2022\n",
        "assignments.csv, dòng 2, cột lead: “BTP-*” không khớp đơn vị nào; xem lại units.csv.")]
    [InlineData(
        "assignments.csv",
        "code,title,lead,due\nT1,X,,30/6/2022\n",
        "assignments.csv, dòng 2, cột lead: phải có ít nhất một đơn vị.")]
    [InlineData(
        "submissions.csv",
        "unit,week,submitted_at,results\nDTN,2022-24,17/6/2022 10:00,x\n",
        "submissions.csv, dòng 2, cột week: “2022-24” không phải là tuần; viết 24/2026, hoặc 2026-W24.")]
    [InlineData(
        "submissions.csv",
        "unit,week,submitted_at,results\nDTN,9022-W24,17/6/2022 10:00,x\n",
        "submissions.csv, dòng 2, cột week: “9022-W24” không hợp lý; ngày phải từ 01/01/2000 đến 31/12/2099.")]
    [InlineData(
        "submissions.csv",
        "unit,week,submitted_at,results\nDTN,2022-W24,hôm qua,x\n",
        "submissions.csv, dòng 2, cột submitted_at: “hôm qua” không phải là thời điểm; viết 17/06/2026 10:42 hoặc "
            + "2026-06-17T10:42:00+07:00.")]
    [InlineData(
        "submissions.csv",
        "unit,week,submitted_at,results\nDTN,2022-W24,,x\n",
        "submissions.csv, dòng 2, cột submitted_at: có nội dung mà không có giờ nộp; ghi lúc nhận được, như 17/06/2026 "
            + "10:42.")]
    [InlineData(
        "submissions.csv",
        "unit,week,submitted_at,results,proposals\nDTN,2022-W24,,,x\n",
        "submissions.csv, dòng 2, cột submitted_at: có nội dung mà không có giờ nộp; ghi lúc nhận được, như 17/06/2026 "
            + "10:42.")]
    [InlineData(
        "submissions.csv",
        "unit,week,submitted_at,results\nDTN,2022-W24,17/6/2022 10:00,\n",
        "submissions.csv, dòng 2, cột results: có giờ nộp mà không có nội dung; ghi nội dung, ghi 1 vào cột "
            + "nothing nếu không phát sinh, hoặc xóa giờ nếu đơn vị chưa nộp.")]
    [InlineData(
        "submissions.csv",
        "unit,week,submitted_at,results,assignments\nDTN,2022-W24,17/6/2022 10:00,x,T99\n",
        "submissions.csv, dòng 2, cột assignments: không có nhiệm vụ “T99”; xem lại assignments.csv.")]
    [InlineData(
        "progress.csv",
        "assignment,unit,progress,progress_at\nT99,DTN,x,\n",
        "progress.csv, dòng 2, cột assignment: không có nhiệm vụ “T99”; xem lại assignments.csv.")]
    [InlineData(
        "progress.csv",
        "assignment,unit,progress,progress_at\nT02,VT,x,\n",
        "progress.csv, dòng 2, cột assignment: “T02” không giao cho VT; xem lại assignments.csv.")]
    [InlineData(
        "calendar.csv",
        "day,kind\n2027-01-04,worked\n",
        "calendar.csv, dòng 2, cột kind: “04/01/2027” là ngày trong tuần, vốn đã làm việc; worked chỉ ghi cho thứ Bảy, "
            + "Chủ nhật làm bù.")]
    [InlineData(
        "campaign.csv",
        "code,name,place,subject_tag,starts_on,ends_on\nC,C,C,C,2022-02-16,2022-02-15\n",
        "campaign.csv, dòng 2, cột ends_on: “15/02/2022” trước ngày bắt đầu, 16/02/2022.")]
    [InlineData(
        "campaign.csv",
        "code,name,place,subject_tag,starts_on,ends_on\nC,C,C,C,2022-02-16,2022-02-18\nD,C,C,C,2022-02-16,2022-02-18\n",
        "campaign.csv, dòng 3: có hơn một kế hoạch; mỗi thư mục chỉ ghi một kế hoạch.")]
    [InlineData(
        "contact.csv",
        "unit,address\nDTN,a@camha.example\n",
        "contact.csv: tệp này gần đúng tên nhưng không được đọc; đổi tên thành contacts.csv, hoặc bỏ ra khỏi thư mục.")]
    [InlineData(
        "units.xlsx",
        "x",
        "units.xlsx: là tệp Excel, không được đọc; lưu thành units.csv. Trong Excel: Tệp (File), Lưu thành (Save As), "
            + "kiểu “CSV UTF-8 (Comma delimited)”.")]
    public async Task Every_fault_has_its_place_its_value_and_its_remedy(string file, string content, string error)
    {
        await ImportAsync();
        var before = await ScalarAsync("SELECT COUNT(*) FROM Unit");
        Only(file, content);
        var result = await ImportAsync();
        Assert.Contains(error, result.Errors.Select(each => each.ToString()));
        Assert.Empty(result.Files);
        Assert.Equal(before, await ScalarAsync("SELECT COUNT(*) FROM Unit"));
    }

    [Fact]
    public async Task A_circle_of_three_supervisors_is_named_whole()
    {
        await ImportAsync();
        Only("units.csv", "code,name,supervisor\nA,A,B\nB,B,C\nC,C,A\n");
        Assert.Contains(
            (await ImportAsync()).Errors, error => error.Message.StartsWith("A → B → C → A là một vòng", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_fault_is_told_at_once_and_nothing_is_imported()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "contacts.csv"), "unit,address\nNIX,nope\n", Token);
        await File.WriteAllTextAsync(Path.Combine(_folder, "assignments.csv"), "code,title,lead,due\nT1,,DTN,gestern\n", Token);
        Assert.Equal(
            ["contacts.csv", "assignments.csv"],
            (await ImportAsync()).Errors
                .Select(error => error.File)
                .Distinct()
                .Intersect(["contacts.csv", "assignments.csv"])
                .OrderDescending());
        Assert.Equal(0L, await ScalarAsync("SELECT COUNT(*) FROM Campaign"));
    }

    // It said to add “thôn Xuân Hạ” as a unit, which would have been reminded beside the one that there is.
    [Fact]
    public async Task Cells_name_units_as_people_do()
    {
        await ImportAsync();
        Only("assignments.csv", "code,title,lead,support,due\nT90,X,Thôn Xuân Hạ,\"Tiến Thắng; Phụ nữ, HND\",30/6/2022\n");
        Assert.Empty((await ImportAsync()).Errors);
        Assert.Equal(4L, await ScalarAsync(
            "SELECT COUNT(*) FROM AssignmentUnit p JOIN Assignment a ON a.Id = p.AssignmentId JOIN Unit u ON u.Id = p.UnitId "
            + "WHERE a.Code = 'T90' AND u.Code IN ('BPT-XH', 'BPT-TT', 'HPN', 'HND')"));
        Only("units.csv", "code,name,supervisor\nBPT-YM,Ban Phát triển thôn Yên Mỹ,Tiến Thắng\n");
        Assert.Empty((await ImportAsync()).Errors);
        Assert.Equal(1L, await ScalarAsync(
            "SELECT COUNT(*) FROM Unit u JOIN Unit s ON s.Id = u.SupervisorId WHERE u.Code = 'BPT-YM' AND s.Code = 'BPT-TT'"));
    }

    [Fact]
    public async Task Thousands_of_faults_are_not_listed_one_by_one()
    {
        Only("calendar.csv", "day,kind\n" + string.Concat(Enumerable.Repeat("x,off\n", 5000)));
        var errors = (await ImportAsync()).Errors;
        Assert.Equal(201, errors.Count);
        Assert.Equal("và 4800 lỗi nữa; sửa những lỗi trên trước", errors[^1].ToString());
    }

    [Fact]
    public async Task An_address_that_serves_two_units_is_allowed_and_pointed_out()
    {
        await ImportAsync();
        Only("contacts.csv", "unit,address\nDTN,a@camha.example\nHND,a@camha.example\n");
        var result = await ImportAsync();
        Assert.Empty(result.Errors);
        Assert.Equal(
            "contacts.csv, dòng 3, cột address: “a@camha.example” là của 2 đơn vị (DTN, HND); mỗi thư ghi rõ gửi đơn vị nào.",
            Assert.Single(result.Warnings).ToString());
    }

    [Fact]
    public async Task A_header_alone_changes_nothing()
    {
        await ImportAsync();
        Only("assignments.csv", "code,title,lead,due\n");
        var result = await ImportAsync();
        Assert.Empty(result.Errors);
        Assert.Equal(25L, await ScalarAsync("SELECT COUNT(*) FROM Assignment WHERE IsActive = 1"));
    }

    [Fact]
    public async Task A_folder_with_nothing_to_import_says_so()
    {
        Only("shopping.csv", "");
        var result = await ImportAsync();
        Assert.Equal(
            $"{_folder}: không có gì để nạp ở đây; các tệp được đọc là campaign.csv, units.csv, contacts.csv, assignments.csv, "
            + "submissions.csv, calendar.csv, progress.csv, exemptions.csv.",
            result.Errors[0].ToString());
        Assert.Equal("shopping.csv", Assert.Single(result.Warnings).File);
    }

    [Fact]
    public async Task Fifty_thousand_rows_come_in()
    {
        await ImportAsync();
        var csv = new StringBuilder("unit,week,submitted_at,results\n");
        var start = new DateTime(2022, 2, 16);
        for (var i = 0; i < 50_000; i++)
            csv.Append("DTN,2022-W07,")
                .Append(start.AddSeconds(i * 60).ToString("yyyy-MM-dd HH:mm:ss", null))
                .Append(",Kết quả ")
                .Append(i)
                .Append('\n');
        Only("submissions.csv", csv.ToString());
        Assert.Equal(50_000, Assert.Single((await ImportAsync()).Files).Added);
    }

    [Fact]
    public async Task Hostile_text_is_kept_as_text()
    {
        await ImportAsync();
        Only(
            "submissions.csv",
            "unit,week,submitted_at,results\nDTN,2022-W30,29/7/2022 10:00,\"<script>alert(1)</script>\r\n'; "
                + "DROP TABLE Unit; -- \u202Eabc\u0007 Tie\u0302\u0301n " + new string('x', 100_000) + "\"\n");
        Assert.Empty((await ImportAsync()).Errors);
        var text = (string)(await ScalarAsync("SELECT Results FROM WeeklySubmission WHERE Week = '2022-W30'"))!;
        Assert.StartsWith("<script>alert(1)</script>\n'; DROP TABLE Unit; -- \u202Eabc Tiến ", text, StringComparison.Ordinal);
        Assert.True(text.IsNormalized());
    }

    [Fact]
    public async Task A_unit_that_is_set_inactive_while_it_leads_is_warned_of()
    {
        await ImportAsync();
        Only("units.csv", "code,name,active\nCAX,Ban Công an xã,0\n");
        Assert.Equal(
            "units.csv, cột active: CAX đã ngừng hoạt động mà vẫn chủ trì T21, T22: không ai được nhắc phần việc của đơn vị đó, chỉ "
            + "chuyên trách được báo; giao cho đơn vị khác.",
            Assert.Single((await ImportAsync()).Warnings).ToString());
    }

    [Fact]
    public void A_lone_surrogate_does_not_stop_the_normalisation() => Assert.Equal("a\uFFFDb", CleanText.Of("a\uD800b"));

    private Task<ImportResult> ImportAsync() => _importer.ImportAsync(ImportSource.Folder(_folder), isDryRun: false, Token);

    private void Only(string file, string content)
    {
        foreach (var csv in Directory.GetFiles(_folder).Where(each => !each.Contains(".db", StringComparison.Ordinal)))
            File.Delete(csv);
        File.WriteAllText(Path.Combine(_folder, file), content, new UTF8Encoding(false));
    }

    private async Task<object?> ScalarAsync(string sql)
    {
        await using var session = await _database.OpenAsync(Token);
        return await session.Connection.ExecuteScalarAsync(TestDatabase.Fit(sql, _database.Dialect)) switch
        {
            // SQLite knows one kind of number, and days as text.
            int number => (long)number,
            bool flag => flag ? 1L : 0L,
            DateTime day => $"{day:yyyy-MM-dd}",
            var other => other,
        };
    }

    // A field that is a code, or a list of them.
    [GeneratedRegex(@"(?<=^|,)(?!KDC|OCOP)(?:(?:NTM-2022|BPT-[A-Z*]+|T\d\d|[A-Z]{2,6}) ?)+(?=,)")]
    private static partial Regex Code();
}
