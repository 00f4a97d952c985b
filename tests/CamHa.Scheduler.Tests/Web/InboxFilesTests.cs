using System.Net;
using System.Text;
using AngleSharp.Html.Parser;
using CamHa.Scheduler.Accounts;
using CamHa.Scheduler.Tests.Inbox.Files;
using CamHa.Scheduler.Tests.Infrastructure;

namespace CamHa.Scheduler.Tests.Web;

/// <summary>The files that came with answers, on the page: shown for what they are, and served as downloads only.</summary>
public sealed class InboxFilesTests
{
    private static readonly (string Name, byte[] Bytes)[] Hostile =
    [
        ("bao cao.html", "<script>alert(document.domain)</script>"u8.ToArray()),
        ("anh.svg", "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"u8.ToArray()),
        ("../../etc/passwd", SampleFiles.Pdf),
        ("x\u202Efdp.exe", SampleFiles.Program),
        ("a;filename=b.html", "<b>"u8.ToArray()),
        ($"=?utf-8?b?{Convert.ToBase64String("ảnh\r\nSet-Cookie: a=b"u8)}?=", SampleFiles.Photo),
        ("<img src=x onerror=alert(1)>.pdf", [.. SampleFiles.Pdf, 1]),
        ("CON", [.. SampleFiles.Pdf, 2]),
    ];

    [Fact]
    public async Task A_file_is_a_download_whatever_it_is_and_however_it_is_called()
    {
        await using var site = await StartAsync();
        using var client = new HttpClient { BaseAddress = site.Address };
        var page = new HtmlParser().ParseDocument(await client.GetStringAsync("/inbox", Service.Token));
        var links = page.QuerySelectorAll("a[download]").ToList();
        Assert.Equal(Hostile.Length, links.Count);
        Assert.Empty(page.QuerySelectorAll("img, script, svg"));
        foreach (var ((_, bytes), link) in Hostile.Zip(links))
        {
            using var answer = await client.GetAsync(new Uri(link.GetAttribute("href")!, UriKind.Relative), Service.Token);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal(bytes, await answer.Content.ReadAsByteArrayAsync(Service.Token));
            Assert.Equal("application/octet-stream", answer.Content.Headers.ContentType!.ToString());
            Assert.Equal("nosniff", Header("X-Content-Type-Options"));
            Assert.Contains("default-src 'none'; sandbox;", Header("Content-Security-Policy"), StringComparison.Ordinal);
            Assert.DoesNotContain("allow-", Header("Content-Security-Policy"), StringComparison.Ordinal);
            Assert.False(answer.Headers.Contains("Set-Cookie"));
            var name = answer.Content.Headers.ContentDisposition!;
            Assert.Equal("attachment", name.DispositionType);
            // Without a path, with one ending, which no browser and no system opens as a page or a program.
            Assert.Matches("""^[^/\\:*?"<>|.\x00-\x1f\u202e]+\.(pdf|jpg|txt|bin)$""", name.FileNameStar ?? name.FileName!.Trim('"'));

            string Header(string which) => Assert.Single(answer.Headers.GetValues(which));
        }
    }

    [Fact]
    public async Task What_was_dropped_is_named_with_why_and_each_file_with_what_it_is()
    {
        await using var site = await StartAsync();
        await site.Service.ExecuteAsync(
            """
            INSERT INTO InboxFile (InboxMailId, Number, UnitId, ReceivedAt, Name, Type, SizeBytes, Sha256, Fault)
            SELECT 1, n.Number, (SELECT MIN(Id) FROM Unit), '2022-06-17T02:00:00.000Z', 'bao-cao.pdf', 'application/pdf', 2500000, n.Number,
                CASE n.Number WHEN 2 THEN 'TooLarge' END
            FROM (SELECT 1 AS Number UNION SELECT 2) AS n
            """);
        using var client = new HttpClient { BaseAddress = site.Address };
        var lines = new HtmlParser().ParseDocument(await client.GetStringAsync("/inbox", Service.Token))
            .QuerySelectorAll("li:has(> a[download])").Select(line => line.TextContent).ToList();
        Assert.Equal(2, lines.Count);
        Assert.Contains("bao-cao.pdf (PDF, 2,5 MB)", lines[0], StringComparison.Ordinal);
        Assert.DoesNotContain("Không nhận", lines[0], StringComparison.Ordinal);
        Assert.Contains("Không nhận không tính: các tệp của thư quá lớn", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_there_is_not_found_and_nobody_gets_a_file_without_the_password()
    {
        await using (var site = await StartAsync())
        {
            using var client = new HttpClient { BaseAddress = site.Address };
            foreach (var path in new[] { "1/files/99", "7/files/1", "1/files/0", "1/files/x", "1/files/" })
            {
                using var answer = await client.GetAsync(new Uri($"/inbox/{path}", UriKind.Relative), Service.Token);
                Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            }
        }

        await using var locked = await StartAsync($"Web:PasswordHash={Password.Hash("bi mat 12 chu")}");
        using var handler = new HttpClientHandler { AllowAutoRedirect = false };
        using var stranger = new HttpClient(handler) { BaseAddress = locked.Address };
        using var refused = await stranger.GetAsync(new Uri("/inbox/1/files/1", UriKind.Relative), Service.Token);
        Assert.Equal(HttpStatusCode.Redirect, refused.StatusCode);
        Assert.Empty(await refused.Content.ReadAsByteArrayAsync(Service.Token));
    }

    private static async Task<Site> StartAsync(params string[] settings)
    {
        var folder = Directory.CreateTempSubdirectory("camha-inbox-").FullName;
        var site = await Site.StartAsync(["Inbox:Source=folder", $"Inbox:Folder={folder}", .. settings]);
        var mail = $"From: la@be.example\r\nSubject: x\r\n{SampleFiles.Parts("Gửi kèm báo cáo", Hostile)}";
        await site.Service.ExecuteAsync(
            $"""
            INSERT INTO InboxMail (Sha256, Source, Place, ReceivedAt, StoredAt, Sender, Subject, SizeBytes, State, Reason)
            VALUES ('a1', 'x', '1', '2022-06-17T02:00:00.000Z', '2022-06-17T02:00:00.000Z', 'la@be.example', 'x', 60, 'Triage', 'x');
            INSERT INTO InboxMime (InboxMailId, Mime) VALUES (1, X'{Convert.ToHexString(Encoding.UTF8.GetBytes(mail))}')
            """);
        return site;
    }
}
