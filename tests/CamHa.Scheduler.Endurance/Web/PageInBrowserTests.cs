using System.Text.RegularExpressions;
using CamHa.Scheduler.Accounts;
using CamHa.Scheduler.Endurance.Infrastructure;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Tests.Infrastructure;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace CamHa.Scheduler.Endurance.Web;

/// <summary>The page as a clerk sees it: in a real browser, and without any script.</summary>
public sealed class PageInBrowserTests(Browser browser) : IClassFixture<Browser>
{
    private static readonly string[] Pages =
    [
        "/",
        "/outbox",
        "/outbox?state=Dead",
        "/outbox?unit=thon",
        "/outbox/47",
        "/test-mail",
        "/campaigns",
        "/campaigns/1",
        "/campaigns/1/units/17/2022-W24",
        "/campaigns/1/units/17/2022-W24/called",
        "/campaigns/1/units/17/2022-W24/exempt",
        "/campaigns/1/units/17/2022-W24/enter",
        "/campaigns/1/assignments",
        "/campaigns/1/assignments/T04",
        "/campaigns/1/assignments/T04/complete",
        "/campaigns/1/due-dates?code=T03&code=T04&due=15/7/2022",
        "/campaigns/1/units",
        "/campaigns/1/units/HND",
        "/campaigns/1/units/HND/contact",
        "/changes",
        "/changes/1",
        "/changes/1/undo",
        "/reports",
        "/calendar",
        "/inbox",
        "/extensions",
        "/nowhere"
    ];

    private const string AskedForMore = """
        INSERT INTO ExtensionRequest (AssignmentId, UnitId, AskedAt, AskedBy, DueOn, AskedFor, Reason)
        SELECT a.Id, u.Id, '2022-06-16T00:00:00.000Z', 'nong-dan@camha.example', a.DueOn,
            CASE a.Code WHEN 'T04' THEN '2022-07-15' END, 'mưa kéo dài, chưa đổ được bê tông'
        FROM Assignment AS a JOIN Unit AS u ON u.Code = 'HND' WHERE a.Code = 'T04';
        """;

    [Fact]
    public async Task Every_page_fits_the_screen_and_is_right_for_screen_readers()
    {
        browser.Require();
        await using var site = await Site.OnABadFridayAsync(["Outbox:BrakeFloor=15"]);
        await site.Service.ExecuteAsync(
            """
            INSERT INTO InboxMail (Sha256, Source, Place, ReceivedAt, StoredAt, Sender, Subject, SizeBytes, State, Reason)
            VALUES ('a1', 'x', '1', '2022-06-17T02:00:00.000Z', '2022-06-17T02:00:00.000Z', 'la@be.example', 'Re: việc', 60, 'Triage',
                'Địa chỉ gửi không có trong danh sách đầu mối.');
            INSERT INTO InboxMime (InboxMailId, Mime)
            SELECT Id, CAST('Subject: Re: x' || char(10) || char(10) || 'T04 da xong' AS BLOB) FROM InboxMail;
            """ + AskedForMore);
        await Browser.KeepAsync(await browser.OpenAsync(site.Address, new() { Width = 820, Height = 1130 }), "page", isWhole: false);
        foreach (var (screen, size, isDark) in new[] { ("phone", Browser.Phone, false), ("desk-dark", Browser.Desk, true) })
        {
            var page = await browser.OpenAsync(site.Address, size, isDark, runsScripts: true);
            foreach (var path in Pages)
            {
                await page.GotoAsync(path);
                await Browser.KeepAsync(page, $"{screen}-{(path == "/" ? "overview" : Regex.Replace(path[1..], @"\W", "-"))}");
                await DemandReadableAsync(page);
            }
        }
    }

    [Fact]
    public async Task One_touch_that_lasts_selects_the_whole_message_for_the_group()
    {
        browser.Require();
        await using var site = await Site.OnABadFridayAsync();
        var page = await browser.OpenAsync(site.Address, Browser.Phone, runsScripts: true);
        await page.GotoAsync("/campaigns/1");
        var text = page.Locator(".copied");
        await text.ScrollIntoViewIfNeededAsync();
        var all = await text.TextContentAsync();
        // A touch that lasts takes the word below it, as a double click does.
        await text.DblClickAsync();
        Assert.Equal(all, await page.EvaluateAsync<string>("getSelection().toString()"));
        await page.EvaluateAsync("getSelection().removeAllRanges()");
        await text.ClickAsync();
        Assert.Equal(all, await page.EvaluateAsync<string>("getSelection().toString()"));
    }

    [Fact]
    public async Task A_report_that_came_by_Zalo_is_entered_in_six_clicks_from_the_overview()
    {
        browser.Require();
        await using var site = await Site.OnABadFridayAsync();
        await site.Service.ExecuteAsync("DELETE FROM WeeklySubmission WHERE UnitId = 17");
        var page = await browser.OpenAsync(site.Address, Browser.Phone);
        await page.GetByRole(AriaRole.Link, new() { NameRegex = new("Tiến Thắng") }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Nhập hộ báo cáo" }).ClickAsync();
        await page.GetByLabel("Dán tin nhắn").FillAsync("Kết quả: trồng 300 m hàng rào\nKhó khăn: không\nTuần tới: trồng dặm");
        await page.GetByRole(AriaRole.Button, new() { Name = "Xem cách tách" }).ClickAsync();
        Assert.Equal("trồng 300 m hàng rào", await page.GetByLabel("Kết quả trong tuần").InputValueAsync());
        await page.GetByRole(AriaRole.Button, new() { Name = "Lưu" }).ClickAsync();
        Assert.Contains("Đã lưu báo cáo", await page.GetByRole(AriaRole.Status).TextContentAsync(), StringComparison.Ordinal);
        await page.GetByRole(AriaRole.Button, new() { Name = "Hoàn tác" }).ClickAsync();
        Assert.Contains("Đã hoàn tác", await page.GetByRole(AriaRole.Status).TextContentAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await site.Service.CountAsync("SELECT COUNT(*) FROM WeeklySubmission WHERE UnitId = 17"));
    }

    [Fact]
    public async Task A_refused_mail_is_sent_again_by_its_button()
    {
        browser.Require();
        await using var site = await Site.OnABadFridayAsync();
        var page = await browser.OpenAsync(site.Address, Browser.Phone);
        var before = site.Service.Server.Mails.Count;
        var dead = await site.Service.CountAsync(OutboxState.Dead);

        await page.GetByRole(AriaRole.Link, new() { NameRegex = new($"{dead} .*Gửi hỏng") }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new("Gửi lại thư .* cho bcd-ntm@") }).ClickAsync();

        Assert.Equal("Đã xếp 1 thư vào hàng chờ gửi lại.", await page.GetByRole(AriaRole.Status).TextContentAsync());
        await site.Service.MailsAsync(before + 1);
        Assert.Equal("bcd-ntm@camha.example", site.Service.Server.Mails[^1].Recipient);
        await page.ReloadAsync();
        Assert.Equal(0, await page.GetByRole(AriaRole.Status).CountAsync());
        Assert.Contains("Đã gửi", await page.Locator("dl").First.TextContentAsync(), StringComparison.Ordinal);
        await page.GotoAsync("/outbox?state=Dead");
        Assert.Equal(dead - 1, await page.GetByRole(AriaRole.Button, new() { NameRegex = new("Gửi lại") }).CountAsync());
    }

    [Fact]
    public async Task A_held_run_is_released_as_a_whole()
    {
        browser.Require();
        await using var site = await Site.OnABadFridayAsync();
        var page = await browser.OpenAsync(site.Address, Browser.Desk);

        await HeldRun(page).GetByRole(AriaRole.Button, new() { Name = "Cho gửi 13 thư" }).ClickAsync();
        Assert.Equal("Đã cho gửi 13 thư.", await page.GetByRole(AriaRole.Status).TextContentAsync());
        await site.SettleAsync();
        Assert.InRange(
            await site.Service.CountAsync("SELECT COUNT(*) FROM OutboxMessage WHERE State = 'Sent' AND Kind = 'Deadline'"),
            10,
            13);
        Assert.Equal(0, await site.Service.CountAsync(OutboxState.Held));
    }

    [Fact]
    public async Task A_held_run_is_cancelled_as_a_whole_by_two_clicks_for_nobody_takes_that_back()
    {
        browser.Require();
        await using var site = await Site.OnABadFridayAsync();
        var page = await browser.OpenAsync(site.Address, Browser.Desk);

        Assert.False(await HeldRun(page).GetByRole(AriaRole.Button, new() { Name = "Hủy 13 thư" }).IsVisibleAsync());
        await HeldRun(page).GetByText("Hủy lượt này…").ClickAsync();
        await HeldRun(page).GetByRole(AriaRole.Button, new() { Name = "Hủy 13 thư" }).ClickAsync();
        Assert.Equal("Đã hủy 13 thư.", await page.GetByRole(AriaRole.Status).TextContentAsync());
        Assert.Equal(
            13,
            await site.Service.CountAsync(
                "SELECT COUNT(*) FROM OutboxMessage WHERE State = 'Suppressed' AND StateReason = 'cancelled by hand'"));
    }

    [Fact]
    public async Task One_logs_in_and_out_by_the_keyboard_alone()
    {
        browser.Require();
        await using var site = await Site.StartAsync($"Web:PasswordHash={Password.Hash("mật khẩu của xã")}");
        var page = await browser.OpenAsync(site.Address, Browser.Phone, runsScripts: true);
        Assert.EndsWith("/login", page.Url, StringComparison.Ordinal);
        await Browser.KeepAsync(page, "phone-login");
        await DemandReadableAsync(page);

        await TabToAsync(page, "password");
        await page.Keyboard.TypeAsync("sai mật khẩu");
        await page.Keyboard.PressAsync("Enter");
        Assert.Equal("Mật khẩu không đúng.", await page.GetByRole(AriaRole.Alert).TextContentAsync());
        await DemandReadableAsync(page);

        await TabToAsync(page, "password");
        await page.Keyboard.TypeAsync("mật khẩu của xã");
        await page.Keyboard.PressAsync("Enter");
        await ArriveAsync(page, site.Address.ToString());

        // The first stop leads past the menu.
        await page.Keyboard.PressAsync("Tab");
        Assert.True(await page.Locator(".skip").IsVisibleAsync());
        await Browser.KeepAsync(page, "phone-keyboard");
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Tab");
        Assert.True(await page.EvaluateAsync<bool>("document.querySelector('main').contains(document.activeElement)"));

        await page.GotoAsync("/");
        await TabToAsync(page, "Đăng xuất");
        Assert.NotEqual("none", await page.EvaluateAsync<string>("getComputedStyle(document.activeElement).outlineStyle"));
        await page.Keyboard.PressAsync("Enter");
        await ArriveAsync(page, "**/login");
        Assert.Equal("Đã đăng xuất.", await page.GetByRole(AriaRole.Status).TextContentAsync());
        await page.GotoAsync("/outbox");
        Assert.EndsWith("/login", page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reports_file_is_downloaded_as_it_was_filed()
    {
        browser.Require();
        await using var site = await Site.OnABadFridayAsync();
        var page = await browser.OpenAsync(site.Address, Browser.Desk);
        await page.GetByRole(AriaRole.Link, new() { Name = "Báo cáo tổng hợp", Exact = true }).ClickAsync();
        var download = await page.RunAndWaitForDownloadAsync(
            () => page.GetByRole(AriaRole.Link, new() { NameRegex = new("^PDF") }).First.ClickAsync());
        Assert.Equal("BaoCaoTuan_2022-W24.pdf", download.SuggestedFilename);
        await using var stream = await download.CreateReadStreamAsync();
        using var reader = new StreamReader(stream);
        Assert.StartsWith("%PDF", await reader.ReadLineAsync(Service.Token), StringComparison.Ordinal);
    }

    private static ILocator HeldRun(IPage page) => page.Locator("li", new() { HasText = "Nhắc hạn nhiệm vụ: 13 thư" });

    private static async Task DemandReadableAsync(IPage page)
    {
        Assert.True(
            await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"),
            $"{page.Url} is wider than the screen");
        Assert.Equal("vi", await page.EvaluateAsync<string>("document.documentElement.lang"));
        Assert.Equal(1, await page.Locator("h1").CountAsync());
        var violations = (await page.RunAxe()).Violations;
        Assert.True(
            violations.Length == 0,
            $"{page.Url}: {string.Join("; ", violations.Select(Told))}");

        static string Told(AxeResultItem violation) =>
            $"{violation.Id} {violation.Help} {string.Join(", ", violation.Nodes.Select(node => node.Html))}";
    }

    // Stop by stop, until the one that is called so.
    private static async Task ArriveAsync(IPage page, string url)
    {
        try
        {
            await page.WaitForURLAsync(url);
        }
        catch (TimeoutException)
        {
            Assert.Fail($"{page.Url}, and not {url}: {await page.InnerTextAsync("body")}");
        }
    }

    private static async Task TabToAsync(IPage page, string called)
    {
        for (var stops = 0; stops < 60; stops++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await page.EvaluateAsync<bool>(
                "name => document.activeElement.id === name || document.activeElement.textContent.trim() === name",
                called))
                return;
        }

        Assert.Fail($"The keyboard does not reach '{called}'.");
    }
}
