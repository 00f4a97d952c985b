using System.Text.Json;
using CamHa.Scheduler.Commands;
using CamHa.Scheduler.Tests.Infrastructure;

namespace CamHa.Scheduler.Tests.Commands;

/// <summary>The jobs of a clerk, one command each, and the record of them, over the demo's week.</summary>
public sealed class ChangeCommandTests : IAsyncLifetime
{
    private const string Moved = "Nhiệm vụ T04 (Hoàn thành 1 vườn mẫu tại thôn Tiến Thắng): thời hạn 30/06/2022 → 15/07/2022";
    private readonly CommandLineProgram _program = new();

    public async ValueTask InitializeAsync() => await _program.DemoAsync();

    public ValueTask DisposeAsync()
    {
        _program.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_change_says_what_it_did_and_how_to_take_it_back_and_is_listed_until_then()
    {
        var moved = await TypeAsync("assignment due t04 15/7/2022 --reason \"theo Công văn 45\"");
        Assert.Equal(
            [
                Moved,
                "Đã ghi, lần sửa số 17. Muốn trở lại như cũ: camha change undo 17",
            ],
            Lines(moved.Output));
        var list = await TypeAsync("change list --assignment T04");
        Assert.Contains("(dòng lệnh)  NTM-2022", list.Output, StringComparison.Ordinal);
        Assert.Contains("theo Công văn 45", list.Output, StringComparison.Ordinal);
        // It said “1 chỗ sửa”, of twenty changes.
        Assert.Contains(Moved, list.Output, StringComparison.Ordinal);
        var undone = await TypeAsync("change undo 17");
        Assert.Contains("thời hạn 15/07/2022 → 30/06/2022", undone.Output, StringComparison.Ordinal);
        var after = await TypeAsync("change list --assignment T04");
        Assert.Contains("đã hoàn tác bằng lần 18", after.Output, StringComparison.Ordinal);
        var again = await TypeAsync("change undo 17");
        Assert.Equal(CommandLine.Failed, again.Code);
        Assert.Contains("đã được hoàn tác bằng lần sửa số 18", again.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dry_run_shows_the_change_and_its_mails_and_an_undo_is_rehearsed_too()
    {
        foreach (var command in new[]
        {
            "contact replace \"ban phát triển thôn thành xuân\" moi@camha.example",
            "unit exempt HND --week 2022-W30",
        })
        {
            var shown = await TypeAsync($"{command} --dry-run");
            Assert.Contains("Thư trong 7 ngày tới", shown.Output, StringComparison.Ordinal);
            Assert.EndsWith("Chỉ xem trước: chưa ghi gì.", shown.Output.TrimEnd(), StringComparison.Ordinal);
        }

        Assert.DoesNotContain("dòng lệnh", (await TypeAsync("change list")).Output, StringComparison.Ordinal);
        await TypeAsync("unit exempt HND --week 2022-W30");
        Assert.Contains("Chỉ xem trước", (await TypeAsync("change undo 17 --dry-run")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_typed_wrong_is_named_with_the_remedy_and_is_wrong_usage()
    {
        foreach (var (command, words) in new[]
        {
            ("assignment due T04 31/02/2027", "NGÀY: “31/02/2027”: tháng 2 không có ngày 31."),
            ("assignment complete T04 --at \"1/1/2090 8:00\"", "--at: “1/1/2090 8:00” là lúc chưa tới"),
            ("unit exempt HND --week 24", "--week: “24” không phải là tuần"),
            ("submission enter HND --week 2022-W24 --received hôm-qua --results x", "--received: “hôm-qua” không phải là thời điểm"),
            ("change show 99", "không có lần sửa số 99"),
            ("change undo 99", "không có lần sửa số 99"),
            ("change list --last 0", "--last = '0'"),
        })
        {
            var typed = await TypeAsync(command);
            Assert.Equal(CommandLine.WrongUsage, typed.Code);
            Assert.Contains(words, typed.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_program_gets_the_entries_with_their_values_as_they_are_kept()
    {
        var typed = await TypeAsync(
            "submission enter HND --week 2022-W30 --received \"29/7/2022 15:00\" --results \"Làm 200 m\" --assignments \"T04\" --json");
        using var json = JsonDocument.Parse(typed.Output);
        Assert.Equal(17, json.RootElement.GetProperty("id").GetInt64());
        var entry = json.RootElement.GetProperty("entries")[1];
        Assert.Equal(("results", "Làm 200 m"), (entry.GetProperty("field").GetString(), entry.GetProperty("after").GetString()));
        using var shown = JsonDocument.Parse((await TypeAsync("change show 17 --json")).Output);
        Assert.Equal(2, shown.RootElement.GetProperty("entries").GetArrayLength());
        Assert.Contains("(bỏ)", (await TypeAsync("submission withdraw HND --week 2022-W30")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_change_did_is_said_in_the_words_of_the_plan()
    {
        await TypeAsync("assignment report T04 --unit HND --by \"phó thôn\"");
        var confirmed = await TypeAsync("assignment complete T04");
        Assert.Contains("Báo hoàn thành T04 HND", confirmed.Output, StringComparison.Ordinal);
        Assert.Contains("(đã xác nhận)", confirmed.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("(bỏ)", confirmed.Output, StringComparison.Ordinal);
        var listed = await TypeAsync("change list --last 1");
        Assert.Matches(@"\d+ chỗ sửa ở 1 nhiệm vụ \(T04\)", listed.Output);
        var exempt = await TypeAsync("unit exempt HND --week 2022-W30");
        Assert.Contains("Miễn báo cáo HND 2022-W30 (Hội Nông dân xã) (mới)", exempt.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("(trống)", exempt.Output, StringComparison.Ordinal);
    }

    // Neither that there was one already, nor that it was late, was said.
    [Fact]
    public async Task A_submission_is_told_whether_it_is_on_time_and_what_it_replaces()
    {
        const string Enter = "submission enter \"thôn Xuân Hạ\" --week 30/2022 --results x --received";
        var first = await TypeAsync($"{Enter} \"15h ngày 29/7/2022\"");
        Assert.Contains("BPT-XH, tuần 30/2022: đúng hạn (hạn nộp 29/07/2022 16:00).", first.Output, StringComparison.Ordinal);
        var second = await TypeAsync($"{Enter} \"30/7/2022 8:00\"");
        Assert.Contains(
            "BPT-XH đã có báo cáo tuần 2022-W30 nhận lúc 29/07/2022 15:00; báo cáo dùng bản mới", second.Error, StringComparison.Ordinal);
        Assert.Contains("đúng hạn", second.Output, StringComparison.Ordinal);
        var late = await TypeAsync("submission enter HND --week \"Tuần 30/2022\" --results x --received \"30/7/2022 8:00\"");
        Assert.Contains(
            "HND, tuần 30/2022: nộp muộn, nhận lúc 30/07/2022 08:00, hạn nộp 29/07/2022 16:00.", late.Output, StringComparison.Ordinal);
    }

    private Task<(int Code, string Output, string Error)> TypeAsync(string command) =>
        _program.RunAsync($"{command} --lang vi --config {_program.Config}");

    private static string[] Lines(string output) =>
        output.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
