using CamHa.Scheduler.Submissions;

namespace CamHa.Scheduler.Tests.Submissions;

public sealed class GroupTextRuleTests
{
    private static readonly ReportingWeek Week = new(
        new(2022, 24), new(2022, 6, 13), new(2022, 6, 17, 16, 0, 0), new(2022, 6, 17, 16, 30, 0), new(2022, 6, 20, 8, 0, 0), []);

    [Fact]
    public void Each_unit_that_is_named_has_its_link_once()
    {
        var due = Due("Đoàn xã", "T01", "Việc", 16);
        var links = new Dictionary<string, string> { ["Đoàn xã"] = "https://a/t/1", ["Hội Nông dân"] = "https://a/t/2" };
        var text = GroupTextRule.Write(Week, isOver: false, ["Đoàn xã"], [due, Due("Hội Nông dân", "T02", "Việc", 16)], links);
        Assert.Equal(2, text.Split("https://a/t/1").Length);
        Assert.Contains("- Đoàn xã\n  https://a/t/1", text, StringComparison.Ordinal);
        Assert.Contains("https://a/t/2", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Before_the_cut_off_it_asks_in_time_and_names_what_is_due_unit_by_unit() => Assert.Equal(
        """
        Kính gửi các đơn vị, về tuần 24/2022 (13–19/6):

        Còn 2 đơn vị chưa gửi báo cáo tuần (hạn 16h00 thứ Sáu, 17/6/2022):
        - Đoàn xã
        - Thôn Hai
        Mong các đơn vị gửi đúng hạn: kết quả, khó khăn, kiến nghị, việc tuần tới. Không có gì mới thì trả lời “Không phát sinh”.

        Việc đến hạn trong tuần:
        - Hội Nông dân xã: T04 Mô hình vườn mẫu (15/6); T05 Chuồng trại (17/6)
        - Đoàn xã: T01 Ra quân (16/6)

        Đơn vị nào đã gửi, đã làm xong thì bỏ qua tin này. Trân trọng cảm ơn!
        """,
        GroupTextRule.Write(
            Week,
            isOver: false,
            ["Đoàn xã", "Thôn\nHai"],
            [
                Due("Hội Nông dân xã", "T04", "Mô hình vườn mẫu", 15), Due("Hội Nông dân xã", "T05", "Chuồng trại", 17),
                Due("Đoàn xã", "T01", "Ra quân", 16),
            ]),
        ignoreLineEndingDifferences: true);

    [Fact]
    public void After_the_cut_off_it_says_so() => Assert.Contains(
        "Còn 1 đơn vị chưa gửi báo cáo tuần (đã quá hạn 16h00 thứ Sáu, 17/6/2022):\n- Đoàn xã\nMong các đơn vị gửi ngay",
        GroupTextRule.Write(Week, isOver: true, ["Đoàn xã"], []),
        StringComparison.Ordinal);

    [Fact]
    public void Where_nobody_is_missing_it_thanks_and_asks_for_nothing() => Assert.Equal(
        "Kính gửi các đơn vị, về tuần 24/2022 (13–19/6):\n\nCác đơn vị đã gửi đủ báo cáo tuần. Cảm ơn các đơn vị.",
        GroupTextRule.Write(Week, isOver: true, [], []));

    [Fact]
    public void A_title_of_a_whole_paragraph_is_shortened()
    {
        var due = Due("Đoàn xã", "T01", string.Concat(Enumerable.Repeat("dài ", 200)), 16);
        Assert.InRange(GroupTextRule.Write(Week, isOver: true, [], [due]).Length, 100, 400);
    }

    [Fact]
    public void Of_one_unit_three_are_named_and_the_others_counted() => Assert.Contains(
        "- Đoàn xã: T01 Việc (16/6); T02 Việc (16/6); T03 Việc (16/6); và 2 việc nữa\n",
        GroupTextRule.Write(Week, isOver: true, [], [.. Enumerable.Range(1, 5).Select(i => Due("Đoàn xã", $"T0{i}", "Việc", 16))]),
        StringComparison.Ordinal);

    private static DueLine Due(string unit, string code, string title, int day) =>
        new() { UnitName = unit, Code = code, Title = title, DueOn = new(2022, 6, day) };
}
