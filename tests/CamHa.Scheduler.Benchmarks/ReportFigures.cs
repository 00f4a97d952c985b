using System.Diagnostics;
using System.Globalization;
using CamHa.Scheduler.Configuration;
using CamHa.Scheduler.FridayReport;
using CamHa.Scheduler.FridayReport.Snapshot;
using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Submissions;
using Microsoft.Extensions.DependencyInjection;

namespace CamHa.Scheduler.Benchmarks;

/// <summary>The Friday report as mail, Word, Excel and PDF: the sample week, a province's, and a thousand in a row.</summary>
internal static class ReportFigures
{
    public static async Task RunAsync()
    {
        var work = Directory.CreateTempSubdirectory("camha-bench-").FullName;
        try
        {
            await WholeCommand.TimeAsync(work, "demo");
            await using var services = ServiceFactory.Create(Settings.Load(Path.Combine(work, "camha-demo", "appsettings.json"), []));
            await using var session = await services.GetRequiredService<Database>().OpenAsync(CancellationToken.None);
            var composer = services.GetServices<IMailComposer>().OfType<ReportMail>().Single();
            var writer = services.GetRequiredService<MimeWriter>();

            Console.WriteLine("| what | goal | measured |");
            Console.WriteLine("|---|---|---|");
            var first = Stopwatch.StartNew();
            await MailAsync(0);
            Row("the sample week as mail, Word, Excel and PDF, first of a process", "", $"{first.Elapsed.TotalSeconds:0.00} s");
            for (var at = 1; at < 20; at++)
                await MailAsync(at);

            var times = new List<double>();
            var live = new List<long>();
            for (var at = 0; at < 1_000; at++)
            {
                var before = Processor();
                await MailAsync(100 + at);
                times.Add((Processor() - before).TotalMilliseconds);
                if (at % 100 == 99)
                    live.Add(GC.GetTotalMemory(forceFullCollection: true) / 1_000_000);
            }

            Row("the same after twenty, of processor", "≤ 1 s", $"{Median(times):0} ms");
            Row(
                "a thousand of them: first hundred, last hundred, each",
                "linear",
                $"{times.Take(100).Average():0} ms, {times.TakeLast(100).Average():0} ms");
            Row(
                "live memory, after the first hundred and at most",
                "flat",
                $"{live[0]} MB, {live.Max()} MB; resident {Process.GetCurrentProcess().WorkingSet64 / 1_000_000} MB");

            async Task MailAsync(int at)
            {
                var message = new OutboxMessage
                {
                    MessageKey = $"report/{at}",
                    CampaignId = 1,
                    Kind = NoticeKind.Report,
                    Week = "2022-W24",
                    Step = 1,
                    MessageId = $"{at}@camha.example"
                };
                services.GetRequiredService<RecentReport>().Forget();
                var composition = await composer.ComposeAsync(session, message, ReminderSeed.Now, CancellationToken.None);
                if (composition.Content!.Attachments.Count != 5)
                    throw new InvalidOperationException($"The mail has {composition.Content.Attachments.Count} files.");
                writer.Write(message.MessageId, [], composition.Content, ReminderSeed.Now);
            }
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    /// <summary>In a process of its own, for its memory.</summary>
    /// <param name="longTexts">How many of the 500 units sent 100 kB.</param>
    public static void Large(int longTexts)
    {
        var report = Province(longTexts);
        var watch = Stopwatch.StartNew();
        var files = new ReportFiles(report).All;
        var resident = File
            .ReadLines("/proc/self/status")
            .First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2];
        var weights = string.Join(
            ", ",
            files.Select(file => $"{Path.GetExtension(file.Name)[1..]} {file.Content.Length / 1_000_000.0:0.0} MB"));
        var megabytes = long.Parse(resident, CultureInfo.InvariantCulture) * 1024 / 1_000_000;
        Row(
            $"500 units, 5,000 assignments, {longTexts} texts of 100 kB: Word, Excel and PDF",
            "≤ 15 s, ≤ 400 MB",
            $"{watch.Elapsed.TotalSeconds:0.0} s, resident at most {megabytes} MB; {weights}");
    }

    private static ReportSnapshot Province(int longTexts)
    {
        var paragraph = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "paragraph.txt"));
        var text = string.Concat(Enumerable.Repeat(paragraph, (100_000 / paragraph.Length) + 1))[..100_000];
        var at = new DateTime(2022, 6, 17, 16, 30, 0);
        UnitReport[] units =
        [
            .. Enumerable.Range(0, 500).Select(unit => new UnitReport
            {
                Code = $"BPT-{unit:000}",
                Name = $"Ban Phát triển thôn số {unit}",
                State = SubmissionState.OnTime,
                Week = "2022-W24",
                SubmittedAt = at.AddHours(-2),
                Results = unit < longTexts ? text : paragraph,
                Difficulties = "Thiếu kinh phí làm đường nội thôn.",
            }),
        ];
        return new()
        {
            Version = ReportSnapshot.CurrentVersion,
            Letterhead = new LetterheadOptions().LetterheadOf("Cẩm Hà", "Ban Chỉ đạo Chương trình MTQG xây dựng nông thôn mới xã"),
            CampaignCode = "NTM",
            CampaignName = "Kế hoạch phát động thi đua xây dựng nông thôn mới",
            Place = "Cẩm Hà",
            SubjectTag = "NTM",
            Week = "2022-W24",
            WeekName = "tuần 24/2022",
            Dates = "13–19/6",
            Revision = 1,
            CutOff = at.AddMinutes(-30),
            DueAt = at,
            AsOf = at,
            Units = units,
            Notes = [],
            LateForEarlier = [],
            Assignments =
            [
                .. Enumerable.Range(0, 5_000).Select(assignment => new AssignmentStatus
                {
                    Code = $"T{assignment:0000}",
                    Title = "Vận động nhân dân hiến đất, góp công làm đường giao thông nông thôn",
                    Target = "500 m",
                    Leads = units[assignment % 500].Name,
                    DueOn = new(2022, 6, 30),
                    State = (AssignmentState)(assignment % 3),
                    DaysOverdue = assignment % 3 == 2 ? 4 : 0,
                    IsEscalated = false,
                    Parts = [new()
                    {
                        UnitCode = units[assignment % 500].Code,
                        UnitName = units[assignment % 500].Name,
                        IsLead = true,
                        Progress = "đã làm 300 m"
                    }],
                }),
            ],
            Changes = null,
            Audit = new() { Sent = 0, Waiting = 0, Failed = 0, Suppressed = 0, Expired = 0, Held = 0, UnitsWithoutAddress = [] },
            Weeks = [WeekFigures.Of("2022-W24", units)],
        };
    }

    // Of all threads: on one core it would take so long.
    private static TimeSpan Processor()
    {
        using var process = Process.GetCurrentProcess();
        return process.TotalProcessorTime;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static void Row(string what, string goal, string measured) => Console.WriteLine($"| {what} | {goal} | {measured} |");
}
