using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using CamHa.Scheduler.Benchmarks.Scale;

namespace CamHa.Scheduler.Benchmarks;

/// <summary>
/// How long each page takes, and how large it is: of a campaign with 60 units, 500 assignments and two years of history, and of a
/// province. One page of each kind, found by the links from the first.
/// </summary>
internal static partial class Pages
{
    private const int Views = 20;
    private const int MostKinds = 40;
    private const int Weeks = 104;
    private const int Units = 60;
    private const int Assignments = 500;

    public static async Task RunAsync(int campaigns)
    {
        var today = DateOnly.FromDateTime(TimeProvider.System.GetLocalNow().Date);
        await RunAsync(
            $"{Units} units, {Assignments} assignments, {Weeks} weeks",
            [.. OneCampaign.Tables(Units, Assignments, today), .. History(today)],
            $"UPDATE Campaign SET StartsOn = '{today.AddDays(-7 * Weeks):yyyy-MM-dd}'");
        await RunAsync($"{campaigns:N0} campaigns", new Province(campaigns).Tables, "UPDATE Campaign SET EndsOn = '2027-12-30'");
    }

    private static async Task RunAsync(string what, IEnumerable<Rows> tables, string then)
    {
        var folder = Directory.CreateTempSubdirectory("camha-pages-").FullName;
        try
        {
            var store = new ScaleStore(Path.Combine(folder, "camha.db"));
            await store.SeedAsync(tables);
            await store.ExecuteAsync(then);
            await store.SettleAsync();
            using var browser = new HttpClient { BaseAddress = new($"http://127.0.0.1:{WholeCommand.FreePort()}") };
            // Nothing is sent: the pages alone are measured.
            using var service = WholeCommand.Start(
                folder, $"run --set Storage:File=camha.db --set Mail:Transport=pickup --set Web:Listen={browser.BaseAddress.Authority}");
            await WholeCommand.UntilReadyAsync(service);
            _ = service.StandardOutput.ReadToEndAsync();
            while (!await AnswersAsync(browser))
                await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
            Console.WriteLine(what);
            foreach (var path in await KindsAsync(browser))
                await MeasureAsync(browser, path);
            service.Kill();
            await service.WaitForExitAsync();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<bool> AnswersAsync(HttpClient browser)
    {
        try
        {
            using var answer = await browser.GetAsync("/health/live");
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static async Task<List<string>> KindsAsync(HttpClient browser)
    {
        var found = new Dictionary<string, string> { ["/"] = "/" };
        for (var at = 0; at < found.Count && found.Count < MostKinds; at++)
        {
            using var answer = await browser.GetAsync(found.ElementAt(at).Value);
            if (answer.Content.Headers.ContentType?.MediaType != "text/html")
                continue;
            foreach (Match link in Links().Matches(await answer.Content.ReadAsStringAsync()))
            {
                var path = WebUtility.HtmlDecode(link.Groups[1].Value);
                found.TryAdd(Changing().Replace(path, "#"), path);
            }
        }

        return [.. found.Values];
    }

    private static async Task MeasureAsync(HttpClient browser, string path)
    {
        var times = new List<double>();
        var bytes = 0L;
        for (var view = 0; view <= Views; view++)
        {
            var watch = Stopwatch.StartNew();
            using var answer = await browser.GetAsync(path);
            answer.EnsureSuccessStatusCode();
            bytes = (await answer.Content.ReadAsByteArrayAsync()).Length;
            // The first compiles what the others use.
            if (view > 0)
                times.Add(watch.Elapsed.TotalMilliseconds);
        }

        Console.WriteLine(FormattableString.Invariant(
            $"  {path}: median {Child.Median(times):0.0} ms, most {times.Max():0.0} ms, {bytes / 1000.0:0} kB"));
    }

    private static IEnumerable<Rows> History(DateOnly today)
    {
        var begun = new DateTimeOffset(today.AddDays(-7 * Weeks).ToDateTime(new(8, 0)), TimeSpan.Zero);
        return
        [
            new(
                "WeeklySubmission",
                ["UnitId", "Week", "SubmittedAt", "Results", "NextWeek"],
                from week in Enumerable.Range(0, Weeks)
                from unit in Enumerable.Range(3, Units)
                let at = begun.AddDays(7 * week)
                select new object?[] { unit, Name(at.Date), at, "Đã họp dân, vận động 12 hộ hiến đất.", "Làm 300 m đường." }),
            new(
                "Gesture",
                ["Id", "GestureKey", "CampaignId", "MadeAt", "MadeBy", "Way", "IsApplied"],
                Enumerable.Range(1, Weeks * Units)
                    .Select(each => new object?[] { each, $"k{each}", 1, begun.AddHours(each), "chuyen-trach", "Desk", true })),
            new(
                "ChangeEntry",
                ["GestureId", "CampaignId", "Kind", "Assignment", "Field", "ValueBefore", "ValueAfter"],
                Enumerable.Range(1, Weeks * Units).Select(each => new object?[]
                {
                    each, 1, "Assignment", $"T{1 + (each % Assignments):000000}", "due", "2026-01-01", "2026-02-01",
                })),
        ];

        static string Name(DateTime day) =>
            string.Create(CultureInfo.InvariantCulture, $"{ISOWeek.GetYear(day):0000}-W{ISOWeek.GetWeekOfYear(day):00}");
    }

    [GeneratedRegex("<a href=\"(/[^\"]*)\"")]
    private static partial Regex Links();

    [GeneratedRegex(@"\d+(?:-W\d+)?|(?<=/)[A-Z]+\d+|(?<==)[^&]+")]
    private static partial Regex Changing();
}
