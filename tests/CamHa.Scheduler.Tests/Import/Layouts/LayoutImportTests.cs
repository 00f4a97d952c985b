using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CamHa.Scheduler.Commands;
using CamHa.Scheduler.Tests.Docs;
using CamHa.Scheduler.Tests.Import.Workbooks;
using CamHa.Scheduler.Tests.Infrastructure;
using Microsoft.Data.Sqlite;

namespace CamHa.Scheduler.Tests.Import.Layouts;

/// <summary>Tables that are not in our form, as a clerk imports them: the guess is shown, confirmed once, and remembered.</summary>
public sealed class LayoutImportTests : IAsyncLifetime
{
    private readonly CommandLineProgram _program = new();

    public async ValueTask InitializeAsync() => await _program.DemoAsync();

    public ValueTask DisposeAsync()
    {
        _program.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_guess_is_shown_first_confirmed_once_and_remembered_for_its_headings()
    {
        Write("khung.xlsx", DrawnPlans.Frame);
        var shown = await TypeAsync("import khung.xlsx");
        Assert.Equal(CommandLine.Failed, shown.Code);
        Assert.Matches(@"C +Đơn vị chủ trì +Chủ trì", shown.Output);
        Assert.Matches(@"thôn Tến Thắng +BPT-TT +Sheet1!D11", shown.Output);
        Assert.Matches(@"Quý II +30/06/2022 +ngày cuối", shown.Output);
        Assert.Contains("Sheet1!8: tên mục, ghi vào ghi chú của các nhiệm vụ dưới nó: I. XÂY DỰNG", shown.Output, StringComparison.Ordinal);
        // Who does what by when.
        Assert.Matches(@"T03 +Hoàn thành .* DTN +BPT-TX +30/06/2022", shown.Output);
        // One that somebody else has entered, and is due another day.
        const string Question = "Sheet1!14: “Củng cố hồ sơ các tiêu chí” có phải là nhiệm vụ T09 “Củng cố hồ sơ các tiêu chí” không?";
        Assert.Contains($"? {Question}", shown.Output, StringComparison.Ordinal);
        Assert.Contains("Chưa nạp gì.", shown.Output, StringComparison.Ordinal);
        Assert.Contains(Question, (await TypeAsync("import khung.xlsx --map ok")).Error, StringComparison.Ordinal);

        await TypeAsync("import khung.xlsx --map m.json");
        await SayAsync("m.json", map => map["rows"]![0]!["code"] = "T09");
        var tried = await TypeAsync("import khung.xlsx --map m.json --dry-run");
        Assert.Contains("Thư trong 7 ngày tới", tried.Output, StringComparison.Ordinal);
        var confirmed = await TypeAsync("import khung.xlsx --map m.json");
        Assert.Contains("khung.xlsx: 3 dòng có số là mã của nhiệm vụ khác trong", confirmed.Error, StringComparison.Ordinal);
        Assert.Matches(@"T09 \(Củng cố hồ sơ các tiêu chí\), Thời hạn: 30/12/2022 → 30/09/2022;.* Phối hợp: .* → CTNTM", confirmed.Output);
        Assert.Contains("Đã nhớ cách hiểu kiểu bảng này", confirmed.Output, StringComparison.Ordinal);
        // The one whose title is there already keeps its code, and so do those that are there.
        Assert.Equal(
            "T03 DTN; T09 UBND",
            Leads(
                "group_concat(a.Code || ' ' || u.Code, '; ')", "Hoàn thành 1 vườn mẫu tại thôn Thành Xuân", "Củng cố hồ sơ các tiêu chí"));
        var again = await TypeAsync("import khung.xlsx --json");
        var file = JsonDocument.Parse(again.Output).RootElement.GetProperty("files")[0];
        Assert.Equal((0, 0, 6), (Count("added"), Count("changed"), Count("unchanged")));

        int Count(string name) => file.GetProperty(name).GetInt32();
    }

    [Fact]
    public async Task A_table_without_headings_is_never_taken_for_the_one_that_was_confirmed_before()
    {
        Write("a.txt", "1\tLàm đường hoa ở các xóm\tHPN\t30/6/2022\n"u8.ToArray());
        Write("b.txt", "1\tHPN\tLàm hàng rào xanh dọc đường\t30/6/2022\n"u8.ToArray());
        var confirmed = await TypeAsync("import a.txt --map ok");
        Assert.Equal(CommandLine.Done, confirmed.Code);
        Assert.DoesNotContain("Đã nhớ cách hiểu", confirmed.Output, StringComparison.Ordinal);
        var other = await TypeAsync("import b.txt");
        Assert.Equal(CommandLine.Failed, other.Code);
        Assert.Matches(@"B +Chủ trì|2 +Chủ trì", other.Output);
        Assert.Contains("--map ok", other.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_sure_is_named_with_its_place_and_nothing_is_imported_until_a_person_has_said_it()
    {
        Write("a.docx", DrawnPlans.Document(DrawnPlans.Table(
            DrawnPlans.Row("TT", "Nội dung", "Chủ trì", "Thời hạn"),
            DrawnPlans.Row("1", "Làm đường hoa", "Chi hội Hoa Sen", "khi có kinh phí"),
            DrawnPlans.Row("2", "", "UBND", "30/6"))));
        var refused = await TypeAsync("import a.docx --map ok");
        Assert.Equal(CommandLine.Failed, refused.Code);
        Assert.Contains("Bảng 1, dòng 2, cột 3: “Chi hội Hoa Sen” không rõ là đơn vị nào", refused.Error, StringComparison.Ordinal);
        Assert.Contains("Bảng 1, dòng 2, cột 4: “khi có kinh phí” không rõ là ngày nào", refused.Error, StringComparison.Ordinal);
        Assert.Contains("Bảng 1, dòng 3, cột 2: ô này không được để trống.", refused.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("phải có ít nhất một đơn vị", refused.Error, StringComparison.Ordinal);

        Write("a.txt", "TT\tNội dung\tChủ trì\tThời hạn\n1\tLàm đường hoa\tChi hội Hoa Sen\tkhi có kinh phí\n"u8.ToArray());
        Assert.Contains("Đã ghi cách hiểu vào 'm.json'", (await TypeAsync("import a.txt --map m.json")).Output, StringComparison.Ordinal);
        await SayAsync("m.json", map =>
        {
            map["units"]![0]!["units"] = new JsonArray("HPN");
            map["dues"]![0]!["day"] = "30/9/2022";
        });
        Assert.Equal(CommandLine.Done, (await TypeAsync("import a.txt --map m.json")).Code);
        Assert.Equal(
            "2022-09-30 HPN",
            Leads("a.DueOn || ' ' || u.Code", "Làm đường hoa"));

        // What was said is known from then on, and only what is new is asked for.
        Write(
            "b.txt",
            """
            TT	Nội dung	Chủ trì	Thời hạn
            1	Làm đường hoa	Chi hội Hoa Sen	khi có kinh phí
            2	Trồng cây	Tổ Ba	Quý III
            """u8.ToArray());
        var asked = await TypeAsync("import b.txt");
        Assert.Contains("Kiểu bảng này đã được xác nhận, nhưng lần này có chữ chưa rõ.", asked.Output, StringComparison.Ordinal);
        Assert.Matches(@"Tổ Ba +\?", asked.Output);
        Assert.Matches("Chi hội Hoa Sen +HPN", asked.Output);
        // In another file the same words may mean another day.
        Assert.Matches(@"khi có kinh phí +\? 30/09/2022 +ngày đã trả lời cho tệp trước", asked.Output);

        // The map of the first file is extended, and loses nothing.
        var extended = await TypeAsync("import b.txt --map m.json");
        Assert.Equal(CommandLine.Failed, extended.Code);
        Assert.Contains("dòng 3, cột 3: “Tổ Ba” không rõ là đơn vị nào", extended.Error, StringComparison.Ordinal);
        Assert.Contains("Đã ghi thêm chỗ chưa rõ vào 'm.json'", extended.Output, StringComparison.Ordinal);
        await SayAsync("m.json", map =>
        {
            Assert.Equal(["Tổ Ba", "Chi hội Hoa Sen"], map["units"]!.AsArray().Select(unit => $"{unit!["text"]}"));
            Assert.Equal("", $"{map["dues"]![0]!["day"]}");
            map["units"]![0]!["units"] = "HND";
            map["dues"]![0]!["day"] = "31/10/2022";
        });
        Assert.Equal(CommandLine.Done, (await TypeAsync("import b.txt --map m.json")).Code);
        Assert.Equal("2022-10-31 HPN", Leads("a.DueOn || ' ' || u.Code", "Làm đường hoa"));
    }

    [Fact]
    public async Task Another_table_changes_no_task_of_an_earlier_one_and_misses_only_its_own()
    {
        WriteTable(
            "a.txt",
            "TT | Nội dung | Chủ trì | Thời hạn",
            "1 | Làm hàng rào xanh | HPN | 30/6",
            "2 | Xây bể nước | HND | 30/6",
            "3 | Làm cổng | DTN | 30/6");
        var first = await TypeAsync("import a.txt --map ok");
        // What an import of the whole plan would miss is none of this table's.
        Assert.DoesNotContain("vẫn giữ nguyên", first.Output, StringComparison.Ordinal);
        WriteTable(
            "b.txt",
            "Số | Việc cần làm | Người thực hiện | Hạn chót",
            "1 | Làm hàng rào | HCCB | 30/9",
            "2 | Xây bể nước | HND | 30/6");
        var other = await TypeAsync("import b.txt --map ok --end-missing");
        Assert.Matches(@"b\.txt +1 +0 +1 +0", other.Output);
        Assert.Matches(@"mới: T\d+ \(Làm hàng rào\)", other.Output);
        Assert.Equal("HPN", Leads("u.Code", "Làm hàng rào xanh"));

        // A new edition of the first, without its last row.
        WriteTable(
            "a.txt",
            "TT | Nội dung | Chủ trì | Thời hạn",
            "1 | Làm hàng rào xanh | HPN | 30/6",
            "2 | Xây bể nước | HND | 30/6");
        var second = await TypeAsync("import a.txt");
        Assert.Matches(@"không có trong 'a.txt', vẫn giữ nguyên: T\d+ \(Làm cổng\)\.\n", second.Output);
        Assert.Contains("ghi Không vào cột Đang dùng", second.Output, StringComparison.Ordinal);
        Assert.Matches(@"kết thúc: T\d+ \(Làm cổng\)\n", (await TypeAsync("import a.txt --end-missing")).Output);
        Assert.Equal("0", Leads("a.IsActive", "Làm cổng"));
    }

    [Fact]
    public async Task A_task_that_is_done_and_comes_again_next_month_is_a_new_one()
    {
        WriteTable(
            "5.txt",
            "TT | Nội dung | Chủ trì | Thời hạn",
            "1 | Đào mương thoát nước | HPN | 31/5",
            "2 | Nghiệm thu vườn mẫu | UBND | 30/5");
        await TypeAsync("import 5.txt --map ok");
        var code = Leads("a.Code", "Đào mương thoát nước");
        Assert.Equal(CommandLine.Done, (await TypeAsync($"assignment complete {code}")).Code);
        WriteTable(
            "6.txt",
            "TT | Nội dung | Chủ trì | Thời hạn",
            "1 | Đào mương thoát nước | HPN | 30/6",
            "2 | Nghiệm thu vườn mẫu | UBND | 30/6");
        var next = await TypeAsync("import 6.txt");
        Assert.Matches(@"mới: T\d+ \(Đào mương thoát nước\)\n", next.Output);
        Assert.Matches(@"T\d+ \(Nghiệm thu vườn mẫu\), Thời hạn: .*30/05/2022 → 30/06/2022", next.Output);
        Assert.Equal("2022-05-31 2022-06-30", Leads("group_concat(a.DueOn, ' ')", "Đào mương thoát nước"));
    }

    [Fact]
    public async Task Where_there_are_several_campaigns_the_table_belongs_to_the_one_that_is_named()
    {
        PlanOfTheClerk.Write(Path.Combine(_program.Folder, "MOI"), "2028");
        var campaign = Path.Combine(_program.Folder, "MOI", "campaign.csv");
        File.WriteAllText(campaign, File.ReadAllText(campaign).Replace("NTM-2022", "NTM-2028", StringComparison.Ordinal));
        Assert.Equal(CommandLine.Done, (await TypeAsync("import MOI")).Code);
        Write("khung.docx", DrawnPlans.Word);
        Assert.Contains("NTM-2022, NTM-2028", (await TypeAsync("import khung.docx --map ok")).Error, StringComparison.Ordinal);
        // It is the table of 2022, in which a day of that year stands.
        var refused = await TypeAsync("import khung.docx --map ok --campaign NTM-2028");
        Assert.Contains(
            "Bảng 4, dòng 1, cột 5: “ngày 30 tháng 9 năm 2022” có thể là 30/09/2022 (ngoài thời gian của kế hoạch",
            refused.Error,
            StringComparison.Ordinal);
        Assert.Equal(CommandLine.Done, (await TypeAsync("import khung.docx --map ok --campaign ntm-2022")).Code);
        Assert.Equal("HCCB", Leads("u.Code", "Đảm nhận và hoàn thành 1 vườn mẫu"));
    }

    [Fact]
    public async Task A_guess_is_data_for_a_program_that_asks()
    {
        Write("k.xlsx", DrawnPlans.OneCell);
        var guess = JsonDocument.Parse((await TypeAsync("import k.xlsx --json")).Output).RootElement.GetProperty("guess");
        var columns = guess.GetProperty("columns").EnumerateArray().Select(each => each.GetProperty("is"));
        Assert.Equal("title, , due, lead, note", string.Join(", ", columns));
        Assert.Equal(4, guess.GetProperty("assignments").GetInt32());
    }

    [Fact]
    public async Task A_plan_in_our_form_needs_no_map_and_a_map_has_a_name()
    {
        Write("plan.xlsx", PlanWorkbook.Demo());
        var ours = await TypeAsync("import plan.xlsx --map ok");
        Assert.Equal(CommandLine.WrongUsage, ours.Code);
        Assert.Contains("tệp này theo mẫu", ours.Error, StringComparison.Ordinal);
        Assert.Contains("--map là ok, hoặc một tên tệp", (await TypeAsync("import plan.xlsx --map x")).Error, StringComparison.Ordinal);
        Write("m.json", "{\"units\": ["u8.ToArray());
        Write("k.xlsx", DrawnPlans.OneCell);
        Assert.Contains("m.json: dòng 1 không đúng JSON", (await TypeAsync("import k.xlsx --map m.json")).Error, StringComparison.Ordinal);
        // “Mã” in an old encoding, as Notepad saves it when asked to.
        Write("m.json", [.. "{\"units\": [{\"text\": \"M"u8, 0xE3, .. "\"}]}"u8]);
        var old = await TypeAsync("import k.xlsx --map m.json");
        Assert.Contains("m.json: tệp không lưu bằng UTF-8", old.Error, StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(_program.Folder, "m.json"), "{\"layout\": \"x\"}", Encoding.Unicode);
        var other = await TypeAsync("import k.xlsx --map m.json");
        Assert.Contains("m.json: tệp này ghi cho bảng có tiêu đề cột khác", other.Error, StringComparison.Ordinal);
        Write("n.xlsx", new WorkbookBuilder().Sheet("Sheet1", ["Giá", "Số lượng"], [1, 2]).ToBytes());
        Assert.Contains("n.xlsx: không thấy bảng nhiệm vụ nào", (await TypeAsync("import n.xlsx")).Error, StringComparison.Ordinal);
    }

    private async Task SayAsync(string name, Action<JsonNode> say)
    {
        var path = Path.Combine(_program.Folder, name);
        var map = JsonNode.Parse(await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken))!;
        say(map);
        await File.WriteAllTextAsync(path, map.ToJsonString(), TestContext.Current.CancellationToken);
    }

    private void Write(string name, byte[] bytes) => File.WriteAllBytes(Path.Combine(_program.Folder, name), bytes);

    // Of assignments by their titles, a value of who leads.
    private string Leads(string value, params string[] titles)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(_program.Folder, "camha-demo/camha.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT {value} FROM Assignment a JOIN AssignmentUnit p ON p.AssignmentId = a.Id "
            + "JOIN Unit u ON u.Id = p.UnitId "
            + $"WHERE p.Part = 'Lead' AND a.Title IN ({string.Join(", ", titles.Select(title => $"'{title}'"))})";
        return $"{command.ExecuteScalar()}";
    }

    // A table under headings, with a blank for each tab.
    private void WriteTable(string name, string headings, params string[] rows) =>
        Write(name, Encoding.UTF8.GetBytes(string.Join('\n', rows.Prepend(headings)).Replace(" | ", "\t", StringComparison.Ordinal)));

    private Task<(int Code, string Output, string Error)> TypeAsync(string command) =>
        _program.RunAsync($"{command} --lang vi --config {_program.Config}");
}
