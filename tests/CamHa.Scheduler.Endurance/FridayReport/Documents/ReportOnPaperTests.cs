using CamHa.Scheduler.Endurance.Infrastructure;
using CamHa.Scheduler.FridayReport;
using CamHa.Scheduler.FridayReport.Snapshot;
using CamHa.Scheduler.FridayReport.Wording;
using CamHa.Scheduler.Submissions;
using CamHa.Scheduler.Tests.Infrastructure;
using static CamHa.Scheduler.Tests.Builders.Reports;

namespace CamHa.Scheduler.Endurance.FridayReport.Documents;

/// <summary>The files as a committee sees them, page by page.</summary>
public sealed class ReportOnPaperTests
{
    [Theory]
    [InlineData("party")]
    [InlineData("state")]
    public async Task The_sample_week_says_every_unit_and_every_figure_in_Word_and_in_PDF(string layout)
    {
        Paper.Require();
        await using var service = await Service.StartAsync($"Report:Layout={layout}");
        await service.RunAsync(Service.Start, new DateTime(2022, 6, 17, 17, 0, 0));
        await using var session = await service.Database.OpenAsync(Service.Token);
        var report = await ReportStore.OneAsync(session, 1, "2022-W24", 1, Service.Token);

        var files = new ReportFiles(report).All;
        var word = Assert.Single(await Paper.OfWordAsync(($"sample-{layout}", files[0].Content)));
        var pdf = await Paper.OfPdfAsync($"sample-{layout}", files[1].Content);
        Assert.InRange(word.Count, 5, 30);
        Assert.InRange(pdf.Count, word.Count - 2, word.Count + 2);
        foreach (var pages in new[] { word, pdf })
        {
            Says(pages, report);
            pages.Say("DỰ THẢO – chưa ký");
            pages.Say(layout == "party" ? "ĐẢNG CỘNG SẢN VIỆT NAM" : "Độc lập - Tự do - Hạnh phúc");
            pages.Say("Cẩm Hà, ngày 17 tháng 6 năm 2022");
        }
    }

    [Fact]
    public async Task A_hostile_week_comes_out_as_text()
    {
        Paper.Require();
        var figures = string.Concat(Enumerable.Range(0, 12_500).Select(at => $"{at:00000000}"));
        (string Name, string Hostile, string Said)[] weeks =
        [
            (
                "markup",
                "<w:p>&amp;</w:p> <script>alert(1)</script> {{ m.title }} ]]>",
                "<w:p>&amp;</w:p> <script>alert(1)</script> {{ m.title }} ]]>"),
            ("formula", "=HYPERLINK(\"http://x\",\"y\") +1 -1 @SUM(A1)", "=HYPERLINK(\"http://x\",\"y\") +1 -1 @SUM(A1)"),
            ("control", "a\u0001b\u0008c\u001Bd\u007Fe\u0085f\uFFFEg", "abcde"),
            ("mixed", "😀 שלום مرحبا 你好 ₫ 1.000.000₫ \u202Egnp.exe\u202C", "1.000.000₫"),
            // A hundred kilobytes without a blank.
            ("long", figures, figures[^80..]),
        ];
        var files = weeks.Select(week => new ReportFiles(Hostile(week.Hostile)).All).ToList();
        var words = await Paper.OfWordAsync([.. weeks.Zip(files, (week, file) => ($"hostile-{week.Name}", file[0].Content))]);
        foreach (var (week, word, file) in weeks.Zip(words, files))
        {
            foreach (var pages in new[] { word, await Paper.OfPdfAsync($"hostile-{week.Name}", file[1].Content) })
            {
                pages.Say(week.Said);
                pages.Say("HẾT VĂN BẢN");
            }
        }
    }

    [Fact] // it could be put under anything
    public async Task The_signature_stands_alone_on_no_page()
    {
        Paper.Require();
        // Step by step over the end of a page.
        var files = new[] { 12, 14, 16, 18 }.Select(lines => new ReportFiles(Report(
            Unit("A", SubmissionState.OnTime, string.Join('\n', Enumerable.Repeat("Đã làm.", lines))) with
            {
                NextWeek = "Việc cuối cùng trước chữ ký.",
            })).WithoutAnnexes).ToList();
        var words = await Paper.OfWordAsync([.. files.Select((file, at) => ($"signature-{at}", file[0].Content))]);
        foreach (var (word, file) in words.Zip(files))
        {
            foreach (var pages in new[] { word, await Paper.OfPdfAsync("signature", file[1].Content) })
            {
                var last = pages.Text.TrimEnd('\f').Split('\f')[^1];
                Assert.Contains("Nơi nhận:", last, StringComparison.Ordinal);
                Assert.Contains("trước chữ ký", last, StringComparison.Ordinal);
            }
        }
    }

    private static ReportSnapshot Hostile(string text)
    {
        var isLong = text.Length > 200;
        var unit = Unit("A", SubmissionState.OnTime, $"{text}\nHẾT VĂN BẢN") with { Name = isLong ? "Thôn A" : text };
        var assignment = Assignment("T01", AssignmentState.Overdue, Lead("A", isLong ? "đang làm" : text)) with
        {
            Title = isLong ? "Nhiệm vụ" : text,
        };
        return Report(unit) with { Assignments = [assignment] };
    }

    private static void Says(Pages pages, ReportSnapshot report)
    {
        var model = ReportModel.Of(report, isWhole: true);
        pages.Say($"{model.OnTime}/{model.Owing} đơn vị báo cáo đúng hạn");
        pages.Say($"Tổng số {model.Assignments} nhiệm vụ: {model.Done} hoàn thành, {model.OnTrack} trong hạn, {model.Overdue} quá hạn");
        foreach (var unit in report.Units)
            pages.Say(unit.Name);
        foreach (var assignment in report.Assignments)
            pages.Say(assignment.Title);
        foreach (var unit in report.Units.Concat(report.Notes))
        {
            // Line by line: a page may end in the middle of a text.
            foreach (var line in $"{unit.Results}\n{unit.Difficulties}\n{unit.Proposals}\n{unit.NextWeek}".Split(
                '\n',
                StringSplitOptions.RemoveEmptyEntries))
                pages.Say(line.Length > 60 ? line[..60] : line);
        }
    }
}
