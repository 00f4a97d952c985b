using CamHa.Scheduler.Benchmarks.Scale;

namespace CamHa.Scheduler.Benchmarks;

/// <summary>What every unit of one campaign is owed today, for the real program on the real clock.</summary>
internal static class PeerCampaign
{
    private static readonly Rows WorkedToday = new("CalendarDay", ["Day", "Kind", "Name"], []);

    public static async Task WriteAsync(string file, int units, int assignments, DateOnly today)
    {
        var store = new ScaleStore(file);
        // So that it can be measured on a Sunday as well.
        var worked = today.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday
            ? WorkedToday with { Values = [[today, "Worked", "Làm bù"]] }
            : WorkedToday;
        await store.SeedAsync(OneCampaign.Tables(units, assignments, today).Append(worked));
        await store.SettleAsync();
    }
}
