using System.Text.Json;
using CamHa.Scheduler.Tests.Infrastructure;

namespace CamHa.Scheduler.Tests.Commands;

/// <summary>The reports of the demo's week, from the command line.</summary>
public sealed class ReportCommandTests(ReportCommandTests.Demo demo) : IClassFixture<ReportCommandTests.Demo>
{
    [Fact]
    public async Task A_report_of_the_past_is_written_again_to_the_byte()
    {
        var output = await RunAsync($"report render --week 2022-W24 --revision 1 --dir {Path.Combine(demo.Program.Folder, "again")}");
        Assert.Equal(4, output.Split('\n').Count(line => line.EndsWith("as filed", StringComparison.Ordinal)));
        foreach (var file in Directory.GetFiles(Path.Combine(demo.Program.Folder, "again")))
        {
            var filed = Path.Combine(demo.Program.Folder, "camha-demo", "reports", "NTM-2022", Path.GetFileName(file));
            Assert.Equal(
                await File.ReadAllBytesAsync(filed, TestContext.Current.CancellationToken),
                await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public async Task All_reports_are_listed_and_can_be_handed_over()
    {
        using var list = JsonDocument.Parse(await RunAsync("report list --json"));
        Assert.Equal([1, 2], list.RootElement.EnumerateArray().Select(report => report.GetProperty("revision").GetInt32()));
        var folder = Path.Combine(demo.Program.Folder, "handed");
        await RunAsync($"report export --dir {folder}");
        Assert.Equal(8, Directory.GetFiles(Path.Combine(folder, "NTM-2022")).Length);
    }

    [Fact]
    public async Task An_export_says_what_it_wrote_also_where_that_is_nothing()
    {
        var folder = Path.Combine(demo.Program.Folder, "nothing");
        Assert.Contains("2 reports written to", await RunAsync($"report export --dir {folder}"), StringComparison.Ordinal);
        Assert.Equal(
            "--campaign = 'NTM-2030': it has no report yet.",
            (await RunAsync($"report export --campaign NTM-2030 --dir {folder}")).Trim());
    }

    [Fact]
    public async Task What_a_supplement_changed_is_told_unit_by_unit()
    {
        var output = await RunAsync("report diff --week 2022-W24 --with 2022-W24 --with-revision 1");
        Assert.Equal(
            ["Đúng hạn: 11 đơn vị (tuần 24/2022: 11).", "Ban Phát triển thôn Xuân Hạ: chưa nộp → nộp muộn."],
            output.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task A_report_is_shown_as_text_with_the_hashes_of_its_files_or_as_its_frozen_figures()
    {
        var output = await RunAsync("report show --week 2022-W24 --revision 1");
        Assert.Contains("BÁO CÁO TUẦN: 11/15 đơn vị đúng hạn", output, StringComparison.Ordinal);
        Assert.Matches(@"BaoCaoTuan_2022-W24\.docx: \d+ bytes, SHA-256 [0-9a-f]{64}", output);
        using var json = JsonDocument.Parse(await RunAsync("report show --week 2022-W24 --json"));
        Assert.Equal(2, json.RootElement.GetProperty("Revision").GetInt32());
    }

    [Fact]
    public async Task A_week_without_a_report_is_named_with_the_remedy()
    {
        var run = await demo.Program.RunAsync($"report render --week 2022-W30 --config {demo.Program.Config}");
        Assert.Equal((2, "--week = '2022-W30': no such report was issued; 'camha report list' shows them."), (run.Code, run.Error.Trim()));
    }

    [Fact]
    public async Task A_preview_names_no_week_as_missed_that_nobody_was_asked_to_watch()
    {
        var output = await RunAsync($"preview report --on 2022-06-17 --dir {Path.Combine(demo.Program.Folder, "preview")}");
        Assert.Matches(@"on time +11\s", output);
        var text = await File.ReadAllTextAsync(
            Path.Combine(demo.Program.Folder, "preview", "reports", "2022-W24-r1.txt"), TestContext.Current.CancellationToken);
        Assert.DoesNotContain("Chưa phát hành được", text, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(demo.Program.Folder, "preview", "reports", "NTM-2022", "BaoCaoTuan_2022-W24.docx")));
    }

    private async Task<string> RunAsync(string arguments)
    {
        var run = await demo.Program.RunAsync($"{arguments} --config {demo.Program.Config}");
        Assert.True(run.Code == 0, run.Error);
        return run.Output;
    }

    public sealed class Demo : IAsyncLifetime
    {
        public CommandLineProgram Program { get; } = new();

        public async ValueTask InitializeAsync() => await Program.DemoAsync();

        public ValueTask DisposeAsync()
        {
            Program.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
