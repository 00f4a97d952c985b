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
        Assert.Equal([1, 21, 22, 25, 15, 64], result.Files.Select(file => file.Added));
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
        Assert.Contains("has 1000001 characters, more than 1000000", error.Message, StringComparison.Ordinal);
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
        "units.csv, line 1, column sopervisor: there is no such column; did you mean supervisor?")]
    [InlineData("units.csv", "code\nX\n", "units.csv, line 1, column name: the column is missing; add it.")]
    [InlineData("units.csv", "code,name,code\nX,X,X\n", "units.csv, line 1, column code: the column is there twice; keep one.")]
    [InlineData("units.csv", "code,name\nX,\n", "units.csv, line 2, column name: a value is needed here.")]
    [InlineData(
        "units.csv",
        "code,name\nX Y,X\n",
        "units.csv, line 2, column code: 'X Y' is not a code; use letters, digits, '-', '_' and '.', as in BPT-TT.")]
    [InlineData(
        "units.csv",
        "code,name,role\nX,X,boss\n",
        "units.csv, line 2, column role: 'boss' is not one of Member, Committee, Specialist, Copy.")]
    [InlineData(
        "units.csv",
        "code,name,owes_weekly\nX,X,perhaps\n",
        "units.csv, line 2, column owes_weekly: 'perhaps' is neither 1 nor 0.")]
    [InlineData("units.csv", "code,name\nX,X\nX,Y\n", "units.csv, line 3, column code: 'X' is on line 2 already; keep one of the two.")]
    [InlineData(
        "units.csv",
        "code,name,supervisor\nX,X,CDDX\n",
        "units.csv, line 2, column supervisor: there is no unit 'CDDX'; did you mean CDDB?")]
    [InlineData(
        "units.csv",
        "code,name,supervisor\nX,X,X\n",
        "units.csv, line 2, column supervisor: X → X is a circle: nobody supervises the one who supervises them.")]
    [InlineData(
        "units.csv",
        "code,name,role\nX,X,specialist\n",
        "units.csv, column role: CTNTM, X are all specialists; keep one: replies go there.")]
    [InlineData(
        "units.csv",
        "code,name,role\nBCD,BCD,\n",
        "units.csv, column role: no unit is the committee; give one the role committee: the weekly report goes there.")]
    [InlineData(
        "units.csv",
        "code,name,role\nCTNTM,CT,\n",
        "units.csv, column role: no unit is the specialist; give one the role specialist: replies go there.")]
    [InlineData(
        "units.csv",
        "code,name\nX,\"X\nY\n",
        "units.csv, line 2: a quotation mark is not closed, or stands in the middle of a value; write it twice inside quotation marks.")]
    [InlineData(
        "units.csv",
        "code,name\nX,Y,Z\n",
        "units.csv, line 2: the line has 3 values for 2 columns; put a value with a separator in it into quotation marks.")]
    [InlineData("units.csv", "", "units.csv: the file is empty; a header line is needed. To leave everything as it is, remove the file.")]
    [InlineData(
        "contacts.csv",
        "unit,address\nDTN,doan-xa.camha.example\n",
        "contacts.csv, line 2, column address: 'doan-xa.camha.example' is not a mail address; write it as in van-thu@camha.example.")]
    [InlineData(
        "contacts.csv",
        "unit,address\nDTN,\"A\"\" <a@b.c>\"\n",
        "contacts.csv, line 2, column address: 'A\" <a@b.c>' is not a mail address; write it as in van-thu@camha.example.")]
    [InlineData(
        "contacts.csv",
        "unit,address\nDTN,a@camha.example\nDTN,A@camha.example\n",
        "contacts.csv, line 3, column address: 'DTN a@camha.example' is on line 2 already; keep one of the two.")]
    [InlineData(
        "contacts.csv",
        "unit,address\nDTM,a@camha.example\n",
        "contacts.csv, line 2, column unit: there is no unit 'DTM'; did you mean DTN? Otherwise add it to units.csv.")]
    [InlineData(
        "assignments.csv",
        "code,title,lead,due\nT1,X,DTN,31/12/2022\n",
        "assignments.csv, line 2, column due: '2022-12-31' is outside the campaign, 2022-02-16 to 2022-12-30; correct the date, or the "
            + "campaign's.")]
    [InlineData(
        "assignments.csv",
        "code,title,lead,due\nT1,X,DTN,31/6/2022\n",
        "assignments.csv, line 2, column due: '31/6/2022' is not a date; write 30/06/2022 or 2022-06-30.")]
    [InlineData(
        "assignments.csv",
        "code,title,lead,due\nT1,X,BTP-*,30/6/2022\n",
        "assignments.csv, line 2, column lead: 'BTP-*' matches no unit; check units.csv.")]
    [InlineData(
        "assignments.csv",
        "code,title,lead,due\nT1,X,,30/6/2022\n",
        "assignments.csv, line 2, column lead: a unit is needed here.")]
    [InlineData(
        "submissions.csv",
        "unit,week,submitted_at,results\nDTN,2022-24,17/6/2022 10:00,x\n",
        "submissions.csv, line 2, column week: '2022-24' is not a week; write 2022-W24.")]
    [InlineData(
        "submissions.csv",
        "unit,week,submitted_at,results\nDTN,2022-W24,hôm qua,x\n",
        "submissions.csv, line 2, column submitted_at: 'hôm qua' is not a time; write 17/06/2022 10:42 or 2022-06-17T10:42:00+07:00.")]
    [InlineData(
        "submissions.csv",
        "unit,week,submitted_at,results\nDTN,2022-W24,,x\n",
        "submissions.csv, line 2, column submitted_at: there is a text but no time; write when it came.")]
    [InlineData(
        "submissions.csv",
        "unit,week,submitted_at,results,assignments\nDTN,2022-W24,17/6/2022 10:00,x,T99\n",
        "submissions.csv, line 2, column assignments: there is no assignment 'T99'; check assignments.csv.")]
    [InlineData(
        "calendar.csv",
        "day,kind\n2027-01-04,worked\n",
        "calendar.csv, line 2, column kind: '2027-01-04' is a weekday and worked anyway; only a worked Saturday or Sunday is written "
            + "here.")]
    [InlineData(
        "campaign.csv",
        "code,name,place,subject_tag,starts_on,ends_on\nC,C,C,C,2022-02-16,2022-02-15\n",
        "campaign.csv, line 2, column ends_on: '2022-02-15' is before the start, 2022-02-16.")]
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
            (await ImportAsync()).Errors, error => error.Message.StartsWith("A → B → C → A is a circle", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("utf-16", "units.csv: the file is UTF-16, not UTF-8. In Excel: File, Save As, \"CSV UTF-8 (Comma delimited)\".")]
    [InlineData(
        "windows-1258",
        "units.csv, line 2: the file is not UTF-8 (perhaps Windows-1258). In Excel: File, Save As, \"CSV UTF-8 (Comma delimited)\".")]
    public async Task A_file_in_another_encoding_is_refused_with_the_way_out(string encoding, string error)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        await File.WriteAllBytesAsync(
            Path.Combine(_folder, "units.csv"),
            [.. Encoding.GetEncoding(encoding).GetPreamble(), .. Encoding.GetEncoding(encoding).GetBytes("code,name\nX,Đoàn xã\n")],
            Token);
        Assert.Equal(error, (await ImportAsync()).Errors[0].ToString());
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

    [Fact]
    public async Task Thousands_of_faults_are_not_listed_one_by_one()
    {
        Only("calendar.csv", "day,kind\n" + string.Concat(Enumerable.Repeat("x,off\n", 5000)));
        var errors = (await ImportAsync()).Errors;
        Assert.Equal(201, errors.Count);
        Assert.Equal("and 4800 more; put these right first", errors[^1].Message);
    }

    [Fact]
    public async Task An_address_that_serves_two_units_is_allowed_and_pointed_out()
    {
        await ImportAsync();
        Only("contacts.csv", "unit,address\nDTN,a@camha.example\nHND,a@camha.example\n");
        var result = await ImportAsync();
        Assert.Empty(result.Errors);
        Assert.Equal(
            "contacts.csv, line 3, column address: 'a@camha.example' serves 2 units (DTN, HND); each mail says which unit it is for.",
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
        Assert.Contains("there is nothing to import here", (await ImportAsync()).Errors[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_hundred_thousand_rows_come_in()
    {
        await ImportAsync();
        var csv = new StringBuilder("unit,week,submitted_at,results\n");
        var start = new DateTime(2022, 2, 16);
        for (var i = 0; i < 200_000; i++)
            csv.Append("DTN,2022-W25,")
                .Append(start.AddSeconds(i * 60).ToString("yyyy-MM-dd HH:mm:ss", null))
                .Append(",Kết quả ")
                .Append(i)
                .Append('\n');
        Only("submissions.csv", csv.ToString());
        Assert.Equal(200_000, Assert.Single((await ImportAsync()).Files).Added);
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
            "units.csv, column active: CAX is not active and leads T21, T22: no unit is reminded of that, only the specialist is told; "
            + "give it to another unit in assignments.csv.",
            Assert.Single((await ImportAsync()).Warnings).ToString());
    }

    [Fact]
    public void A_lone_surrogate_does_not_stop_the_normalisation() => Assert.Equal("a\uFFFDb", CleanText.Of("a\uD800b"));

    private Task<ImportResult> ImportAsync() => _importer.ImportAsync(ImportSource.Folder(_folder), isDryRun: false, Token);

    private void Only(string file, string content)
    {
        foreach (var csv in Directory.GetFiles(_folder, "*.csv"))
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
