using CamHa.Scheduler.Tests.Infrastructure;
using Microsoft.Playwright;

namespace CamHa.Scheduler.Endurance.Infrastructure;

/// <summary>
/// Debian's Chromium, driven by Playwright, which brings its driver along and no browser. What it shows is kept in
/// <c>artifacts/pages/web</c>, to be looked at.
/// </summary>
public sealed class Browser : IAsyncLifetime
{
    private const string Program = "/usr/bin/chromium";
    private const string Demanded = "CAMHA_TEST_REAL_BROWSER";

    // It asks nobody outside for anything.
    private static readonly string[] Flags =

        [
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync"
        ];

    private static readonly string Folder = Path.Combine(Repository.Root, "artifacts", "pages", "web");
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public static ViewportSize Phone { get; } = new() { Width = 390, Height = 844 };

    public static ViewportSize Desk { get; } = new() { Width = 1280, Height = 900 };

    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(Program))
            return;
        Directory.CreateDirectory(Folder);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Program, Headless = true, Args = Flags });
    }

    /// <summary>Skips the test where there is no browser.</summary>
    public void Require()
    {
        if (_browser is not null)
            return;
        const string reason = $"there is no {Program} here (Debian: chromium)";
        Assert.False(Environment.GetEnvironmentVariable(Demanded) == "1", $"{Demanded} = '1', but {reason}");
        Assert.Skip(reason);
    }

    /// <summary>Somebody who sits down and opens the site.</summary>
    /// <param name="site">The address everything starts from.</param>
    /// <param name="size">The screen.</param>
    /// <param name="isDark">Whether the device is set to dark.</param>
    /// <param name="runsScripts">Whether the browser would run a script; the checks of a page are one, the page has none.</param>
    public async Task<IPage> OpenAsync(Uri site, ViewportSize size, bool isDark = false, bool runsScripts = false)
    {
        var context = await _browser!.NewContextAsync(new()
        {
            BaseURL = site.ToString(),
            ViewportSize = size,
            JavaScriptEnabled = runsScripts,
            IgnoreHTTPSErrors = true,
            Locale = "vi-VN",
            AcceptDownloads = true,
            ColorScheme = isDark ? ColorScheme.Dark : ColorScheme.Light,
            // Two dots a pixel, as phones have.
            DeviceScaleFactor = size == Phone ? 2 : 1,
        });
        context.SetDefaultTimeout(30_000);
        var page = await context.NewPageAsync();
        // What the policy of the page forbids is told there, and would be a fault of ours.
        page.Console += (_, message) => Assert.False(
            message.Type == "error" && message.Text.Contains("Content Security Policy", StringComparison.Ordinal),
            message.Text);
        await page.GotoAsync("/");
        return page;
    }

    /// <param name="page">What is shown.</param>
    /// <param name="name">Names the picture.</param>
    /// <param name="isWhole">Down to the end, or what fits the screen.</param>
    public static Task KeepAsync(IPage page, string name, bool isWhole = true) =>
        page.ScreenshotAsync(new() { Path = Path.Combine(Folder, $"{name}.png"), FullPage = isWhole });

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }
}
