using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using CamHa.Scheduler.Tests.Infrastructure;
using CamHa.Scheduler.Web.Safety;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CamHa.Scheduler.Tests.Web;

/// <summary>
/// The page without a login, against whoever reaches this machine's own address: other programs, and other sites in the
/// clerk's browser.
/// </summary>
public sealed partial class PageSafetyTests(PageSafetyTests.BadFriday friday) : IClassFixture<PageSafetyTests.BadFriday>
{
    private Uri Address => friday.Site.Address;

    [Theory]
    [InlineData("GET /", 200)]
    [InlineData("HEAD /", 200)]
    [InlineData("GET /style.css", 200)]
    [InlineData("GET /reports/1/pdf", 200)]
    [InlineData("GET /health/live", 200)]
    [InlineData("GET /nowhere", 404)]
    [InlineData("GET /outbox/4711", 404)]
    [InlineData("GET /outbox/99999999999999999999", 404)]
    [InlineData("GET /outbox/-1", 404)]
    [InlineData("GET /campaigns/4711", 404)]
    [InlineData("GET /reports/4711/pdf", 404)]
    [InlineData("GET /reports/1/json", 404)]
    [InlineData("GET /login", 404)] // nobody has to
    [InlineData("GET /outbox/1/retry", 405)] // looking never decides
    [InlineData("HEAD /outbox/1/cancel", 405)]
    [InlineData("POST /", 405)]
    [InlineData("DELETE /outbox/1", 405)]
    [InlineData("PUT /outbox/1/retry", 405)]
    [InlineData("OPTIONS /", 405)]
    [InlineData("TRACE /", 405)]
    [InlineData("POST /outbox/1/erase", 404)]
    [InlineData("GET /campaigns?q=%00&page=99999999999999999999", 200)]
    [InlineData("GET /campaigns?page=-7", 200)]
    // 99 letters, then one that is a surrogate pair.
    [InlineData(
        "GET /campaigns?q=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
        + "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa%F0%9F%98%80",
        200)]
    [InlineData("GET /outbox/+99999", 404)]
    [InlineData("GET /campaigns/1?week=2022-W99", 200)]
    [InlineData("GET /campaigns/1?week=0001-W01", 200)]
    [InlineData("GET /campaigns/1?week=9998-W52", 200)]
    [InlineData("GET /outbox?state=Nonsense&below=x", 200)]
    [InlineData("GET /reports?campaign=99999999999&below=-1", 200)]
    public async Task Every_answer_says_how_it_may_be_used(string line, int status)
    {
        var answer = await Wire.RequestAsync(Address, line);
        Assert.Equal(status, Wire.StatusOf(answer));
        CheckHeaders(answer);
    }

    [Theory]
    [InlineData("evil.example")]
    [InlineData("evil.example:8480")]
    [InlineData("127.0.0.1.evil.example")]
    [InlineData("localhost.evil.example")]
    [InlineData("192.168.1.10")]
    [InlineData("")]
    public async Task A_name_that_was_pointed_here_by_somebody_else_gets_no_answer(string host)
    {
        var answer = await Wire.SendAsync(Address, $"GET /outbox HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
        Assert.Equal(400, Wire.StatusOf(answer));
        Assert.DoesNotContain("camha.example", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET / HTTP/1.0\r\n\r\n")] // none at all
    [InlineData("GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n")]
    [InlineData("GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: localhost\r\nX: a\nb\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: localhost\r\nX\u0000: a\r\n\r\n")]
    [InlineData("POST /outbox/1/retry HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\ntoken")]
    [InlineData("POST /outbox/1/retry HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n")]
    [InlineData(
        "POST /outbox/1/retry HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n"
        + "Content-Type: application/x-www-form-urlencoded\r\n\r\nZZ\r\n")]
    [InlineData("nonsense\r\n\r\n")]
    public async Task What_is_no_proper_request_is_refused(string bytes) =>
        Assert.InRange(Wire.StatusOf(await Wire.SendAsync(Address, bytes)), 400, 505);

    [Theory]
    [InlineData("localhost")]
    [InlineData("127.0.0.1:1")]
    [InlineData("[::1]")]
    public async Task This_machines_own_names_are_known(string host) =>
        Assert.Equal(200, Wire.StatusOf(await Wire.SendAsync(Address, $"GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n")));

    [Theory]
    [InlineData("/../camha.db")]
    [InlineData("/..%2fcamha.db")]
    [InlineData("/%2e%2e/camha.db")]
    [InlineData("/%2e%2e%2fappsettings.json")]
    [InlineData("/style.css/../../appsettings.json")]
    [InlineData("/style.css%00.html")]
    [InlineData("/reports/..%2f..%2fappsettings.json")]
    [InlineData("/reports/1/..%2f..%2fcamha.db")]
    [InlineData("/reports/1/pdf%2f..%2f..%2f..%2fcamha.db")]
    [InlineData("/reports/1/..%5c..%5ccamha.db")]
    [InlineData("/reports/%2fetc%2fpasswd/pdf")]
    [InlineData("/reports/1/%252e%252e%252fcamha.db")]
    [InlineData("//etc/passwd")]
    [InlineData("/reports/NTM-2022/BaoCaoTuan_2022-W24.pdf")]
    [InlineData("/outbox/..;/health")]
    [InlineData("/OUTBOX/1/../../camha.db")]
    [InlineData("/reports/")]
    public async Task No_path_leads_to_a_file(string path)
    {
        var answer = await Wire.RequestAsync(Address, $"GET {path}");
        // A list of reports is a page; nothing else is found.
        if (path != "/reports/")
            Assert.InRange(Wire.StatusOf(answer), 400, 405);
        Assert.DoesNotContain("SQLite format", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("root:", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("\"Mail\"", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Looking_changes_nothing()
    {
        await friday.Site.SettleAsync();
        var before = TableDump.Of(friday.Site.Service.File);
        string[] paths =
        [
            "/", "/outbox", "/outbox/1", "/outbox/1/retry", "/outbox/1/cancel", $"/outbox/runs/{new string('0', 32)}/1/release",
            "/campaigns", "/campaigns/1", "/reports", "/reports/1/pdf", "/calendar", "/health/ready",
        ];
        foreach (var path in paths)
            await Wire.RequestAsync(Address, $"GET {path}");
        Assert.Equal(before, TableDump.Of(friday.Site.Service.File));
    }

    [Fact]
    public async Task A_form_is_taken_from_a_page_of_ours_and_from_no_other()
    {
        var dead = await friday.Site.Service.CountAsync("SELECT MIN(Id) FROM OutboxMessage WHERE State = 'Dead'");
        var path = $"/outbox/{dead}/retry";
        await friday.Site.SettleAsync();
        var (cookie, token) = await FormAsync($"/outbox/{dead}");
        var (otherCookie, otherToken) = await FormAsync($"/outbox/{dead}");
        Assert.NotEqual(cookie, otherCookie);

        var before = TableDump.Of(friday.Site.Service.File);
        foreach (var (headers, form) in new[]
        {
            ("", $"token={token}"), // another site's page is sent without the cookie
            (cookie, ""),
            (cookie, "token="),
            (cookie, $"token={otherToken}"),
            (otherCookie, $"token={token}"),
            (cookie, $"token={token}&token={token}"),
            (cookie.Replace("camha=", "camha=x", StringComparison.Ordinal), $"token={token}"),
            ($"{cookie}Sec-Fetch-Site: cross-site\r\n", $"token={token}"),
            ($"{cookie}Sec-Fetch-Site: same-site\r\n", $"token={token}"), // another port of this machine
            ($"{cookie}Origin: http://evil.example\r\n", $"token={token}"),
            ($"{cookie}Origin: http://localhost:1\r\n", $"token={token}"),
        })
        {
            Assert.Equal(400, Wire.StatusOf(await Wire.PostAsync(Address, path, headers, form)));
        }

        foreach (var type in new[] { "text/plain", "application/json", "multipart/form-data; boundary=x" })
            Assert.Equal(
                400,
                Wire.StatusOf(await Wire.RequestAsync(Address, $"POST {path}", $"{cookie}Content-Type: {type}\r\n", $"token={token}")));
        Assert.Equal(before, TableDump.Of(friday.Site.Service.File));

        var taken = await Wire.PostAsync(Address, path, $"{cookie}Sec-Fetch-Site: same-origin\r\nOrigin: null\r\n", $"token={token}");
        Assert.Equal(303, Wire.StatusOf(taken));
        Assert.Contains($"Location: /outbox/{dead}\r\n", taken, StringComparison.Ordinal);
        Assert.Contains("Set-Cookie: camha-said=retry.1.1; path=/; samesite=strict; httponly\r\n", taken, StringComparison.Ordinal);
        CheckHeaders(taken);
    }

    [Fact]
    public async Task What_a_click_said_cannot_be_made_up()
    {
        foreach (var said in new[] { "<script>.1.1", "retry.x.1", "retry", "nonsense.1.1", "retry.-1.1", "retry.1.1.1" })
            Assert.DoesNotContain(
                "class=\"said\"",
                await Wire.RequestAsync(Address, "GET /", $"Cookie: camha-said={said}\r\n"),
                StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_too_large_is_refused_before_it_is_read()
    {
        var (cookie, token) = await FormAsync("/outbox?state=Dead");
        var large = await Wire.PostAsync(Address, "/outbox/1/retry", cookie, $"token={token}&x={new string('x', 20_000)}");
        Assert.Equal(413, Wire.StatusOf(large));
        CheckHeaders(large);
        // It says that it is large, and is not waited for.
        Assert.Equal(413, Wire.StatusOf(await Wire.SendAsync(
            Address,
            $"POST /outbox/1/retry HTTP/1.1\r\nHost: localhost\r\n{cookie}Content-Type: application/x-www-form-urlencoded\r\n"
            + "Content-Length: 1000000000\r\n\r\n")));
        Assert.Equal(413, Wire.StatusOf(await Wire.SendAsync(
            Address,
            $"POST /outbox/1/retry HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{cookie}"
            + "Content-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\r\n"
            + $"8000\r\n{new string('x', 0x8000)}\r\n0\r\n\r\n")));
        Assert.Equal(414, Wire.StatusOf(await Wire.RequestAsync(Address, $"GET /?{new string('x', 5_000)}")));
        Assert.Equal(431, Wire.StatusOf(await Wire.RequestAsync(Address, "GET /", $"X: {new string('x', 20_000)}\r\n")));
        Assert.Equal(431, Wire.StatusOf(await Wire.RequestAsync(Address, "GET /", string.Concat(Enumerable.Repeat("X: y\r\n", 60)))));
    }

    [Fact]
    public async Task Many_slow_clients_are_cut_off_and_keep_nobody_out()
    {
        var slow = new List<TcpClient>();
        try
        {
            // As many as one address of this machine may hold; each begins a request and never ends it.
            for (var i = 0; i < ConnectionLimit.OfLoopback; i++)
            {
                var client = new TcpClient();
                slow.Add(client);
                await client.ConnectAsync(Address.Host, Address.Port, Service.Token);
                await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes("GET / HTTP/1.1\r\nX: "), Service.Token);
            }

            // Each is cut off after seconds, and says so where it can.
            foreach (var client in slow)
                Assert.Contains(Wire.StatusOf(await Wire.ReadAsync(client.GetStream())), new[] { 0, 408 });
            Assert.Equal(200, Wire.StatusOf(await Wire.RequestAsync(Address, "GET /health/live")));
        }
        finally
        {
            slow.ForEach(client => client.Dispose());
        }
    }

    [Fact]
    public async Task An_address_that_keeps_all_its_connections_open_keeps_no_other_address_out()
    {
        Assert.SkipWhen(OperatingSystem.IsMacOS(), "A Mac has one loopback address alone.");
        var held = new List<TcpClient>();
        try
        {
            var served = 0;
            for (var i = 0; i < ConnectionLimit.OfAll; i++)
            {
                var client = new TcpClient(new IPEndPoint(IPAddress.Parse("127.0.0.2"), 0));
                held.Add(client);
                served += await AsksAndStaysAsync(client) ? 1 : 0;
            }

            Assert.Equal(ConnectionLimit.OfLoopback, served);
            Assert.Equal(200, Wire.StatusOf(await Wire.RequestAsync(Address, "GET /health/live")));
        }
        finally
        {
            held.ForEach(client => client.Dispose());
        }
    }

    [Fact]
    public async Task A_form_that_is_never_sent_to_its_end_is_cut_off()
    {
        var (cookie, token) = await FormAsync("/outbox?state=Dead");
        Assert.Equal(408, Wire.StatusOf(await Wire.SendAsync(
            Address,
            $"POST /outbox/1/retry HTTP/1.1\r\nHost: localhost\r\n{cookie}Content-Type: application/x-www-form-urlencoded\r\n"
            + $"Content-Length: 1000\r\n\r\ntoken={token}")));
    }

    [Fact]
    public async Task Nothing_of_a_request_becomes_a_header_or_a_line_of_the_log()
    {
        var before = friday.Log.Lines.Count;
        foreach (var text in new[] { "%0d%0aSet-Cookie:%20evil=1", "%0aevil", "%E5%98%8A%E5%98%8Devil", "{evil}", "\u001b[31mevil" })
        {
            var answers = new[]
            {
                await Wire.RequestAsync(Address, $"GET /campaigns?q={text}"),
                await Wire.RequestAsync(Address, $"GET /{text}"),
                await Wire.RequestAsync(Address, $"POST /outbox/1/{text}"),
                await Wire.RequestAsync(
                    Address,
                    "GET /",
                    $"User-Agent: {text}\r\nReferer: {text}\r\nCookie: camha={text}; camha-said={text}\r\n"),
                await Wire.SendAsync(Address, $"GET / HTTP/1.1\r\nHost: {text}\r\nConnection: close\r\n\r\n"),
            };
            Assert.All(answers, answer => Assert.DoesNotContain("evil", answer.Split("\r\n\r\n")[0], StringComparison.OrdinalIgnoreCase));
        }

        Assert.DoesNotContain(friday.Log.Lines.Skip(before), line => line.Contains("evil", StringComparison.OrdinalIgnoreCase));
    }

    // Whether it was answered; its connection stays.
    private async Task<bool> AsksAndStaysAsync(TcpClient client)
    {
        try
        {
            await client.ConnectAsync(Address.Host, Address.Port, Service.Token);
            await client.GetStream().WriteAsync(
                Encoding.ASCII.GetBytes("GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n"),
                Service.Token);
            return await client.GetStream().ReadAsync(new byte[4096], Service.Token) > 0;
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            // Ended before it had asked.
            return false;
        }
    }

    private static void CheckHeaders(string answer)
    {
        var headers = answer.Split("\r\n\r\n")[0] + "\r\n";
        foreach (var header in new[]
        {
            "Content-Security-Policy: default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
            "X-Content-Type-Options: nosniff", "X-Frame-Options: DENY", "Referrer-Policy: no-referrer", "Cache-Control: no-store",
            "Cross-Origin-Opener-Policy: same-origin", "Cross-Origin-Resource-Policy: same-origin",
        })
        {
            Assert.Contains($"\r\n{header}\r\n", headers, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("\r\nServer:", headers, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Access-Control-", headers, StringComparison.OrdinalIgnoreCase);
        // In the open a browser must not believe it.
        Assert.DoesNotContain("Strict-Transport-Security", headers, StringComparison.Ordinal);
    }

    private async Task<(string CookieHeader, string Token)> FormAsync(string path)
    {
        var page = await Wire.RequestAsync(Address, $"GET {path}");
        Assert.Matches(@"Set-Cookie: camha=[\w-]{43}; path=/; samesite=strict; httponly\r\n", page);
        return ($"Cookie: {Cookie().Match(page).Groups[1].Value}\r\n", Token().Match(page).Groups[1].Value);
    }

    [GeneratedRegex("Set-Cookie: (camha=[^;]+)")]
    private static partial Regex Cookie();

    [GeneratedRegex("name=\"token\" value=\"([^\"]+)\"")]
    private static partial Regex Token();

    /// <summary>One bad Friday for all of them.</summary>
    public sealed class BadFriday : IAsyncLifetime
    {
        internal Site Site { get; private set; } = null!;

        internal KeptLog Log { get; } = new();

        public async ValueTask InitializeAsync() =>
            Site = await Site.OnABadFridayAsync([], services => services.AddLogging(logging => logging.AddProvider(Log)));

        public ValueTask DisposeAsync() => Site.DisposeAsync();
    }
}
