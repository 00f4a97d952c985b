using System.Net;
using System.Text.RegularExpressions;
using CamHa.Scheduler.Accounts;
using CamHa.Scheduler.Tests.Infrastructure;
using CamHa.Scheduler.Web.Safety;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CamHa.Scheduler.Tests.Web;

/// <summary>The page where there is a password, against whoever does not know it.</summary>
public sealed partial class LoginTests
{
    private const string Right = "mật khẩu của xã";
    private static readonly string Hash = Password.Hash(Right);
    private static readonly string[] Settings = [$"Web:PasswordHash={Hash}"];

    [Fact]
    public async Task Nothing_but_the_login_the_style_and_the_health_is_shown_without_it()
    {
        await using var site = await Site.StartAsync(Settings);
        foreach (var path in new[] { "/", "/outbox", "/outbox/1", "/campaigns", "/campaigns/1", "/reports", "/reports/1/pdf", "/calendar" })
        {
            var answer = await Wire.RequestAsync(site.Address, $"GET {path}");
            Assert.Equal(302, Wire.StatusOf(answer));
            Assert.Contains("\r\nLocation: /login\r\n", answer, StringComparison.Ordinal);
        }

        Assert.Equal(302, Wire.StatusOf(await Wire.PostAsync(site.Address, "/outbox/1/cancel", "", "token=x")));
        Assert.Equal(302, Wire.StatusOf(await Wire.PostAsync(site.Address, "/logout", "", "token=x")));
        foreach (var path in new[] { "/login", "/style.css", "/health/live", "/health/ready" })
            Assert.Equal(200, Wire.StatusOf(await Wire.RequestAsync(site.Address, $"GET {path}")));
        // Who watches is told that it lives, and no more.
        Assert.EndsWith("\r\n\r\nHealthy", await Wire.RequestAsync(site.Address, "GET /health/ready"), StringComparison.Ordinal);
        Assert.EndsWith("\r\n\r\nHealthy", await Wire.RequestAsync(site.Address, "GET /health/ready?detail"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_planted_a_cookie_is_not_logged_in_by_it()
    {
        await using var site = await Site.StartAsync(Settings);
        var (planted, token) = await FormAsync(site);
        var answer = await LogInAsync(site, planted, token, Right);
        Assert.Equal(303, Wire.StatusOf(answer));
        var own = Cookie().Match(answer).Groups[1].Value;
        Assert.NotEqual(planted, own);
        Assert.Equal(200, await StatusAsync(site, own));
        Assert.Equal(302, await StatusAsync(site, planted));
        // A number of one's own choice is nobody's session.
        Assert.Equal(302, await StatusAsync(site, $"camha={new string('A', 43)}"));
        // What was signed before the login is worth nothing after it.
        Assert.Equal(400, Wire.StatusOf(await Wire.PostAsync(site.Address, "/logout", $"Cookie: {own}\r\n", $"token={token}")));
    }

    [Fact]
    public async Task A_session_ends_when_one_logs_out_goes_away_or_stays_too_long()
    {
        await using var site = await Site.StartAsync(Settings);
        var left = await SessionAsync(site);
        var page = await Wire.RequestAsync(site.Address, "GET /", $"Cookie: {left}\r\n");
        var answer = await Wire.PostAsync(site.Address, "/logout", $"Cookie: {left}\r\n", $"token={Token().Match(page).Groups[1].Value}");
        Assert.Equal(303, Wire.StatusOf(answer));
        Assert.Equal(302, await StatusAsync(site, left));

        var idle = await SessionAsync(site);
        await site.Service.PassAsync(LoginSessions.Idle - TimeSpan.FromMinutes(1));
        Assert.Equal(200, await StatusAsync(site, idle));
        await site.Service.PassAsync(LoginSessions.Idle + TimeSpan.FromMinutes(1));
        Assert.Equal(302, await StatusAsync(site, idle));

        var busy = await SessionAsync(site);
        for (var passed = TimeSpan.Zero; passed < LoginSessions.Longest; passed += TimeSpan.FromMinutes(20))
        {
            Assert.Equal(200, await StatusAsync(site, busy));
            await site.Service.PassAsync(TimeSpan.FromMinutes(20));
        }

        await site.Service.PassAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(302, await StatusAsync(site, busy));
    }

    [Fact]
    public async Task A_restart_logs_everybody_out()
    {
        var service = await RunningService.CreateAsync();
        await using var first = await Site.StartAsync(service, Settings);
        var session = await SessionAsync(first);
        await service.StopAsync(first.Host);
        var second = await Site.StartAsync(service, Settings);
        Assert.Equal(302, await StatusAsync(second, session));
    }

    [Fact]
    public async Task Guessing_is_stopped_after_five_tries_also_for_the_right_password_and_goes_on_after_five_minutes()
    {
        var log = new KeptLog();
        await using var site = await Site.StartAsync(
            await RunningService.CreateAsync(),
            Settings,
            services => services.AddLogging(logging => logging.AddProvider(log)));
        var (cookie, token) = await FormAsync(site);
        for (var tries = 0; tries < LoginThrottle.TriesOfOne; tries++)
            Assert.Equal(401, Wire.StatusOf(await LogInAsync(site, cookie, token, $"guess {tries}\r\nadmin logged in")));
        var stopped = await LogInAsync(site, cookie, token, Right);
        Assert.Equal(429, Wire.StatusOf(stopped));
        Assert.Contains("\r\nRetry-After: 300\r\n", stopped, StringComparison.Ordinal);
        // Who guesses is told to the log by address; what was guessed may be somebody's password.
        Assert.Equal(LoginThrottle.TriesOfOne, log.Lines.Count(line => line == "Warning A wrong password for the page from 127.0.0.1 "));
        Assert.DoesNotContain(log.Lines, line => line.Contains("guess", StringComparison.Ordinal));

        await site.Service.PassAsync(LoginThrottle.Window);
        Assert.Equal(303, Wire.StatusOf(await LogInAsync(site, cookie, token, Right)));
    }

    [Theory]
    [InlineData("", "token=TOKEN&password=PASSWORD")] // another site's form
    [InlineData("COOKIE", "password=PASSWORD")]
    [InlineData("COOKIESec-Fetch-Site: cross-site\r\n", "token=TOKEN&password=PASSWORD")]
    public async Task Nobody_is_logged_in_by_another_sites_form(string headers, string form)
    {
        await using var site = await Site.StartAsync(Settings);
        var (cookie, token) = await FormAsync(site);
        var answer = await Wire.PostAsync(
            site.Address, "/login", headers.Replace("COOKIE", $"Cookie: {cookie}\r\n", StringComparison.Ordinal),
            form.Replace("TOKEN", token, StringComparison.Ordinal).Replace(
                "PASSWORD",
                Uri.EscapeDataString(Right),
                StringComparison.Ordinal));
        Assert.Equal(400, Wire.StatusOf(answer));
    }

    [Fact]
    public async Task A_password_that_is_missing_or_endless_is_wrong_and_breaks_nothing()
    {
        await using var site = await Site.StartAsync(Settings);
        var (cookie, token) = await FormAsync(site);
        foreach (var password in new[] { "", new string('x', 10_000), "\0", Right[..^1], Right.ToUpperInvariant() })
            Assert.InRange(Wire.StatusOf(await LogInAsync(site, cookie, token, password)), 400, 401);
    }

    [Fact]
    public void Many_addresses_together_have_forty_tries_and_one_that_knows_it_may_try_again()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        using var throttle = new LoginThrottle(time);
        var addresses = Enumerable.Range(1, 50).Select(each => IPAddress.Parse($"192.0.2.{each}")).ToList();
        Assert.Equal(LoginThrottle.TriesOfAll, addresses.Count(address => throttle.Ask(address) is null));
        Assert.Equal(LoginThrottle.Window, throttle.Ask(addresses[0]));

        throttle.Forget(addresses[0]);
        Assert.Null(throttle.Ask(addresses[49]));
        time.Advance(LoginThrottle.Window);
        Assert.Null(throttle.Ask(addresses[0]));
    }

    [Fact]
    public void With_IPv6_a_machine_does_not_have_as_many_tries_as_addresses()
    {
        using var throttle = new LoginThrottle(TimeProvider.System);
        var tries = Enumerable.Range(1, 20).Count(each => throttle.Ask(IPAddress.Parse($"2001:db8:0:1::{each:x}")) is null);
        Assert.Equal(LoginThrottle.TriesOfOne, tries);
        Assert.Null(throttle.Ask(IPAddress.Parse("2001:db8:0:2::1")));
        Assert.Equal(
            LoginThrottle.TriesOfOne,
            Enumerable.Range(1, 20).Count(each => throttle.Ask(IPAddress.Parse(each % 2 == 0 ? "192.0.2.1" : "::ffff:192.0.2.1")) is null));
    }

    [Fact]
    public void A_hash_is_made_slowly_with_salt_and_nothing_else_is_taken_for_one()
    {
        Assert.NotEqual(Hash, Password.Hash(Right));
        Assert.True(Password.IsRight(Hash, Right));
        Assert.False(Password.IsRight(Hash, Right + " "));
        Assert.True(Password.IsHash(Hash));
        // As ASP.NET Core Identity keeps it: version 3, HMAC-SHA512, iterations.
        var bytes = Convert.FromBase64String(Hash);
        Assert.Equal((1, 2, 600_000), (bytes[0], bytes[4], System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(5))));
        foreach (var other in new[] { "", Right, Hash[..^4], Hash + "AAAA", Convert.ToBase64String(new byte[61]) })
            Assert.False(Password.IsHash(other));
    }

    private static async Task<(string Cookie, string Token)> FormAsync(Site site)
    {
        var page = await Wire.RequestAsync(site.Address, "GET /login");
        return (Cookie().Match(page).Groups[1].Value, Token().Match(page).Groups[1].Value);
    }

    private static Task<string> LogInAsync(Site site, string cookie, string token, string password) =>
        Wire.PostAsync(site.Address, "/login", $"Cookie: {cookie}\r\n", $"token={token}&password={Uri.EscapeDataString(password)}");

    private static async Task<string> SessionAsync(Site site)
    {
        var (cookie, token) = await FormAsync(site);
        var answer = await LogInAsync(site, cookie, token, Right);
        Assert.Equal(303, Wire.StatusOf(answer));
        Assert.Matches(@"Set-Cookie: camha=[\w-]{43}; path=/; samesite=strict; httponly\r\n", answer);
        return Cookie().Match(answer).Groups[1].Value;
    }

    private static async Task<int> StatusAsync(Site site, string cookie) =>
        Wire.StatusOf(await Wire.RequestAsync(site.Address, "GET /calendar", $"Cookie: {cookie}\r\n"));

    [GeneratedRegex("Set-Cookie: (camha=[^;]+)")]
    private static partial Regex Cookie();

    [GeneratedRegex("name=\"token\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
