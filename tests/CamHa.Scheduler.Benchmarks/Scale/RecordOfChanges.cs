using System.Diagnostics;
using System.Globalization;
using CamHa.Scheduler.Changes;

namespace CamHa.Scheduler.Benchmarks.Scale;

/// <summary>
/// A record of a million entries over one campaign: one assignment's listed with their values, and a gesture that moved a thousand
/// deadlines undone as a whole.
/// </summary>
internal static class RecordOfChanges
{
    private const int Units = 200;
    private const int Assignments = 10_000;
    private const int Entries = 1_000_000;
    private const int AGesture = 10;
    private const int Moved = 1000;
    private const int Listings = 200;
    private const long Last = Entries / AGesture + 1;
    private static readonly DateOnly Today = DateOnly.FromDateTime(Province.Now.UtcDateTime);

    public static async Task RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("camha-changes-").FullName;
        try
        {
            var store = new ScaleStore(Path.Combine(folder, "changes.db"));
            await store.SeedAsync([.. OneCampaign.Tables(Units, Assignments, Today.AddDays(1)), .. Tables()]);
            await store.SettleAsync();
            await using var service = new ScaleService(store);
            var listing = await ListingAsync(store);
            var undo = await UndoAsync(service);
            Console.WriteLine($"| {Entries:N0} entries, {Assignments:N0} assignments | ms |");
            Console.WriteLine("|---|---:|");
            Console.WriteLine(Row($"one assignment's newest {listing.Gestures} of 101 gestures, with entries: median", listing.Median));
            Console.WriteLine(Row("the slowest of 200", listing.Most));
            Console.WriteLine(Row($"undo of {Moved:N0} moved deadlines, the first of the process", undo));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static IEnumerable<Rows> Tables() =>
    [
        new(
            "Gesture",
            ["Id", "GestureKey", "CampaignId", "MadeAt", "MadeBy", "Way", "IsApplied"],
            Enumerable.Range(1, (int)Last).Select(id => new object?[]
            {
                id, $"gesture-{id}", 1, Province.Now.AddDays(-60).AddSeconds(id), "chuyên trách", "Desk", 1,
            })),
        new(
            "ChangeEntry",
            ["GestureId", "CampaignId", "Kind", "Assignment", "Field", "ValueBefore", "ValueAfter"],
            Enumerable.Range(0, Entries).Select(number => new object?[]
            {
                1 + (number / AGesture), 1, "Assignment", Code(number), "note", $"ghi chú số {number}", $"ghi chú số {number + 1}",
            }).Concat(Enumerable.Range(0, Moved).Select(number => new object?[]
            {
                Last, 1, "Assignment", Code(number), "due", FieldText.Of(Today), FieldText.Of(Today.AddDays(1)),
            }))),
    ];

    private static string Code(int number) => $"T{1 + (number * 7 % Assignments):000000}";

    private static async Task<(double Median, double Most, int Gestures)> ListingAsync(ScaleStore store)
    {
        var (taken, gestures) = (new List<double>(), 0);
        await using var session = await store.Database.OpenAsync(CancellationToken.None);
        for (var number = 0; number <= Listings; number++)
        {
            var watch = Stopwatch.StartNew();
            var list = await ChangeRecord.ListAsync(session, 1, Code(number), "", 20, CancellationToken.None);
            foreach (var gesture in list)
                await ChangeRecord.EntriesAsync(session, gesture.Id, CancellationToken.None);
            gestures = list.Count;
            // The first compiles it.
            if (number > 0)
                taken.Add(watch.Elapsed.TotalMilliseconds);
        }

        return (Child.Median(taken), taken.Max(), gestures);
    }

    private static async Task<double> UndoAsync(ScaleService service)
    {
        var watch = Stopwatch.StartNew();
        var made = await service.Get<PlanChanges>().UndoAsync(Last, Gesture.AtConsole(), isDryRun: false, CancellationToken.None);
        return made.Entries.Count == Moved
            ? watch.Elapsed.TotalMilliseconds
            : throw new InvalidOperationException($"{made.Entries.Count} entries were undone.");
    }

    private static string Row(string what, double milliseconds) =>
        $"| {what} | {milliseconds.ToString("0.0", CultureInfo.InvariantCulture)} |";
}
