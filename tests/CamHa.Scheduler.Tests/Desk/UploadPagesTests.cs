using System.Text;
using CamHa.Scheduler.Accounts;
using CamHa.Scheduler.Changes;
using CamHa.Scheduler.Configuration;
using CamHa.Scheduler.Desk;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Tests.Import.Layouts;
using CamHa.Scheduler.Tests.Import.Workbooks;
using CamHa.Scheduler.Tests.Infrastructure;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Tests.Desk;

/// <summary>A plan that comes to the page as a file: seen first, written by one button, and taken back by another.</summary>
public sealed class UploadPagesTests
{
    private const string Secret = "một câu của riêng mình";

    [Fact]
    public async Task A_corrected_workbook_shows_each_cell_that_changes_is_written_once_and_taken_back()
    {
        await using var site = await StartAsync();
        using var clerk = new Visitor(site.Address);
        var plan = await ExportedAsync(clerk);
        await UploadAsync(clerk, "kế hoạch <b>sửa.xlsx", Edited(plan, "Nhiệm vụ", "T04", "G", "15/07/2022"));
        var path = clerk.Path;
        Assert.Matches("^/plan/uploads/[0-9a-f]{32}$", path);
        Assert.Contains("kế hoạch <b>sửa.xlsx", clerk.Text, StringComparison.Ordinal);
        Assert.Contains("Thời hạn: 30/06/2022 → 15/07/2022", Plain(clerk), StringComparison.Ordinal);
        Assert.Equal("2022-06-30", await DueAsync(site));
        Assert.DoesNotContain("--", clerk.Text, StringComparison.Ordinal);

        await clerk.OpenAsync($"{path}/mails");
        Assert.Equal(200, clerk.Status);
        Assert.Contains("Thư trong 7 ngày tới", clerk.Text, StringComparison.Ordinal);
        await clerk.OpenAsync(path);
        await clerk.SendAsync(path);
        Assert.Equal(("/plan", 200), (clerk.Path, clerk.Status));
        Assert.Contains("Đã ghi vào kế hoạch, lần sửa số", Plain(clerk), StringComparison.Ordinal);
        Assert.Equal("2022-07-15", await DueAsync(site));
        Assert.Equal(
            "kế hoạch <b>sửa.xlsx|1",
            await site.Service.ReadAsync("SELECT Source || '|' || (length(SourceSha256) = 64) FROM Gesture WHERE Way = 'Desk'"));
        Assert.Empty(Waiting(site));

        // Another page of the same file, which is there no more.
        await clerk.OpenAsync(path);
        Assert.Equal(404, clerk.Status);
    }

    [Fact]
    public async Task A_second_press_confirms_and_writes_nothing_and_the_undo_brings_back_what_was()
    {
        await using var site = await StartAsync();
        using var clerk = new Visitor(site.Address);
        await UploadAsync(clerk, "a.xlsx", Edited(await ExportedAsync(clerk), "Nhiệm vụ", "T04", "G", "15/07/2022"));
        var path = clerk.Path;
        var fields = clerk.Filled(path);
        await clerk.PostAsync(path, fields);
        await clerk.PostAsync(path, fields);
        Assert.Equal(("/plan", 200), (clerk.Path, clerk.Status));
        Assert.Contains("Đã ghi vào kế hoạch", clerk.Text, StringComparison.Ordinal);
        Assert.Equal(1, await site.Service.CountAsync("SELECT COUNT(*) FROM Gesture WHERE Way = 'Desk'"));
        await clerk.SendAsync(clerk.Page.QuerySelector("div.said form")!.GetAttribute("action")!);
        Assert.Equal("2022-06-30", await DueAsync(site));
    }

    [Fact]
    public async Task What_somebody_has_changed_since_the_preview_is_shown_and_not_overwritten()
    {
        await using var site = await StartAsync();
        using var clerk = new Visitor(site.Address);
        // From their own files: nothing in them tells of what they were made from.
        await UploadAsync(clerk, "assignments.csv", Encoding.UTF8.GetBytes(
            "code;title;lead;due\nT04;Tên của tệp;HND;30/6/2022\n"));
        var path = clerk.Path;
        await ChangeAsync(site, plan => new()
        {
            Assignments = [plan.Assignment("T04") with { Title = "Tên của người khác" }],
            Parts = [.. plan.Parts.Where(part => part.Assignment == "T04")],
        });
        await clerk.SendAsync(path);
        Assert.Equal(422, clerk.Status);
        Assert.Contains("có người vừa sửa kế hoạch", clerk.Text, StringComparison.Ordinal);
        Assert.Contains("Tên của người khác → Tên của tệp", Plain(clerk), StringComparison.Ordinal);
        Assert.Equal("Tên của người khác", await site.Service.ReadAsync("SELECT Title FROM Assignment WHERE Code = 'T04'"));
        // Seen and meant.
        await clerk.SendAsync(path);
        Assert.Equal("Tên của tệp", await site.Service.ReadAsync("SELECT Title FROM Assignment WHERE Code = 'T04'"));
    }

    [Theory]
    [InlineData("here", "Tên của người khác")]
    [InlineData("file", "Tên của tệp")]
    public async Task A_row_that_both_have_changed_shows_both_values_and_a_person_says_which_counts(string side, string title)
    {
        await using var site = await StartAsync();
        using var clerk = new Visitor(site.Address);
        var plan = await ExportedAsync(clerk);
        await ChangeAsync(site, now => new()
        {
            Assignments = [now.Assignment("T04") with { Title = "Tên của người khác" }],
            Parts = [.. now.Parts.Where(part => part.Assignment == "T04")],
        });
        var edited = Edited(Edited(plan, "Nhiệm vụ", "T04", "B", "Tên của tệp"), "Nhiệm vụ", "T03", "B", "Tên mới");
        await UploadAsync(clerk, "a.xlsx", edited);
        var path = clerk.Path;
        Assert.Contains("Tên của tệp Tên của người khác", Plain(clerk), StringComparison.Ordinal);
        Assert.Null(clerk.Page.QuerySelector($"form[action='{path}']"));
        Assert.DoesNotContain("--mine", clerk.Text, StringComparison.Ordinal);
        await clerk.OpenAsync($"{path}?side={side}");
        await clerk.SendAsync(path);
        Assert.Equal("/plan", clerk.Path);
        Assert.Equal(title, await site.Service.ReadAsync("SELECT Title FROM Assignment WHERE Code = 'T04'"));
        Assert.Equal("Tên mới", await site.Service.ReadAsync("SELECT Title FROM Assignment WHERE Code = 'T03'"));
    }

    [Fact]
    public async Task What_the_file_leaves_out_stays_unless_it_is_ticked_row_by_row()
    {
        await using var site = await StartAsync();
        using var clerk = new Visitor(site.Address);
        var plan = Without(Without(await ExportedAsync(clerk), "Nhiệm vụ", "T05"), "Nhiệm vụ", "T06");
        await UploadAsync(clerk, "a.xlsx", plan);
        var path = clerk.Path;
        Assert.Contains("Có trên máy, không có trong tệp (2)", clerk.Text, StringComparison.Ordinal);
        Assert.Contains("Tệp không khác gì kế hoạch đang có", clerk.Text, StringComparison.Ordinal);
        await clerk.OpenAsync($"{path}?side=&end=Assignment%3AT05");
        Assert.Contains("Kết thúc", clerk.Page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        await clerk.SendAsync(path);
        Assert.Equal("/plan", clerk.Path);
        Assert.Equal(
            "T05", await site.Service.ReadAsync("SELECT group_concat(Code) FROM Assignment WHERE IsActive = 0 AND Code IN ('T05', 'T06')"));
        Assert.NotEqual(0, await site.Service.CountAsync(
            "SELECT COUNT(*) FROM AssignmentUnit p JOIN Assignment a ON a.Id = p.AssignmentId WHERE a.Code = 'T05'"));
    }

    [Fact]
    public async Task All_faults_stand_with_sheet_cell_value_and_remedy_and_come_as_notes_in_the_workbook()
    {
        await using var site = await StartAsync();
        using var clerk = new Visitor(site.Address);
        var plan = Edited(await ExportedAsync(clerk), "Nhiệm vụ", "T04", "G", "31/02/2022");
        await UploadAsync(clerk, "sai.xlsx", Edited(plan, "Nhiệm vụ", "T05", "C", "KHONG-CO"));
        var path = clerk.Path;
        var cells = clerk.Page.QuerySelectorAll("tbody th").Select(each => each.TextContent).ToList();
        Assert.Equal(2, cells.Count);
        Assert.All(cells, cell => Assert.Matches("^Nhiệm vụ![CG][0-9]+$", cell));
        Assert.Contains("31/02/2022", clerk.Text, StringComparison.Ordinal);
        Assert.Contains("KHONG-CO", clerk.Text, StringComparison.Ordinal);
        Assert.Null(clerk.Page.QuerySelector($"form[action='{path}']"));
        var (marked, _, name) = await clerk.DownloadAsync($"{path}/faults");
        Assert.Equal("sai-loi.xlsx", name);
        using var workbook = SpreadsheetDocument.Open(new MemoryStream(marked), isEditable: false);
        var notes = workbook.WorkbookPart!.WorksheetParts
            .SelectMany(part => part.WorksheetCommentsPart?.Comments?.CommentList?.Elements<Comment>() ?? [])
            .Select(note => note.InnerText)
            .ToList();
        Assert.Contains(notes, note => note.Contains("KHONG-CO", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_table_of_their_own_is_asked_about_once_and_the_next_of_its_layout_is_read_at_once()
    {
        await using var site = await StartAsync();
        using var clerk = new Visitor(site.Address);
        await UploadAsync(clerk, "khung.xlsx", DrawnPlans.Frame);
        var path = clerk.Path;
        Assert.Contains("Cách hiểu bảng", clerk.Text, StringComparison.Ordinal);
        Assert.Contains("thôn Tến Thắng", clerk.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("--map", clerk.Text, StringComparison.Ordinal);
        // What is near is chosen already; which assignment a row is is not.
        await clerk.SendAsync($"{path}/columns", clerk.Filled($"{path}/columns"));
        Assert.Contains("Dòng cần hỏi (1)", clerk.Text, StringComparison.Ordinal);
        await clerk.SendAsync($"{path}/columns", clerk.Filled($"{path}/columns", ("r0", "T09")));
        Assert.Equal(path, clerk.Path);
        Assert.Contains("Thời hạn: 30/12/2022 → 30/09/2022", Plain(clerk), StringComparison.Ordinal);
        await clerk.SendAsync(path);
        Assert.Equal("/plan", clerk.Path);
        Assert.Equal("2022-09-30", await site.Service.ReadAsync("SELECT DueOn FROM Assignment WHERE Code = 'T09'"));

        await UploadAsync(clerk, "khung.xlsx", DrawnPlans.Frame);
        Assert.Contains("Tệp không khác gì kế hoạch đang có", clerk.Text, StringComparison.Ordinal);
        // A Word document of the same campaign, by its content and whatever it is called.
        await UploadAsync(clerk, "khung.xlsx", DrawnPlans.Word);
        Assert.Contains("Cách hiểu bảng", clerk.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_table_that_was_copied_is_pasted_and_what_was_chosen_wrongly_comes_back_with_its_fault()
    {
        await using var site = await StartAsync();
        using var clerk = new Visitor(site.Address);
        await clerk.OpenAsync("/plan");
        await clerk.UploadAsync("/plan", "plan", "", [], ("text", "Nội dung\tChủ trì\tThời hạn\nLàm đường hoa\tHội gì đó\tĐầu tháng 6\n"));
        var path = clerk.Path;
        Assert.Contains("Hội gì đó", clerk.Text, StringComparison.Ordinal);
        await clerk.SendAsync($"{path}/columns", clerk.Filled($"{path}/columns", ("u0x", "KHONG-CO"), ("d0", "5/6/2022")));
        Assert.Equal(422, clerk.Status);
        Assert.Contains("không có đơn vị mã “KHONG-CO”", clerk.Text, StringComparison.Ordinal);
        Assert.Equal("KHONG-CO", clerk.Page.QuerySelector("input[name=u0x]")!.GetAttribute("value"));
        await clerk.SendAsync($"{path}/columns", clerk.Filled($"{path}/columns", ("u0x", "HPN"), ("d0", "5/6/2022")));
        Assert.Equal(path, clerk.Path);
        await clerk.SendAsync(path);
        Assert.Equal(
            "2022-06-05|HPN",
            await site.Service.ReadAsync(
                """
                SELECT a.DueOn || '|' || u.Code FROM Assignment a JOIN AssignmentUnit p ON p.AssignmentId = a.Id
                JOIN Unit u ON u.Id = p.UnitId WHERE a.Title = 'Làm đường hoa'
                """));
        await clerk.OpenAsync("/plan");
        await clerk.UploadAsync("/plan", "plan", "", []);
        Assert.Equal(422, clerk.Status);
        Assert.Contains("chọn một tệp, hoặc dán bảng", clerk.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_waits_is_its_accounts_alone_outlives_a_restart_and_is_gone_after_a_day()
    {
        var service = await RunningService.CreateAsync();
        var site = await Site.StartAsync(service, []);
        await site.AddAccountAsync("chuyen-trach", AccountRoles.Specialist, Secret);
        await site.AddAccountAsync("khac", AccountRoles.Specialist, Secret);
        using var clerk = await LoggedInAsync(site, "chuyen-trach");
        await UploadAsync(clerk, "khung.xlsx", DrawnPlans.Frame);
        var path = clerk.Path;
        using var other = await LoggedInAsync(site, "khac");
        foreach (var page in new[] { path, $"{path}/columns", $"{path}/mails", $"{path}/faults" })
        {
            if (page.EndsWith("/faults", StringComparison.Ordinal))
                await other.DownloadAsync(page);
            else
                await other.OpenAsync(page);
            Assert.Equal((page, 404), (page, other.Status));
        }

        await other.OpenAsync("/plan");
        Assert.DoesNotContain("khung.xlsx", other.Text, StringComparison.Ordinal);
        var token = other.Page.QuerySelector("input[name=token]")!.GetAttribute("value")!;
        Assert.Equal(404, await other.PostAsync(path, ("token", token)));
        await other.PostAsync($"{path}/drop", ("token", token));
        if (!OperatingSystem.IsWindows())
        {
            foreach (var file in Waiting(site).Where(file => file.EndsWith(".bin", StringComparison.Ordinal)))
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }

        await service.StopAsync(site.Host);
        var second = await Site.StartAsync(service, []);
        using var again = await LoggedInAsync(second, "chuyen-trach");
        await again.OpenAsync(path);
        Assert.Equal(200, again.Status);
        Assert.Equal(2, Waiting(second).Length);
        await service.PassAsync(service.Time.GetUtcNow().AddHours(26), TimeSpan.FromHours(1));
        Assert.Empty(Waiting(second));
        using var late = await LoggedInAsync(second, "chuyen-trach");
        await late.OpenAsync(path);
        Assert.Equal(404, late.Status);
        Assert.Contains("đã quá một ngày", late.Text, StringComparison.Ordinal);
        await second.DisposeAsync();
    }

    [Fact]
    public async Task An_account_of_named_campaigns_imports_into_its_own_alone_and_not_into_what_all_share()
    {
        await using var site = await StartAsync();
        await site.Service.ExecuteAsync(
            """
            INSERT INTO Campaign (Code, Name, Place, SubjectTag, StartsOn, EndsOn, WatchedSince)
            VALUES ('KHAC', 'Kế hoạch khác', 'Xã khác', 'KHAC', '2022-01-01', '2022-12-31', '2022-01-01T00:00:00.000Z')
            """);
        var accounts = site.Host.Services.GetRequiredService<AccountStore>();
        await accounts.AddAsync("quan-tri", "quan-tri", Secret, (AccountRoles)31, campaigns: null, Service.Token);
        await accounts.AddAsync("xa-khac", "xa-khac", Secret, (AccountRoles)31, [2], Service.Token);
        await accounts.AddAsync("xa-nay", "xa-nay", Secret, (AccountRoles)31, [1], Service.Token);
        using var all = await LoggedInAsync(site, "quan-tri");
        var plan = await ExportedAsync(all);
        var edited = Edited(plan, "Nhiệm vụ", "T04", "G", "15/07/2022");

        using var other = await LoggedInAsync(site, "xa-khac");
        await UploadAsync(other, "a.xlsx", edited);
        Assert.Contains("không được giao kế hoạch mà tệp ghi", other.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("15/07/2022", other.Text, StringComparison.Ordinal);
        await other.OpenAsync("/plan");
        Assert.DoesNotContain("Cẩm Hà", other.Text, StringComparison.Ordinal);
        await other.UploadAsync("/plan", "plan", "a.xlsx", edited, ("campaign", "1"));
        Assert.Equal(404, other.Status);
        await UploadAsync(other, "moi.xlsx", new WorkbookBuilder().Sheet(
            "Kế hoạch",
            ["Mã kế hoạch", "Tên kế hoạch", "Địa phương", "Nhãn tiêu đề thư", "Từ ngày", "Đến ngày"],
            ["MOI", "Mới", "Xã mới", "MOI", "1/1/2022", "31/12/2022"]).ToBytes());
        Assert.Contains("chỉ tài khoản thấy mọi kế hoạch mới thêm được", other.Text, StringComparison.Ordinal);

        using var own = await LoggedInAsync(site, "xa-nay");
        await UploadAsync(own, "a.xlsx", Edited(edited, "Lịch nghỉ", "2022-04-11", "C", "Tên khác"));
        Assert.Contains("lịch nghỉ là chung của mọi kế hoạch", own.Text, StringComparison.Ordinal);
        await UploadAsync(own, "a.xlsx", edited);
        var path = own.Path;
        // How many mails all campaigns have together is nobody's business who sees one.
        await own.OpenAsync($"{path}/mails");
        Assert.Equal(200, own.Status);
        Assert.DoesNotContain("đang là", own.Text, StringComparison.Ordinal);
        await own.OpenAsync(path);
        await own.SendAsync(path);
        Assert.Equal("2022-07-15", await DueAsync(site));
        Assert.Equal("xa-nay", await site.Service.ReadAsync("SELECT MadeBy FROM Gesture WHERE Way = 'Desk'"));
    }

    [Fact]
    public async Task A_table_without_a_campaign_is_taken_from_nobody_who_sees_only_some_and_one_that_waits_closes_with_its_campaign()
    {
        await using var site = await StartAsync();
        var accounts = site.Host.Services.GetRequiredService<AccountStore>();
        await accounts.AddAsync("quan-tri", "quan-tri", Secret, (AccountRoles)31, campaigns: null, Service.Token);
        var own = await accounts.AddAsync("xa-nay", "xa-nay", Secret, (AccountRoles)31, [1], Service.Token);
        using var clerk = await LoggedInAsync(site, "xa-nay");
        await clerk.OpenAsync("/plan");
        await clerk.UploadAsync("/plan", "plan", "khung.xlsx", DrawnPlans.Frame, ("campaign", ""));
        Assert.Equal(404, clerk.Status);
        Assert.Empty(Waiting(site));

        await UploadAsync(clerk, "khung.xlsx", DrawnPlans.Frame);
        var path = clerk.Path;
        Assert.Equal(200, clerk.Status);
        await site.Service.ExecuteAsync(
            """
            INSERT INTO Campaign (Code, Name, Place, SubjectTag, StartsOn, EndsOn, WatchedSince)
            VALUES ('KHAC', 'Kế hoạch khác', 'Xã khác', 'KHAC', '2022-01-01', '2022-12-31', '2022-01-01T00:00:00.000Z')
            """);
        await accounts.ChangeAsync(own, [2], Service.Token);
        using var other = await LoggedInAsync(site, "xa-nay");
        await other.OpenAsync($"{path}/columns");
        Assert.Equal(404, other.Status);
        await other.OpenAsync("/plan");
        Assert.DoesNotContain("khung.xlsx", other.Text, StringComparison.Ordinal);

        // Of several, whoever sees all has to say which.
        using var all = await LoggedInAsync(site, "quan-tri");
        await all.OpenAsync("/plan");
        await all.UploadAsync("/plan", "plan", "khung.xlsx", DrawnPlans.Frame, ("campaign", ""));
        await all.OpenAsync($"{all.Path}/columns");
        Assert.Equal(200, all.Status);
        Assert.Contains("có nhiều kế hoạch", all.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Files_wait_in_no_folder_that_all_share_whichever_the_database()
    {
        var folder = Path.Combine(Path.GetTempPath(), "camha-data");
        var uploads = new WaitingUploads(
            Options.Create(new StorageOptions { Provider = "sqlserver", ConnectionString = "Server=x" }),
            new(new ConfigurationBuilder().Build(), "/") { PageFile = Path.Combine(folder, PageSettings.FileName) },
            TimeProvider.System);
        Assert.Equal(Path.Combine(folder, "tep-cho-nap", "a.bin"), uploads.PathOf(new() { Id = "a" }));
    }

    [Fact]
    public async Task A_table_with_more_unread_texts_than_a_form_holds_is_asked_about_in_parts()
    {
        await using var site = await StartAsync();
        using var clerk = new Visitor(site.Address);
        await clerk.OpenAsync("/plan");
        await clerk.UploadAsync("/plan", "plan", "", [], ("text", "Nội dung\tChủ trì\tThời hạn\n" + string.Concat(
            Enumerable.Range(1, 400).Select(i => $"Làm việc thứ {i}\tHội lạ số {i}\tĐợt {i} gì đó\n"))));
        var path = clerk.Path;
        Assert.Contains("Chữ này là đơn vị nào (400)", clerk.Text, StringComparison.Ordinal);
        var units = Enumerable.Range(0, 60).Select(i => ($"u{i}x", "HPN")).ToArray();
        Assert.InRange(clerk.Filled($"{path}/columns").Length, 180, 1000);
        await clerk.SendAsync($"{path}/columns", clerk.Filled($"{path}/columns", units));
        Assert.Equal((path, 200), (clerk.Path, clerk.Status));
        Assert.Contains("Chữ này là đơn vị nào (340)", clerk.Text, StringComparison.Ordinal);
    }

    /// <summary>None of them changes anything, is run, or is shown as what it says it is.</summary>
    [Fact]
    public async Task What_is_no_plan_is_refused_in_words_whatever_it_is_called()
    {
        await using var site = await StartAsync();
        using var clerk = new Visitor(site.Address);
        var good = await ExportedAsync(clerk);
        (string Name, byte[] Bytes, string Says)[] files =
        [
            ("shell.php", "<?php system($_GET['c']); ?>"u8.ToArray(), "không thấy"),
            ("../../web.config.xlsx", "<?php system($_GET['c']); ?>"u8.ToArray(), "không thấy"),
            ("a.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>"u8.ToArray(), "không thấy"),
            ("ke-hoach.xlsx", "<html><table><tr><td>T04</td></tr></table></html>"u8.ToArray(), "là trang web hoặc XML"),
            ("a.pdf", "%PDF-1.7 trailer"u8.ToArray(), "đây không phải là tệp Excel"),
            ("anh.png", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 1, 2], "đây không phải là tệp Excel"),
            ("<script>alert(1)</script>.xlsx", good[..(good.Length / 2)], "tệp bị hỏng"),
            // A picture with a workbook behind it, and a workbook with a page behind it.
            ("anh.xlsx", [0x47, 0x49, 0x46, 0x38, 0x39, 0x61, 0, 0, .. good], "đây không phải là tệp Excel"),
            ("a.ods", Zip(("content.xml", "<x/>")), ".ods"),
            ("a.zip", Zip(("a.txt", "x")), "đây không phải là tệp Excel"),
            ("rong.xlsx", [0x50, 0x4B, 0x05, 0x06, .. new byte[18]], "đây không phải là tệp Excel"),
            ("bom.xlsx", Bomb(good), "bung ra quá lớn"),
        ];
        var before = await site.Service.CountAsync("SELECT COUNT(*) FROM Gesture");
        foreach (var (name, bytes, says) in files)
        {
            await UploadAsync(clerk, name, bytes);
            Assert.Equal((name, 200), (name, clerk.Status));
            Assert.Contains(says, clerk.Text, StringComparison.OrdinalIgnoreCase);
            Assert.Null(clerk.Page.QuerySelector("script"));
            Assert.DoesNotContain("../", clerk.Text, StringComparison.Ordinal);
            Assert.Null(clerk.Page.QuerySelector($"form[action='{clerk.Path}']"));
        }

        Assert.Equal(before, await site.Service.CountAsync("SELECT COUNT(*) FROM Gesture"));
        // What waits is bounded, and lies under names of ours.
        Assert.InRange(Waiting(site).Length, 1, 6);
        Assert.All(Waiting(site), file => Assert.Matches("^[0-9a-f]{32}\\.(bin|json)$", Path.GetFileName(file)));
    }

    [Theory]
    [InlineData(21)]
    [InlineData(50)]
    public async Task A_file_that_is_too_large_is_refused_with_a_word_and_leaves_nothing(int megabytes)
    {
        await using var site = await StartAsync();
        using var clerk = new Visitor(site.Address);
        await UploadAsync(clerk, "lon.xlsx", new byte[megabytes * 1_000_000]);
        Assert.Equal(413, clerk.Status);
        Assert.Contains("nặng nhất 20 MB", clerk.Text, StringComparison.Ordinal);
        Assert.Empty(Waiting(site));
    }

    [Fact]
    public async Task A_body_without_end_is_cut_off_and_a_form_of_another_site_is_not_read()
    {
        await using var site = await StartAsync();
        using var client = new HttpClient();
        using var endless = new StreamContent(new Endless());
        endless.Headers.Add("Content-Type", "multipart/form-data; boundary=x");
        try
        {
            using var answer = await client.PostAsync(new Uri(site.Address, "/plan"), endless, Service.Token);
            Assert.InRange((int)answer.StatusCode, 400, 413);
        }
        catch (HttpRequestException)
        {
            // The connection is closed while it still sends.
        }

        using var foreign = new MultipartFormDataContent { { new ByteArrayContent(DrawnPlans.Frame), "plan", "a.xlsx" } };
        using var refused = await client.PostAsync(new Uri(site.Address, "/plan"), foreign, Service.Token);
        Assert.Equal(400, (int)refused.StatusCode);
        Assert.Empty(Waiting(site));
    }

    [Fact]
    public async Task Mutated_workbooks_never_fail_the_page()
    {
        await using var site = await StartAsync();
        using var clerk = new Visitor(site.Address);
        var good = await ExportedAsync(clerk);
        var random = new Random(7);
        for (var i = 0; i < 60; i++)
        {
            var bytes = (byte[])(i % 2 == 0 ? good : DrawnPlans.Word).Clone();
            for (var flips = random.Next(1, 20); flips > 0; flips--)
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            await UploadAsync(clerk, "a.xlsx", bytes);
            Assert.Equal((i, 200), (i, clerk.Status));
        }
    }

    [Fact]
    public async Task The_template_is_downloaded_and_a_plan_that_begins_with_it_comes_in()
    {
        await using var site = await StartAsync();
        using var clerk = new Visitor(site.Address);
        var (template, type, name) = await clerk.DownloadAsync("/plan/template.xlsx");
        Assert.Equal(("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "ke-hoach-mau.xlsx"), (type, name));
        await UploadAsync(clerk, "mau.xlsx", template);
        // What nobody has overwritten is an example.
        Assert.Contains("Chưa nạp được", clerk.Text, StringComparison.Ordinal);
        var (_, _, plan) = await clerk.DownloadAsync("/campaigns/1/plan.xlsx");
        Assert.Equal("NTM-2022-20220613-0700.xlsx", plan);
    }

    // On Monday: what the sample week will bring has not come.
    private static async Task<Site> StartAsync()
    {
        var site = await Site.StartAsync();
        await site.Service.ExecuteAsync("DELETE FROM WeeklySubmission WHERE SubmittedAt > '2022-06-13'");
        return site;
    }

    private static async Task<byte[]> ExportedAsync(Visitor clerk) => (await clerk.DownloadAsync("/campaigns/1/plan.xlsx")).Bytes;

    private static async Task UploadAsync(Visitor clerk, string name, byte[] bytes)
    {
        await clerk.OpenAsync("/plan");
        await clerk.UploadAsync("/plan", "plan", name, bytes);
    }

    private static async Task<Visitor> LoggedInAsync(Site site, string name)
    {
        var visitor = new Visitor(site.Address);
        await visitor.LogInAsync(name, Secret);
        return visitor;
    }

    private static async Task ChangeAsync(Site site, Func<PlanData, PlanEdit> operation) =>
        await site.Host.Services.GetRequiredService<PlanChanges>().MakeAsync(
            "NTM-2022", Gesture.AtConsole(), operation, isDryRun: false, Service.Token);

    private static Task<string> DueAsync(Site site) => site.Service.ReadAsync("SELECT DueOn FROM Assignment WHERE Code = 'T04'");

    private static string[] Waiting(Site site) => Path.Combine(site.Service.Folder, "tep-cho-nap") is var folder && Directory.Exists(folder)
        ? Directory.GetFiles(folder) : [];

    private static string Plain(Visitor clerk) => string.Join(' ', clerk.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static byte[] Edited(byte[] workbook, string sheet, string id, string column, string text) => Rewritten(
        workbook,
        sheet,
        id,
        row =>
        {
            var cell = row.Elements<Cell>().First(each => each.CellReference!.Value!.TrimEnd([.. "0123456789"]) == column);
            cell.DataType = CellValues.InlineString;
            cell.RemoveAllChildren();
            cell.AppendChild(new InlineString(new DocumentFormat.OpenXml.Spreadsheet.Text(text)));
        });

    private static byte[] Without(byte[] workbook, string sheet, string id) => Rewritten(workbook, sheet, id, row => row.Remove());

    private static byte[] Rewritten(byte[] workbook, string sheet, string id, Action<Row> change)
    {
        using var memory = new MemoryStream();
        memory.Write(workbook);
        using (var document = SpreadsheetDocument.Open(memory, isEditable: true))
        {
            var book = document.WorkbookPart!;
            var part = (WorksheetPart)book.GetPartById(book.Workbook.Descendants<Sheet>().First(each => each.Name == sheet).Id!);
            change(part.Worksheet.Descendants<Row>().First(row => row.Elements<Cell>().Any(cell => cell.InnerText == id)));
        }

        return memory.ToArray();
    }

    private static byte[] Zip(params (string Name, string Text)[] entries)
    {
        using var memory = new MemoryStream();
        using (var zip = new System.IO.Compression.ZipArchive(memory, System.IO.Compression.ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in entries)
            {
                using var writer = new StreamWriter(zip.CreateEntry(name).Open());
                writer.Write(text);
            }
        }

        return memory.ToArray();
    }

    private static byte[] Bomb(byte[] good)
    {
        using var bomb = new MemoryStream();
        bomb.Write(good);
        using (var zip = new System.IO.Compression.ZipArchive(bomb, System.IO.Compression.ZipArchiveMode.Update, leaveOpen: true))
        {
            zip.GetEntry("xl/worksheets/sheet1.xml")!.Delete();
            using var part = zip.CreateEntry("xl/worksheets/sheet1.xml", System.IO.Compression.CompressionLevel.Fastest).Open();
            part.Write("<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>"u8);
            var rows = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("<row r=\"1\"/>", 100_000)));
            for (var i = 0; i < 400; i++)
                part.Write(rows);
        }

        return bomb.ToArray();
    }

    /// <summary>A form's file that never ends.</summary>
    private sealed class Endless : Stream
    {
        private static readonly byte[] Head =
            "--x\r\nContent-Disposition: form-data; name=\"plan\"; filename=\"a.xlsx\"\r\n\r\n"u8.ToArray();

        private int _at;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            for (var i = 0; i < count; i++)
                buffer[offset + i] = _at < Head.Length ? Head[_at++] : (byte)'a';
            return count;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
