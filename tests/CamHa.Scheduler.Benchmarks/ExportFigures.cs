using System.Diagnostics;
using CamHa.Scheduler.Benchmarks.Scale;
using CamHa.Scheduler.Changes;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Configuration;
using CamHa.Scheduler.Export;

namespace CamHa.Scheduler.Benchmarks;

/// <summary>A plan as a workbook: a commune's, and growing ones up to 200,000 rows.</summary>
internal static class ExportFigures
{
    private static readonly DateOnly First = new(2022, 1, 3);

    public static async Task RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("camha-export-").FullName;
        try
        {
            Console.WriteLine("| what | goal | s | its processor, s | resident at most, MB | file, MB |");
            Console.WriteLine("|---|---|---:|---:|---:|---:|");
            await RowAsync(folder, "14 villages, 40 tasks of all, 40 weeks", "≤ 1 s", Commune(villages: 14, tasks: 40, weeks: 40));
            foreach (var rows in new[] { 50_000, 100_000, 200_000 })
            {
                var goal = rows == 200_000 ? "≤ 20 s, ≤ 250 MB" : "linear";
                await RowAsync(folder, $"{rows:N0} rows, half of them tasks, half reports", goal, Large(rows / 2));
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>One export, in a process of its own for its memory.</summary>
    public static async Task OnceAsync(ScaleStore store)
    {
        var file = Path.ChangeExtension(store.Location, ".xlsx");
        var (clock, processor) = await Child.TimeAsync(async () =>
        {
            PlanData plan;
            await using (var session = await store.Database.OpenSnapshotAsync(CancellationToken.None))
                plan = await PlanData.ReadAsync(session, code: null, CancellationToken.None);
            var zone = new CampaignClock(TimeProvider.System, CampaignClock.FindZone("Asia/Ho_Chi_Minh"));
            OutputFile.Write("FILE", file, stream => new PlanWorkbook(zone).Write(plan, stream));
        });
        using var process = Process.GetCurrentProcess();
        Child.Say(
            ("clock", clock),
            ("processor", processor),
            ("peak_mb", process.PeakWorkingSet64 / 1e6),
            ("mb", new FileInfo(file).Length / 1e6));
    }

    private static async Task RowAsync(string folder, string what, string goal, IEnumerable<Rows> tables)
    {
        var store = new ScaleStore(Path.Combine(folder, "plan.db"));
        File.Delete(store.Location);
        await store.SeedAsync(tables);
        await store.SettleAsync();
        var run = await Child.RunAsync("export-once", store.Location);
        Console.WriteLine(
            $"| {what} | {goal} | {run["clock"]:0.00} | {run["processor"]:0.00} | {run["peak_mb"]:0} | {run["mb"]:0.0} |");
    }

    private static IEnumerable<Rows> Commune(int villages, int tasks, int weeks) =>
    [
        Campaign,
        Units(villages),
        Assignments(tasks),
        new("AssignmentUnit", ["AssignmentId", "UnitId", "Part"], Each(tasks * villages, at => [
            1 + ((at - 1) / villages), 1 + ((at - 1) % villages), "Lead"])),
        Submissions(villages * weeks, villages),
    ];

    private static IEnumerable<Rows> Large(int rows) =>
    [
        Campaign,
        Units(200),
        Assignments(rows),
        new("AssignmentUnit", ["AssignmentId", "UnitId", "Part"], Each(rows, at => [at, 1 + (at % 200), "Lead"])),
        Submissions(rows, 200),
    ];

    private static Rows Campaign => new(
        "Campaign",
        ["Id", "Code", "Name", "Place", "SubjectTag", "StartsOn", "EndsOn", "WatchedSince"],
        [[1, "C", "Kế hoạch xây dựng nông thôn mới", "Xã", "NTM", First, First.AddDays(3600), At(0)]]);

    private static Rows Units(int count) => new("Unit", ["Id", "CampaignId", "Code", "Name", "Role"], Each(count, at => [
        at, 1, $"U{at:000}", $"Ban Phát triển thôn số {at}", at == 1 ? "Specialist" : at == 2 ? "Committee" : "Member"]));

    private static Rows Assignments(int count) => new(
        "Assignment",
        ["Id", "CampaignId", "Code", "Title", "Target", "TargetUnit", "DueOn", "Note"],
        Each(count, at => [
            at,
            1,
            $"T{at:000000}",
            $"Hoàn thành nội dung số {at} của bộ tiêu chí xã nông thôn mới",
            "1",
            "vườn",
            First.AddDays(at % 360),
            "theo kế hoạch của Ban Chỉ đạo"]));

    private static Rows Submissions(int count, int units) => new(
        "WeeklySubmission",
        ["UnitId", "Week", "SubmittedAt", "Assignments", "Results", "Difficulties", "NextWeek"],
        Each(count, at => [
            1 + (at % units),
            $"{IsoWeek.Of(First.AddDays(7 * (at / units)))}",
            At(at),
            $" T{1 + (at % 40):000000} ",
            "Đã vận động nhân dân trồng thêm 300 m hàng rào xanh, sáu hộ sửa chuồng trại.",
            "Thiếu xi măng.",
            "Trồng dặm, làm mương."]));

    private static DateTimeOffset At(int minutes) => new DateTimeOffset(First, new(3, 0), TimeSpan.Zero).AddMinutes(minutes);

    private static IEnumerable<object?[]> Each(int count, Func<int, object?[]> row) => Enumerable.Range(1, count).Select(row);
}
