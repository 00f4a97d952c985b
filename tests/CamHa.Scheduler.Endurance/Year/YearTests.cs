using System.Globalization;

namespace CamHa.Scheduler.Endurance.Year;

/// <summary>
/// What a commune's computer goes through in a year, in minutes: power cuts, a mail server or a database that is away for
/// days, a full disk, a clock that is set wrong, a plan that changes every week. A month here, the one with Tết in it; the
/// year with CAMHA_TEST_LONG=1, another one by CAMHA_TEST_SEED.
/// </summary>
public sealed class YearTests(ITestOutputHelper output)
{
    private static readonly bool IsLong = Environment.GetEnvironmentVariable("CAMHA_TEST_LONG") == "1";
    private static readonly int Seed = int.Parse(
        Environment.GetEnvironmentVariable("CAMHA_TEST_SEED") ?? "2026",
        CultureInfo.InvariantCulture);
    private static readonly (DateTime, DateTime) Month = (new(2026, 1, 26), new(2026, 2, 28));

    // To the Friday on which the campaign's last week is reported.
    private static readonly (DateTime, DateTime) Year = (new(2026, 1, 1), new(2027, 1, 2));

    [Fact]
    public Task A_month_of_power_cuts_and_troubles_forgets_nothing_and_says_nothing_twice() => LiveAsync(Month, kills: 10);

    [Fact]
    public Task A_year_of_power_cuts_and_troubles_forgets_nothing_and_says_nothing_twice()
    {
        Assert.SkipUnless(IsLong, "Minutes long: CAMHA_TEST_LONG=1 runs it.");
        return LiveAsync(Year, kills: 200);
    }

    [Fact]
    public async Task A_month_in_one_process_holds_no_more_at_its_end_than_at_its_beginning() => Require(await LiveAsync(Month, kills: 0));

    [Fact]
    public async Task A_year_in_one_process_holds_no_more_at_its_end_than_at_its_beginning()
    {
        Assert.SkipUnless(IsLong, "Minutes long: CAMHA_TEST_LONG=1 runs it.");
        Require(await LiveAsync(Year, kills: 0));
    }

    private async Task<Totals> LiveAsync((DateTime From, DateTime To) span, int kills)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "What a process holds is read from /proc.");
        await using var run = await YearRun.LiveAsync(Seed, span.From, span.To, kills);
        output.WriteLine($"{(span.To - span.From).TotalDays:0} days, seed {Seed}: {run.Totals}; {run.Inspector.Findings}.");
        Assert.Empty(run.Inspector.Findings.Faults);
        return run.Totals;
    }

    // Loosely: it is still warming up in the first days, and threads come and go.
    private static void Require(Totals figures)
    {
        Require(figures.Quarters(each => each.Megabytes), 40);
        Require(figures.Quarters(each => each.Handles), 20);
        Require(figures.Quarters(each => each.Threads), 10);

        static void Require(
            (int First, int Last) held,
            int more) => Assert.True(held.Last <= (held.First * 1.25) + more, $"{held.First} → {held.Last}");
    }
}
