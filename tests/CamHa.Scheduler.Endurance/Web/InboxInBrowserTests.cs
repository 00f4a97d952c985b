using System.Text.RegularExpressions;
using CamHa.Scheduler.Endurance.Infrastructure;
using CamHa.Scheduler.Tests.Inbox.Files;
using CamHa.Scheduler.Tests.Infrastructure;
using Microsoft.Playwright;

namespace CamHa.Scheduler.Endurance.Web;

/// <summary>The mails that wait and the requests for more time, as a specialist presses their buttons in a real browser.</summary>
public sealed class InboxInBrowserTests(Browser browser) : IClassFixture<Browser>
{
    public static TheoryData<string, bool> Screens => new()
    {
        { "phone", false },
        { "phone", true },
        { "desk", false },
        { "desk", true },
    };

    [Theory]
    [MemberData(nameof(Screens))]
    public async Task Each_button_does_what_it_says_on_every_screen(string screen, bool isDark)
    {
        browser.Require();
        var folder = Directory.CreateTempSubdirectory("camha-inbox-").FullName;
        await using var site = await Site.OnABadFridayAsync(
            ["Inbox:Source=folder", $"Inbox:Folder={folder}", "Mail:ReplyTo=hopthu@camha.example", "Outbox:BrakeFloor=100"]);
        await FillAsync(site);
        site.Service.Server.AfterTaking = recipient =>
        {
            if (recipient.StartsWith("hopthu", StringComparison.Ordinal))
                File.WriteAllBytes(Path.Combine(folder, $"{recipient}.eml"), site.Service.Server.Mails[^1].Bytes);
        };
        var page = await browser.OpenAsync(site.Address, screen == "phone" ? Browser.Phone : Browser.Desk, isDark);
        var name = $"{screen}-{(isDark ? "dark" : "light")}";
        await page.GetByRole(AriaRole.Link, new() { Name = "Xem các thư" }).ClickAsync();
        await Browser.KeepAsync(page, $"{name}-inbox-waiting");

        var download = await page.RunAndWaitForDownloadAsync(
            () => page.GetByRole(AriaRole.Link, new() { Name = "bao cao.txt" }).ClickAsync());
        Assert.Equal("bao cao.txt", download.SuggestedFilename);
        Assert.EndsWith("/inbox", page.Url, StringComparison.Ordinal);

        await Press(page, "Ghi nhận thư 1").ClickAsync();
        Assert.Contains("Đã ghi nhận, lần sửa số", await SaidAsync(page), StringComparison.Ordinal);
        await Press(page, "Hỏi lại thư 2").ClickAsync();
        Assert.Contains("Đã gửi thư hỏi lại.", await SaidAsync(page), StringComparison.Ordinal);
        await Press(page, "Không liên quan thư 3").ClickAsync();
        Assert.Contains("Đã đóng thư", await SaidAsync(page), StringComparison.Ordinal);
        await page.GetByText("Không có thư nào chờ.").WaitForAsync();
        Assert.Equal(0, await site.Service.CountAsync("SELECT COUNT(*) FROM InboxMail WHERE State = 'Triage'"));

        await Press(page, "Gửi thư thử vào hộp thư").ClickAsync();
        await page.GetByText(new Regex("thấy trong hộp thư sau 1 giây")).WaitForAsync();
        await Browser.KeepAsync(page, $"{name}-inbox-probe");

        await page.GetByRole(AriaRole.Link, new() { Name = "Xem và quyết định" }).ClickAsync();
        await page.GetByText("Lùi đến ngày khác…").First.ClickAsync();
        await page.GetByText("Không đồng ý…").Last.ClickAsync();
        await Browser.KeepAsync(page, $"{name}-extensions");
        await Press(page, "Đồng ý lùi đến 15/7 T04").ClickAsync();
        Assert.Contains("Đã quyết định, lần sửa số", await SaidAsync(page), StringComparison.Ordinal);
        await page.GetByText("Lùi đến ngày khác…").ClickAsync();
        await page.GetByLabel(new Regex("^Thời hạn mới")).FillAsync("31/9/2022");
        await Press(page, "Lùi đến ngày này T05").ClickAsync();
        await page.GetByRole(AriaRole.Alert).WaitForAsync();
        await Browser.KeepAsync(page, $"{name}-extensions-refused");
        await page.GetByText("Không đồng ý…").ClickAsync();
        await page.GetByLabel(new Regex("^Lý do")).FillAsync("đã lùi một lần");
        await Press(page, "Không đồng ý T05").ClickAsync();
        await page.GetByText("Không có đề nghị nào chờ.").WaitForAsync();
        Assert.Equal(1, await site.Service.CountAsync("SELECT COUNT(*) FROM ExtensionRequest WHERE Outcome = 'Approved'"));
        Assert.Equal(1, await site.Service.CountAsync("SELECT COUNT(*) FROM ExtensionRequest WHERE Outcome = 'Refused'"));
    }

    private static ILocator Press(IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    private static async Task<string> SaidAsync(IPage page) =>
        await page.GetByRole(AriaRole.Status).First.TextContentAsync() ?? "";

    // A report that is understood, a text that is not, and a stranger's with files.
    private static async Task FillAsync(Site site)
    {
        var files = SampleFiles.Parts(
            "Gửi xã tham khảo",
            ("bao cao.txt", "chữ"u8.ToArray()),
            ("x.pdf.exe", SampleFiles.Program),
            ("anh chup.jpg", SampleFiles.Photo));
        await site.Service.ExecuteAsync(
            $"""
            INSERT INTO InboxMail (
                Sha256, Source, Place, ReceivedAt, StoredAt, Sender, SenderName, Subject, SizeBytes, State, Reason, OutboxMessageId)
            SELECT 'a' || n.Number, 'x', n.Number, '2022-06-17T02:0' || n.Number || ':00.000Z', '2022-06-17T02:00:00.000Z',
                CASE n.Number WHEN 3 THEN 'la@be.example' ELSE m.Recipient END, '', 'Re: Báo cáo tuần', 60, 'Triage',
                CASE n.Number WHEN 3 THEN 'Địa chỉ gửi không có trong danh sách đầu mối.'
                    ELSE 'Thư ghi địa chỉ của đơn vị; máy chủ thư không xác nhận được.' END,
                CASE n.Number WHEN 3 THEN NULL ELSE m.Id END
            FROM (SELECT 1 AS Number UNION SELECT 2 UNION SELECT 3) AS n
            JOIN (SELECT Id, Recipient FROM OutboxMessage WHERE Kind = 'Reminder' AND Body = '' AND State = 'Sent' AND RecipientRole = 'To'
                ORDER BY Id LIMIT 1) AS m;
            INSERT INTO InboxMime (InboxMailId, Mime)
            SELECT Id, CAST('Subject: Re: x' || char(10) || 'In-Reply-To: <1@x>' || char(10) || 'Content-Type: text/plain; charset=utf-8'
                || char(10) || char(10)
                || CASE Id WHEN 1 THEN '1. Kết quả: đã làm 200 m rãnh' || char(10) || '2. Khó khăn: mưa kéo dài'
                    ELSE 'Cho em hỏi cái này ạ?' END AS BLOB)
            FROM InboxMail WHERE Id < 3;
            INSERT INTO InboxMime (InboxMailId, Mime)
            VALUES (3, X'{Convert.ToHexString(System.Text.Encoding.UTF8.GetBytes($"From: la@be.example\r\n{files}"))}');
            INSERT INTO ExtensionRequest (AssignmentId, UnitId, AskedAt, AskedBy, DueOn, AskedFor, Reason)
            SELECT a.Id, p.UnitId, '2022-06-16T00:00:00.000Z', 'nong-dan@camha.example', a.DueOn,
                CASE a.Code WHEN 'T04' THEN '2022-07-15' END, 'mưa kéo dài, chưa đổ được bê tông ở đoạn cuối'
            FROM Assignment AS a JOIN AssignmentUnit AS p ON p.AssignmentId = a.Id AND p.Part = 'Lead'
            WHERE a.Code IN ('T04', 'T05')
            GROUP BY a.Id
            """);
    }
}
