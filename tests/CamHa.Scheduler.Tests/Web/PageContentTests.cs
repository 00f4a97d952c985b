using AngleSharp.Html.Parser;
using CamHa.Scheduler.Tests.Infrastructure;
using Microsoft.Data.Sqlite;

namespace CamHa.Scheduler.Tests.Web;

/// <summary>What the page says, as it is read and not as it looks.</summary>
public sealed class PageContentTests
{
    private const string Hostile = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)> {{ m.title }} &amp; \u202Egnp";

    [Fact]
    public async Task Whatever_people_and_servers_write_is_shown_as_text()
    {
        await using var site = await Site.OnABadFridayAsync();
        Execute(
            site,
            """
            UPDATE Campaign SET Name = @x, Place = @x;
            UPDATE Unit SET Name = @x || Code;
            UPDATE OutboxMessage SET Subject = @x, RecipientName = @x, Recipient = @x || Id, StateReason = @x;
            UPDATE OutboxAttempt SET Reply = @x;
            UPDATE CalendarDay SET Name = @x;
            UPDATE JobRun SET Outcome = 'Failed', Detail = @x;
            UPDATE SubmissionExemption SET Reason = @x;
            INSERT INTO TransportFault (Machine, Transport, Reason, Since, RetryAt)
            VALUES (@x, @x, @x, '2022-06-16T00:30:00.000Z', '2022-06-16T00:31:00.000Z');
            INSERT INTO InboxMail (Sha256, Source, Place, ReceivedAt, StoredAt, Sender, SenderName, Subject, SizeBytes, State, Reason)
            VALUES ('a1', @x, '1', '2022-06-16T00:30:00.000Z', '2022-06-16T00:30:00.000Z', @x, @x, @x, 9, 'Triage', @x);
            INSERT INTO InboxMime (InboxMailId, Mime)
            SELECT Id, CAST('Subject: Re: x' || char(10) || char(10) || @x AS BLOB) FROM InboxMail;
            """);
        using var client = new HttpClient { BaseAddress = site.Address };
        string[] paths =
        [
            "/", "/outbox", "/outbox/1", "/outbox?state=Dead", "/campaigns", $"/campaigns?q={Uri.EscapeDataString(Hostile)}",
            "/campaigns/1", "/reports", "/calendar", "/inbox", "/campaigns/1/units/17/2022-W24", "/campaigns/1/units/17/2022-W24/enter",
        ];
        foreach (var path in paths)
        {
            var page = new HtmlParser().ParseDocument(await client.GetStringAsync(path, Service.Token));
            Assert.Empty(page.QuerySelectorAll("script, img, iframe, object, style, [onerror], [onclick], [style]"));
            Assert.Contains(
                Hostile,
                page.QuerySelector("main")!.TextContent + string.Concat(
                    page.QuerySelectorAll("input").Select(input => input.GetAttribute("value"))),
                StringComparison.Ordinal);
            // Written from right to left, it turns nothing around that stands beside it.
            Assert.DoesNotContain(
                page.QuerySelectorAll("main td, main dd, main h1, main h3"),
                each => each.ChildNodes.Any(
                    node => node is AngleSharp.Dom.IText && node.TextContent.Contains('\u202E', StringComparison.Ordinal)));
        }
    }

    [Fact]
    public async Task A_click_pauses_all_sending_and_another_lets_it_go_on()
    {
        await using var site = await Site.StartAsync();
        using var client = new HttpClient { BaseAddress = site.Address };
        var paused = await ClickAsync(client, "/pause");
        Assert.Contains("Đã tạm dừng gửi.", paused, StringComparison.Ordinal);
        Assert.Contains("Dịch vụ đang chạy nhưng đang tạm dừng gửi thư", paused, StringComparison.Ordinal);
        await site.Service.PassAsync(RunningService.At(16, 7, 31), TimeSpan.FromHours(1));
        Assert.Empty(site.Service.Server.Mails);
        var page = await client.GetStringAsync("/", Service.Token);
        Assert.Contains("13 thư đang chờ", page, StringComparison.Ordinal);
        Assert.Contains("Sẽ gửi: 13 thư nhắc thời hạn nhiệm vụ.", page, StringComparison.Ordinal);
        Assert.Contains("Đã cho gửi tiếp.", await ClickAsync(client, "/resume"), StringComparison.Ordinal);
        await site.Service.PassAsync(TimeSpan.FromSeconds(30));
        await site.Service.MailsAsync(13);
    }

    [Fact]
    public async Task A_click_says_go_for_the_first_sending_of_a_campaign()
    {
        var service = await RunningService.CreateAsync();
        await service.ExecuteAsync("UPDATE Campaign SET ReleasedAt = NULL");
        await using var site = await Site.StartAsync(service, []);
        await service.PassAsync(RunningService.At(16, 7, 31), TimeSpan.FromHours(1));
        using var client = new HttpClient { BaseAddress = site.Address };
        var page = await client.GetStringAsync("/", Service.Token);
        Assert.Contains("Lần gửi đầu tiên đang chờ", page, StringComparison.Ordinal);
        Assert.Contains("Cho gửi 13 thư", page, StringComparison.Ordinal);
        Assert.Contains("Đã cho gửi 13 thư.", await ClickAsync(client, "/outbox/first/1/release"), StringComparison.Ordinal);
        Assert.Equal(0, await service.CountAsync("SELECT COUNT(*) FROM Campaign WHERE ReleasedAt IS NULL"));
        Assert.Equal(0, await service.CountAsync("SELECT COUNT(*) FROM OutboxMessage WHERE State = 'Held'"));
    }

    [Fact]
    public async Task An_overview_is_shown_while_the_database_is_away_and_every_other_page_says_so()
    {
        await using var site = await Site.StartAsync();
        site.Service.IsAway = true;
        using var client = new HttpClient { BaseAddress = site.Address };
        var overview = await client.GetStringAsync("/", Service.Token);
        Assert.Contains("Dịch vụ đang chạy nhưng không truy cập được cơ sở dữ liệu", overview, StringComparison.Ordinal);
        Assert.Contains("camha doctor", overview, StringComparison.Ordinal);
        var other = await Wire.RequestAsync(site.Address, "GET /outbox");
        Assert.Equal(503, Wire.StatusOf(other));
        Assert.Contains("Không truy cập được cơ sở dữ liệu", other, StringComparison.Ordinal);

        site.Service.IsAway = false;
        Assert.Equal(200, Wire.StatusOf(await Wire.RequestAsync(site.Address, "GET /outbox")));
    }

    [Fact]
    public async Task A_fault_of_ours_is_told_to_the_log_and_nothing_of_it_to_the_reader()
    {
        await using var site = await Site.StartAsync();
        Execute(site, "ALTER TABLE Campaign RENAME COLUMN Place TO Gone; ALTER TABLE CalendarDay RENAME TO Gone;");
        foreach (var path in new[] { "/calendar", "/campaigns" })
        {
            var answer = await Wire.RequestAsync(site.Address, $"GET {path}");
            Assert.InRange(Wire.StatusOf(answer), 500, 503);
            Assert.DoesNotContain("Sqlite", answer, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("   at ", answer, StringComparison.Ordinal);
            Assert.DoesNotContain("no such", answer, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_file_that_is_not_the_one_that_was_filed_is_not_handed_out()
    {
        await using var site = await Site.OnABadFridayAsync();
        var file = Directory.GetFiles(
            Path.GetDirectoryName(site.Service.File)!,
            "BaoCaoTuan_2022-W24.pdf",
            SearchOption.AllDirectories).Single();
        var answer = await Wire.RequestAsync(site.Address, "GET /reports/1/pdf");
        Assert.Contains("\r\nContent-Disposition: attachment; filename=\"BaoCaoTuan_2022-W24.pdf\"\r\n", answer, StringComparison.Ordinal);
        Assert.Contains("\r\nContent-Type: application/pdf\r\n", answer, StringComparison.Ordinal);

        // Somebody has put another there, or a way to one.
        File.Delete(file);
        File.CreateSymbolicLink(file, site.Service.File);
        Assert.Equal(404, Wire.StatusOf(await Wire.RequestAsync(site.Address, "GET /reports/1/pdf")));
        // Nor does a word in the data lead elsewhere.
        Execute(
            site,
            "UPDATE Campaign SET Code = '../..'; UPDATE WeeklyReport SET Week = '../../x'; "
            + "UPDATE WeeklyReportFile SET Name = '../camha.db' || Name");
        foreach (var kind in new[] { "docx", "pdf", "xlsx" })
            Assert.Equal(404, Wire.StatusOf(await Wire.RequestAsync(site.Address, $"GET /reports/1/{kind}")));
        Assert.Equal(200, Wire.StatusOf(await Wire.RequestAsync(site.Address, "GET /reports")));
    }

    [Fact]
    public async Task A_report_is_there_too_where_the_database_alone_was_moved_to_another_machine()
    {
        await using var site = await Site.OnABadFridayAsync();
        var files = Directory.GetFiles(Path.GetDirectoryName(site.Service.File)!, "BaoCaoTuan_2022-W24.*", SearchOption.AllDirectories);
        Directory.Delete(Path.GetDirectoryName(files[0])!, recursive: true);
        foreach (var kind in new[] { "docx", "pdf", "xlsx" })
            Assert.Equal(200, Wire.StatusOf(await Wire.RequestAsync(site.Address, $"GET /reports/1/{kind}")));
    }

    [Fact]
    public async Task A_machine_that_may_not_send_says_why_and_what_to_type()
    {
        var service = await RunningService.CreateAsync();
        service.IsWatched = true;
        await using var site = await Site.StartAsync(service, []);
        Execute(site, "UPDATE Installation SET Machine = 'may-cu (0123abcd) · camha.db'");
        var page = await Wire.RequestAsync(site.Address, "GET /");
        Assert.Contains("Máy này chưa được phép gửi thư: dữ liệu đang thuộc về may-cu (0123abcd)", page, StringComparison.Ordinal);
        Assert.Contains("hoặc máy này vừa được đổi tên, gõ: camha arm", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Among_thousands_of_campaigns_one_is_found_with_or_without_marks()
    {
        await using var site = await Site.StartAsync();
        Execute(site, """
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000)
            INSERT INTO Campaign (Code, Name, Place, SubjectTag, StartsOn, EndsOn, WatchedSince)
            SELECT
                'X-' || i, 'Kế hoạch số ' || i, CASE WHEN i = 2222 THEN 'Đường Lâm' ELSE 'xã ' || i END, 'X',
                '2022-01-01', '2022-12-31', '2022-01-01T00:00:00.000Z'
            FROM n;
            """);
        using var client = new HttpClient { BaseAddress = site.Address };
        Assert.Equal(("3001 kế hoạch", 50), await CampaignsAsync("/campaigns"));
        Assert.Equal(("3001 kế hoạch", 1), await CampaignsAsync("/campaigns?page=61"));
        Assert.Equal(("1 trên 3001 kế hoạch có “duong lam”", 1), await CampaignsAsync("/campaigns?q=duong+lam"));
        Assert.Equal(("1 trên 3001 kế hoạch có “ĐƯỜNG LÂM”", 1), await CampaignsAsync("/campaigns?q=ĐƯỜNG LÂM"));
        Assert.Equal(("0 trên 3001 kế hoạch có “nowhere”", 0), await CampaignsAsync("/campaigns?q=nowhere"));
        // The overview does not grow with them.
        Assert.InRange((await client.GetStringAsync("/", Service.Token)).Length, 1, 30_000);

        async Task<(string, int)> CampaignsAsync(string path)
        {
            var page = new HtmlParser().ParseDocument(await client.GetStringAsync(path, Service.Token));
            return (page.QuerySelector("[role=status]")!.TextContent, page.QuerySelectorAll("tbody tr").Length);
        }
    }

    [Fact]
    public async Task Next_years_days_off_are_missed_where_they_are_not_loaded()
    {
        await using var site = await Site.StartAsync();
        Execute(site, "DELETE FROM CalendarDay WHERE Day >= '2023-01-01'");
        using var client = new HttpClient { BaseAddress = site.Address };
        var page = new HtmlParser().ParseDocument(await client.GetStringAsync("/calendar", Service.Token));
        Assert.Contains(
            "Chưa nạp ngày nghỉ nào",
            page.QuerySelector("section[aria-labelledby=y2023]")!.TextContent,
            StringComparison.Ordinal);
        Assert.DoesNotContain("Chưa nạp", page.QuerySelector("section[aria-labelledby=y2022]")!.TextContent, StringComparison.Ordinal);
    }

    /// <summary>The page showed addresses and no text; a copy was nobody's.</summary>
    [Fact]
    public async Task A_mail_is_shown_as_its_reader_sees_it_with_the_unit_it_is_for()
    {
        await using var site = await Site.OnABadFridayAsync();
        using var client = new HttpClient { BaseAddress = site.Address };
        var id = await site.Service.CountAsync("SELECT MIN(Id) FROM OutboxMessage WHERE Kind = 'Reminder' AND State = 'Sent'");
        Execute(site, $"UPDATE OutboxMessage SET RecipientRole = 'Cc' WHERE Id = {id}");
        var page = new HtmlParser().ParseDocument(await client.GetStringAsync($"/outbox/{id}", Service.Token));
        var text = page.QuerySelector(".letter")!.TextContent;
        Assert.StartsWith("Kính gửi:", text, StringComparison.Ordinal);
        Assert.Contains("Trân trọng", text, StringComparison.Ordinal);
        var facts = page.QuerySelector(".facts")!.TextContent;
        Assert.Contains("nhận bản sao", facts, StringComparison.Ordinal);
        Assert.Matches(@"Thư của đơn vị\s*\S.* \([A-Z-]+\)", facts);
        Execute(site, "DELETE FROM OutboxMime");
        var later = await client.GetStringAsync($"/outbox/{id}", Service.Token);
        Assert.Contains("Nội dung không còn được giữ trên máy này.", later, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mails_are_found_by_unit_and_address()
    {
        await using var site = await Site.OnABadFridayAsync();
        using var client = new HttpClient { BaseAddress = site.Address };
        foreach (var (query, words, isFound) in new[]
        {
            ("unit=bpt-tt", "Thư của Ban Phát triển thôn Tiến Thắng (BPT-TT)", true),
            ("unit=nguyen+doi", "Thư của Ban Phát triển thôn Nguyễn Đối (BPT-ND)", true), // without its marks
            ("unit=th%C3%B4n", "đơn vị có “thôn”; chọn một", false),
            ("unit=%CC%81", "Không có đơn vị nào", false), // a mark without its letter fitted every name
            ("unit=nowhere", "Không có đơn vị nào có tên hoặc mã “nowhere”.", false),
            ("to=BPT-", "gửi đến địa chỉ có “BPT-”", true),
            ("unit=CDCS&to=cong-doan", "(CDCS) gửi đến địa chỉ có “cong-doan”", true),
            ("to=BPT-&state=Sent", "Thư gửi đến địa chỉ có “BPT-”: đã gửi", true),
            ("state=Sent", "Thư: đã gửi", true),
            ("to=nobody%40", "Không có thư nào.", false),
            ("unit=CDCS&to=cong-doan", "Thư của Công đoàn cơ sở xã (CDCS)", true),
        })
        {
            var page = new HtmlParser().ParseDocument(await client.GetStringAsync($"/outbox?{query}", Service.Token));
            Assert.Contains(words, page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
            var cards = page.QuerySelectorAll("ol.cards > li").Select(card => card.TextContent).ToList();
            Assert.True(isFound == cards.Count > 0, query);
            if (query.StartsWith("to=BPT", StringComparison.Ordinal))
                Assert.All(cards, card => Assert.Contains("bpt-", card, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Reasons_are_in_vietnamese_and_the_programs_own_words_are_for_engineers()
    {
        await using var site = await Site.OnABadFridayAsync();
        Execute(
            site,
            """
            UPDATE JobRun SET Outcome = 'Failed', Detail = 'no such column';
            INSERT INTO TransportFault (Machine, Transport, Reason, Since, RetryAt)
            VALUES ('x', 'x', 'Smtp:User = ''u'' was refused by m: 5.7.8. Check Smtp:User.',
                '2022-06-16T00:30:00.000Z', '2022-06-16T00:31:00.000Z');
            """);
        using var client = new HttpClient { BaseAddress = site.Address };
        var page = new HtmlParser().ParseDocument(await client.GetStringAsync("/", Service.Token));
        var main = page.QuerySelector("main")!;
        Assert.Contains("Máy chủ thư không nhận tên đăng nhập hoặc mật khẩu này.", main.TextContent, StringComparison.Ordinal);
        Assert.Contains("Việc này chưa làm được; lần chạy tới sẽ làm bù.", main.TextContent, StringComparison.Ordinal);
        Assert.Contains("tệp SQLite ", main.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("SQLite file", main.TextContent, StringComparison.Ordinal);
        Assert.Contains("Không có địa chỉ này.", main.TextContent, StringComparison.Ordinal);
        foreach (var more in main.QuerySelectorAll("details.more"))
            more.Remove();
        Assert.DoesNotContain("was refused by", main.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("no such column", main.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_test_mail_leaves_from_the_page_and_its_answer_is_shown()
    {
        await using var site = await Site.StartAsync();
        await site.Service.PassAsync(TimeSpan.FromSeconds(30)); // the machine is armed
        using var client = new HttpClient { BaseAddress = site.Address };
        var shown = await ClickAsync(client, "/test-mail", "vanthu@xa.gov.vn");
        Assert.Contains("trả lời: 250 2.0.0 taken", shown, StringComparison.Ordinal);
        Assert.Contains("Thư rác", shown, StringComparison.Ordinal);
        Assert.Equal("vanthu@xa.gov.vn", Assert.Single(site.Service.Server.Mails).Recipient);
        Assert.Contains("nút gửi thử trên trang theo dõi", site.Service.Server.Mails[0].Text, StringComparison.Ordinal);
        shown = await ClickAsync(client, "/test-mail", "vanthu@xa.gov.vn");
        Assert.Contains("Vừa gửi một thư thử.", shown, StringComparison.Ordinal);
        shown = await ClickAsync(client, "/test-mail", "vanthu");
        Assert.Contains("không phải là địa chỉ thư điện tử", shown, StringComparison.Ordinal);
        // It was cut to an address of somebody else.
        shown = await ClickAsync(client, "/test-mail", $"a@{string.Join('.', Enumerable.Repeat(new string('x', 50), 5))}.example");
        Assert.Contains("không phải là địa chỉ thư điện tử", shown, StringComparison.Ordinal);
        Assert.Single(site.Service.Server.Mails);
        using var stranger = new FormUrlEncodedContent([new("address", "vanthu@xa.gov.vn")]);
        using var refused = await client.PostAsync(new Uri("/test-mail", UriKind.Relative), stranger, Service.Token);
        Assert.Equal(System.Net.HttpStatusCode.BadRequest, refused.StatusCode);
    }

    // What a browser does at a click on the first page's button.
    private static async Task<string> ClickAsync(HttpClient client, string action, string address = "")
    {
        var page = new HtmlParser().ParseDocument(await client.GetStringAsync("/", Service.Token));
        var token = page.QuerySelector($"form[action='{action}'] input[name=token]")!.GetAttribute("value")!;
        using var form = new FormUrlEncodedContent([new("token", token), new("address", address)]);
        using var answer = await client.PostAsync(new Uri(action, UriKind.Relative), form, Service.Token);
        return await answer.Content.ReadAsStringAsync(Service.Token);
    }

    private static void Execute(Site site, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={site.Service.File};Pooling=False;Default Timeout=30");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("@x", Hostile);
        command.ExecuteNonQuery();
    }
}
